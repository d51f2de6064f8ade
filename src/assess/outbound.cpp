#include "assess/outbound.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "assess/answer_input.h"
#include "assess/picture.h"
#include "pack/fields.h"
#include "pack/tree.h"

namespace gongdun::assess {

using base::Code;
using base::Lang;
using base::Result;
using json = nlohmann::ordered_json;

namespace {

const pack::Route* route_of(const pack::DecisionTable& table, const std::string& id) {
  const auto found = std::ranges::find_if(table.routes, [&](const pack::Route& one) { return one.named.id == id; });
  return found == table.routes.end() ? nullptr : &*found;
}

void add_once(std::vector<const pack::Route*>& list, const pack::Route* route) {
  if (std::ranges::find(list, route) == list.end()) list.push_back(route);
}

struct Scene {
  std::string name;
  FactTexts facts;
};

class SceneFile {
 public:
  SceneFile(const pack::DecisionTable& table, const std::string& file, std::vector<pack::LoadProblem>& found) : table_(table), problems_(file, found) {}

  std::vector<Scene> read(std::string_view yaml) {
    const pack::Node root = pack::parse_tree(yaml, problems_);
    std::vector<Scene> out;
    if (root.kind == pack::Node::Kind::null) return out;
    pack::Fields top(root, "", problems_);
    const Scene whole = scene(top, {});
    const pack::Node* scenes = top.take("scenes");
    if (scenes != nullptr)
      for (std::size_t i = 0; i < scenes->items.size(); ++i) {
        pack::Fields fields(scenes->items[i], fmt::format("scenes[{}]", i), problems_);
        out.push_back(scene(fields, whole.facts));
        fields.finish();
      }
    top.finish();
    if (scenes == nullptr) out.push_back(whole);
    return out;
  }

 private:
  Scene scene(pack::Fields& fields, FactTexts facts) {
    Scene out{fields.text("name"), std::move(facts)};
    for (const pack::FactField& field : table_.facts) {
      const std::string text = fields.text(field.id);
      if (text.empty()) continue;
      auto value = fact_text(field, text);
      if (!value)
        fields.problem(fields.line_of(field.id), field.id, value.error().message.zh, value.error().message.en);
      else
        out.facts[field.id] = *value;
    }
    return out;
  }

  const pack::DecisionTable& table_;
  pack::Problems problems_;
};

json rules_json(const std::vector<const pack::DecisionRule*>& rules) {
  json out = json::array();
  for (const pack::DecisionRule* one : rules) {
    json rule{{"id", one->meta.id},
              {"zh", one->meta.name.zh},
              {"en", one->meta.name.en},
              {"basis", one->meta.basis},
              {"verified", pack::verified_name(one->meta.verified)}};
    if (!one->note.zh.empty()) rule["note"] = one->note.zh;
    out.push_back(std::move(rule));
  }
  return out;
}

json decision_json(const Scene& scene, const Decision& decision) {
  json out{{"name", scene.name}};
  out["route"] = decision.route == nullptr ? json(nullptr) : json(decision.route->named.id);
  out["possible"] = json::array();
  for (const pack::Route* one : decision.possible) out["possible"].push_back(one->named.id);
  out["missing"] = decision.missing;
  out["reasons"] = rules_json(decision.reasons);
  out["duties"] = rules_json(decision.duties);
  if (decision.route == nullptr) return out;
  out["blocked"] = decision.route->blocks;
  out["text"] = decision.route->text.zh;
  out["valid_months"] = decision.route->valid_months;
  out["renew_before_working_days"] = decision.route->renew_before_working_days;
  out["renew_before_months"] = decision.route->renew_before_months;
  out["materials"] = decision.route->materials;
  return out;
}

std::string rule_line(const pack::DecisionRule& rule, Lang lang) {
  std::string out = fmt::format("  {} {}（{}，{}）\n", rule.meta.id, rule.meta.name.in(lang), rule.meta.basis, pack::verified_name(rule.meta.verified));
  if (!rule.note.zh.empty()) out += "     " + rule.note.in(lang) + "\n";
  return out;
}

std::string decision_text(const pack::DecisionTable& table, const Scene& scene, const Decision& decision, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out = scene.name.empty() ? "" : "【" + scene.name + "】\n";
  if (decision.route != nullptr) {
    out += (zh ? "路径：" : "route: ") + decision.route->named.name.in(lang) + "\n  " + decision.route->text.in(lang) + "\n";
    for (const std::string& one : decision.route->materials) out += "  · " + one + "\n";
  } else {
    out += zh ? "尚不能判定；可能的路径：" : "not decided; possible routes:";
    for (const pack::Route* one : decision.possible) out += " " + one->named.name.in(lang);
    out += zh ? "\n缺少的事实：\n" : "\nmissing facts:\n";
    for (const pack::FactField& field : table.facts)
      if (decision.missing.contains(field.id)) out += fmt::format("  {} {}\n", field.id, field.name.in(lang));
  }
  if (!decision.reasons.empty()) out += zh ? "依据：\n" : "reasons:\n";
  for (const pack::DecisionRule* one : decision.reasons) out += rule_line(*one, lang);
  if (!decision.duties.empty()) out += zh ? "同时应当：\n" : "besides:\n";
  for (const pack::DecisionRule* one : decision.duties) out += rule_line(*one, lang);
  return out;
}

}  // namespace

Decision decide(const pack::DecisionTable& table, const FactTexts& facts) {
  const pack::FactLookup lookup = [&](const std::string& name) -> pack::FactValue {
    const auto field = std::ranges::find_if(table.facts, [&](const pack::FactField& one) { return one.id == name; });
    const auto value = facts.find(name);
    return field == table.facts.end() || value == facts.end() ? pack::FactValue() : fact_value(*field, value->second);
  };
  Decision out;
  for (const pack::DecisionRule& duty : table.always)
    if (pack::holds(duty.when, lookup) != false) out.duties.push_back(&duty);
  const pack::DecisionRule* last = nullptr;
  for (const pack::DecisionRule& rule : table.rules) {
    const auto held = pack::holds(rule.when, lookup);
    if (held == false) continue;
    if (!held) out.missing.merge(pack::unknown_facts(rule.when, lookup));
    if (rule.goes_on) {
      if (held) out.reasons.push_back(&rule);
      continue;
    }
    add_once(out.possible, route_of(table, rule.route));
    if (!held) continue;
    last = &rule;
    break;
  }
  // Whatever the missing facts are, there is but one way.
  if (out.possible.size() != 1 || last == nullptr) return out;
  out.route = out.possible.front();
  out.reasons.push_back(last);
  out.possible.clear();
  out.missing.clear();
  return out;
}

Result<std::string> decide_file(const std::vector<pack::DecisionTable>& tables, const std::string& table, std::string_view yaml, const std::string& file,
                                bool as_json, Lang lang) {
  const auto wanted = std::ranges::find_if(tables, [&](const pack::DecisionTable& one) { return one.meta.id == table; });
  if (wanted == tables.end()) return base::fail(Code::not_found, "规则包中没有该判定表", "the packs hold no such decision table", table);
  std::vector<pack::LoadProblem> problems;
  const std::vector<Scene> scenes = SceneFile(*wanted, file, problems).read(yaml);
  if (!problems.empty()) return base::fail(Code::invalid_input, pack::format_problems(problems, Lang::zh), pack::format_problems(problems, Lang::en));
  json out{{"table", wanted->meta.id}, {"version", wanted->version}, {"scenes", json::array()}};
  std::string text;
  for (const Scene& scene : scenes) {
    const Decision decision = decide(*wanted, scene.facts);
    out["scenes"].push_back(decision_json(scene, decision));
    text += decision_text(*wanted, scene, decision, lang);
  }
  return as_json ? out.dump(1) + "\n" : text;
}

}  // namespace gongdun::assess
