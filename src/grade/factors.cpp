#include "grade/factors.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/core.h>

namespace gongdun::grade {

namespace {

struct Volume {
  std::string_view key;
  const char *zh, *en;
};
constexpr std::array kVolumes{Volume{"rows>=", "行数", "rows"}, Volume{"bytes>=", "字节数", "bytes"}, Volume{"characters>=", "字符数", "characters"},
                              Volume{"persons>=", "人数", "persons"}, Volume{"carriers>=", "载体数", "carriers"}};

void append(base::Bilingual& out, const std::string& zh, const std::string& en, const char* zh_mark, const char* en_mark) {
  if (!out.zh.empty()) {
    out.zh += zh_mark;
    out.en += en_mark;
  }
  out.zh += zh;
  out.en += en;
}

base::Bilingual effect_of(const pack::GradeRule& rule) {
  if (rule.raise == "class+1") return {"类别上调一档", "one class up"};
  if (!rule.raise.empty()) return {"级别上调一级", "one level up"};
  const Grade grade{*parse_class(rule.set_class), rule.set_level};
  return {"至少为" + grade_title(grade, base::Lang::zh), "at least " + grade_title(grade, base::Lang::en)};
}

// The volumes the rule asks for; nothing if it holds, or does not hold for another reason.
base::Bilingual missing_volume(const pack::GradeRule& rule, const Situation& situation) {
  base::Bilingual out;
  if (is_second_pass(rule) || (rule.raise.empty() && rule.set_class.empty()) || match_rule(rule, situation)) return out;
  pack::GradeRule without = rule;
  for (const Volume& one : kVolumes) {
    const auto asked = rule.when.find(std::string(one.key));
    if (asked == rule.when.end()) continue;
    without.when.erase(asked->first);
    append(out, fmt::format("{}达到 {}", one.zh, asked->second), fmt::format("{} reach {}", one.en, asked->second), "、", " and ");
  }
  return out.zh.empty() || !match_rule(without, situation) ? base::Bilingual{} : out;
}

}  // namespace

base::Bilingual factors_of(const Situation& s) {
  const Facts& facts = s.evidence.facts();
  base::Bilingual out;
  const auto add = [&](const std::string& zh, const std::string& en) { append(out, zh, en, "、", ", "); };
  if (s.sector.sector) add("领域（" + s.sector.sector->meta.name.zh + "）", "field (" + s.sector.sector->meta.name.en + ")");
  add(fmt::format("规模（{} 行、{} 个载体、{} 字节）", facts.rows, facts.items, facts.bytes),
      fmt::format("scale ({} rows, {} carriers, {} bytes)", facts.rows, facts.items, facts.bytes));
  if (facts.persons > 0) add(fmt::format("群体（约 {} 人）", facts.persons), fmt::format("group (about {} persons)", facts.persons));
  if (const DetectorFact* geo = s.evidence.detector("geo.coordinate"); geo && geo->in_column)
    add("区域与精度（成列坐标）", "region and precision (columns of coordinates)");
  std::set<std::string> codes;
  for (const ObjectHit& hit : s.objects) {
    if (!hit.object->annex_g.empty()) codes.insert(hit.object->annex_g);
  }
  if (!codes.empty()) {
    std::string list;
    for (const std::string& code : codes) list += (list.empty() ? "" : " ") + code;
    add("重要性（附录G " + list + "）", "importance (Annex G " + list + ")");
  }
  if (std::ranges::any_of(facts.detectors, &DetectorFact::masked_only)) add("深度（含脱敏衍生数据）", "depth (masked, derived)");
  return out;
}

base::Bilingual changes_of(const Situation& situation) {
  base::Bilingual out;
  for (const pack::GradeRule& rule : situation.packs.grade_rules) {
    const base::Bilingual missing = missing_volume(rule, situation);
    if (missing.zh.empty()) continue;
    const base::Bilingual effect = effect_of(rule);
    append(out, missing.zh + " 时" + effect.zh, "when " + missing.en + ": " + effect.en, "；", "; ");
  }
  if (out.zh.empty()) return {"规模的变化不影响本建议", "a larger volume would not change this proposal"};
  return {"规模变化的影响：" + out.zh, "what volume would change: " + out.en};
}

}  // namespace gongdun::grade
