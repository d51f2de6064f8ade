#include "pack/fact_rule.h"

#include <algorithm>
#include <array>

namespace gongdun::pack {

namespace {

constexpr std::array<std::string_view, 6> kFactTypes{"yes_no", "number", "text", "choice", "multi", "table"};

void check_term(Fields& fields, std::string_view key, const Expression::Term& term, const FactWords& facts) {
  using Op = Expression::Op;
  if (term.name.empty()) return;
  const Comparable known = facts(term.name);
  const bool words = term.op == Op::equal || term.op == Op::unequal || term.op == Op::one_of;
  const Comparable::Kind wanted = term.op == Op::name ? Comparable::Kind::flag : words ? Comparable::Kind::words : Comparable::Kind::number;
  if (known.kind != wanted) {
    fields.problem(fields.line_of(key), key, fmt::format("“{}”没有定义，或其类型不能这样比较", term.name),
                   fmt::format("\"{}\" is not defined, or is of a kind that cannot be compared so", term.name));
    return;
  }
  for (const std::string& word : term.words) {
    if (std::ranges::find(known.words, word) != known.words.end()) continue;
    fields.problem(fields.line_of(key), key, fmt::format("“{}”没有取值“{}”", term.name, word), fmt::format("\"{}\" has no value \"{}\"", term.name, word));
  }
}

}  // namespace

Comparable comparable(const FactField& fact) {
  if (fact.type == FactType::yes_no) return {Comparable::Kind::flag, {}};
  if (fact.type == FactType::number) return {Comparable::Kind::number, {}};
  Comparable out{fact.type == FactType::choice || fact.type == FactType::multi ? Comparable::Kind::words : Comparable::Kind::other, {}};
  for (const Named& one : fact.choices) out.words.push_back(one.id);
  return out;
}

Comparable comparable(const std::vector<FactField>& facts, const std::string& name) {
  const auto found = std::ranges::find_if(facts, [&](const FactField& one) { return one.id == name; });
  return found == facts.end() ? Comparable() : comparable(*found);
}

Named parse_named(Fields& fields) {
  return {fields.text("id", Need::required), fields.bilingual("name", Need::required)};
}

std::vector<Named> parse_names(Fields& fields, std::string_view key, Need need) {
  std::vector<Named> out;
  each_entry(fields, key, need, [&](Fields& entry) { out.push_back(parse_named(entry)); });
  return out;
}

FactField parse_fact(Fields& fields) {
  FactField out;
  const Named head = parse_named(fields);
  out.id = head.id;
  out.name = head.name;
  const int type = fields.choice("type", kFactTypes, Need::required);
  if (type >= 0) out.type = static_cast<FactType>(type);
  const bool chooses = out.type == FactType::choice || out.type == FactType::multi;
  out.choices = parse_names(fields, "choices", chooses ? Need::required : Need::optional);
  out.columns = parse_names(fields, "columns", out.type == FactType::table ? Need::required : Need::optional);
  out.unit = fields.text("unit");
  out.required = fields.flag("required", false);
  return out;
}

Expression parse_condition(Fields& fields, std::string_view key, Need need, const FactWords& facts) {
  const std::string text = fields.text(key, need);
  if (text.empty()) return {};
  auto parsed = parse_expression(text);
  if (!parsed) {
    fields.problem(fields.line_of(key), key, parsed.error().zh, parsed.error().en);
    return {};
  }
  for (const Expression::Term& term : parsed->terms) check_term(fields, key, term, facts);
  return *parsed;
}

}  // namespace gongdun::pack
