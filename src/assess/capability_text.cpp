// Levels, gaps and plan of a capability assessment for people and for machines.
#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "assess/capability.h"
#include "assess/report_parts.h"

namespace gongdun::assess {

using json = nlohmann::ordered_json;

namespace {

json level_id(const pack::Maturity& maturity, int level) {
  return level == kNoLevel ? json(nullptr) : json(maturity.levels[static_cast<std::size_t>(level)].id);
}

std::string level_words(const pack::Maturity& maturity, int level, base::Lang lang) {
  if (level == kNoLevel) return lang == base::Lang::zh ? "未答" : "not answered";
  return maturity.levels[static_cast<std::size_t>(level)].name.in(lang);
}

// The widest gap first.
std::vector<const AreaLevel*> by_gap(const Capability& result) {
  std::vector<const AreaLevel*> out;
  for (const AreaLevel& one : result.areas)
    if (one.gap > 0) out.push_back(&one);
  std::ranges::stable_sort(out, [](const AreaLevel* a, const AreaLevel* b) { return a->gap > b->gap; });
  return out;
}

}  // namespace

std::string capability_json(const Assessment& assessment, const pack::Questionnaire& questions, const Capability& result) {
  const pack::Maturity& maturity = questions.maturity;
  json out{{"assessment", assessment.id},
           {"target", level_id(maturity, result.target)},
           {"organisation", level_id(maturity, result.organisation)},
           {"open_areas", result.open},
           {"distribution", json::object()},
           {"areas", json::array()}};
  for (std::size_t i = 0; i < maturity.levels.size(); ++i) out["distribution"][maturity.levels[i].id] = result.distribution[i];
  for (const AreaLevel& area : result.areas) {
    json one{{"id", area.area->named.id},
             {"name", area.area->named.name.zh},
             {"level", level_id(maturity, area.level)},
             {"gap", area.gap},
             {"aspects", json::array()}};
    for (const AspectLevel& aspect : area.aspects) {
      json entry{{"id", aspect.item->question->meta.id}, {"said", level_id(maturity, aspect.said)}, {"level", level_id(maturity, aspect.level)}};
      if (!aspect.limited_by.empty()) entry["limited_by"] = aspect.limited_by;
      one["aspects"].push_back(std::move(entry));
    }
    out["areas"].push_back(std::move(one));
  }
  out["plan"] = json::array();
  for (const AreaLevel* area : by_gap(result)) out["plan"].push_back({{"id", area->area->named.id}, {"gap", area->gap}});
  out["duties"] = {{"total", result.duties.total ? json(std::stod(score_text(*result.duties.total))) : json(nullptr)},
                   {"answered", result.duties.answered},
                   {"applicable", result.duties.applicable},
                   {"measures", json::array()}};
  for (const Measure& one : result.measures)
    out["duties"]["measures"].push_back({{"id", one.item->question->meta.id},
                                         {"basis", one.item->question->meta.basis},
                                         {"risk", one.risk},
                                         {"days", one.phase == nullptr ? 0 : one.phase->days},
                                         {"measure", one.item->question->remedy.zh}});
  return out.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string capability_text(const Assessment& assessment, const pack::Questionnaire& questions, const Capability& result, base::Lang lang) {
  const bool zh = lang == base::Lang::zh;
  const pack::Maturity& maturity = questions.maturity;
  std::string out = fmt::format("{}  {}\n", assessment.id, assessment.name);
  out += fmt::format(fmt::runtime(zh ? "整体等级 {}（取各过程域最低者）　目标 {}　未评完的过程域 {} 个\n"
                                     : "level {} (the lowest process area), target {}, {} areas not fully assessed\n"),
                     level_words(maturity, result.organisation, lang), level_words(maturity, result.target, lang), result.open);
  for (std::size_t i = 0; i < maturity.levels.size(); ++i) out += fmt::format("  {}：{}\n", maturity.levels[i].name.in(lang), result.distribution[i]);
  for (const AreaLevel& area : result.areas) {
    out += fmt::format("{} {}  {}", area.area->named.id, area.area->named.name.in(lang), level_words(maturity, area.level, lang));
    if (area.gap > 0) out += fmt::format(fmt::runtime(zh ? "　差 {} 级" : "  {} below target"), area.gap);
    out += "\n";
    for (const AspectLevel& aspect : area.aspects)
      if (!aspect.limited_by.empty())
        out +=
            fmt::format(fmt::runtime(zh ? "    {} 自评 {}，诊断 {} 未符合，按 {} 计\n" : "    {} said {}, but {} of the diagnosis is not met: counts as {}\n"),
                        aspect.item->question->meta.id, level_words(maturity, aspect.said, lang), fmt::join(aspect.limited_by, " "),
                        level_words(maturity, aspect.level, lang));
  }
  if (result.duties.total)
    out += fmt::format(fmt::runtime(zh ? "分级防护义务 {} 分，已答 {}/{}\n" : "graded duties {} points, answered {}/{}\n"), score_text(*result.duties.total),
                       result.duties.answered, result.duties.applicable);
  for (const Measure& one : result.measures) {
    const pack::Question& question = *one.item->question;
    out += fmt::format("  {} [{}] {}（{}", question.meta.id, name_of(questions.scoring.risks, one.risk, lang), question.remedy.in(lang), question.meta.basis);
    out += one.phase == nullptr ? "）\n" : fmt::format(fmt::runtime(zh ? "，{} 天内）\n" : ", within {} days）\n"), one.phase->days);
  }
  return out;
}

}  // namespace gongdun::assess
