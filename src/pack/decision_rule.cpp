// From YAML to pack/decision_table.h, with every mistake reported by line and field.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "pack/fact_rule.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

Route parse_route(Fields& fields) {
  Route out;
  out.named = parse_named(fields);
  out.text = fields.bilingual("text", Need::required);
  out.blocks = fields.flag("blocks", false);
  out.valid_months = fields.integer("valid_months", 0, 0, 1200);
  out.renew_before_working_days = fields.integer("renew_before_working_days", 0, 0, 1000);
  out.renew_before_months = fields.integer("renew_before_months", 0, 0, 1200);
  out.materials = fields.texts("materials");
  return out;
}

DecisionRule parse_rule(Fields& fields, const std::string& pack, const FactWords& facts, bool decides) {
  DecisionRule out;
  out.meta = fields.meta(pack);
  out.when = parse_condition(fields, "when", decides ? Need::required : Need::optional, facts);
  if (fields.take("note")) out.note = fields.bilingual("note");
  if (!decides) return out;
  out.route = fields.text("route");
  out.goes_on = fields.flag("goes_on", false);
  if (out.route.empty() != out.goes_on)
    fields.problem(fields.line(), "route", "规则须有 route，或者 goes_on: true，二者取一", "a rule needs either a route or goes_on: true");
  return out;
}

}  // namespace

DecisionTable parse_decision_table(Fields& fields, const std::string& pack) {
  DecisionTable out;
  out.meta = fields.meta(pack);
  out.version = fields.text("version", Need::required);
  each_entry(fields, "facts", Need::required, [&](Fields& entry) { out.facts.push_back(parse_fact(entry)); });
  each_entry(fields, "routes", Need::required, [&](Fields& entry) { out.routes.push_back(parse_route(entry)); });
  const FactWords facts = [&](const std::string& name) { return comparable(out.facts, name); };
  each_entry(fields, "rules", Need::required, [&](Fields& entry) {
    DecisionRule rule = parse_rule(entry, pack, facts, true);
    if (!rule.route.empty() && std::ranges::none_of(out.routes, [&](const Route& one) { return one.named.id == rule.route; }))
      entry.problem(entry.line_of("route"), "route", fmt::format("路径“{}”没有定义", rule.route), fmt::format("the route \"{}\" is not defined", rule.route));
    out.rules.push_back(std::move(rule));
  });
  each_entry(fields, "always", Need::optional, [&](Fields& entry) { out.always.push_back(parse_rule(entry, pack, facts, false)); });
  return out;
}

}  // namespace gongdun::pack
