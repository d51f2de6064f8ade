// The plan of rectification for people and for machines.
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "assess/clock_count.h"
#include "assess/plan.h"
#include "assess/report_parts.h"

namespace gongdun::assess {

using json = nlohmann::ordered_json;

namespace {

constexpr const char* kEfforts[] = {"low", "medium", "high"};

std::string by_day(const PlanView& view, const Measure& one) {
  return one.phase == nullptr ? "" : day_text(day_of(view.from) + std::chrono::days(one.phase->days));
}

json score_part(const Score& score, int risk) {
  json out;
  out["total"] = score.total ? json(std::stod(score_text(*score.total))) : json(nullptr);
  out["level"] = score.level == nullptr ? json(nullptr) : json(score.level->named.id);
  out["by_score"] = score.by_score == nullptr ? json(nullptr) : json(score.by_score->named.id);
  out["vetoes"] = json::array();
  for (const ItemView* item : score.vetoes) out["vetoes"].push_back(item->question->meta.id);
  out["risk"] = risk;
  return out;
}

}  // namespace

std::string plan_json(const PlanView& view, const Plan& plan) {
  json out{{"assessment", view.assessment.id},
           {"from", day_text(day_of(view.from))},
           {"now", score_part(plan.now, plan.risk_now)},
           {"after", score_part(plan.after, plan.risk_after)},
           {"measures", json::array()}};
  for (const PlannedMeasure& one : plan.measures) {
    const pack::Question& question = *one.measure.item->question;
    json entry{{"id", question.meta.id},
               {"measure", {{"zh", question.remedy.zh}, {"en", question.remedy.en}}},
               {"basis", question.meta.basis},
               {"verified", pack::verified_name(question.meta.verified)},
               {"risk", one.measure.risk},
               {"risk_removed", one.risk_removed},
               {"effort", kEfforts[one.effort - 1]},
               {"veto", question.veto && one.measure.item->state == pack::State::noncompliant},
               {"gain", std::stod(fmt::format("{:.2f}", one.measure.gain))},
               {"phase", one.measure.phase == nullptr ? "" : one.measure.phase->named.id},
               {"by", by_day(view, one.measure)},
               {"owner", ""},
               {"tool", question.tool},
               {"taken", one.taken}};
    if (one.taken) entry["score_after"] = std::stod(score_text(one.score_after));
    out["measures"].push_back(std::move(entry));
  }
  return out.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string plan_text(const PlanView& view, const Plan& plan) {
  const bool zh = view.lang == base::Lang::zh;
  const auto score_words = [&](const Score& score) {
    return score.total ? score_text(*score.total) + " " + score.level->named.name.in(view.lang) : std::string(zh ? "无" : "none");
  };
  std::string out = fmt::format("{}  {}\n", view.assessment.id, view.assessment.name);
  out += fmt::format(fmt::runtime(zh ? "现在 {}，风险 {}；采取所选措施后 {}，风险 {}\n" : "now {}, risk {}; after the chosen measures {}, risk {}\n"),
                     score_words(plan.now), plan.risk_now, score_words(plan.after), plan.risk_after);
  for (const PlannedMeasure& one : plan.measures) {
    const pack::Question& question = *one.measure.item->question;
    out += fmt::format("{} {}  {}\n", one.taken ? "✓" : " ", question.meta.id, question.remedy.in(view.lang));
    out += "           ";
    out += fmt::format(
        fmt::runtime(zh ? "风险 {}　消减 {}　投入 {}　提分 {:.2f}　{} 前　责任部门 ____" : "risk {}, removes {}, effort {}, gain {:.2f}, by {}, owner ____"),
        name_of(view.questions.scoring.risks, one.measure.risk, view.lang), one.risk_removed,
        zh ? (one.effort == 1   ? "低"
              : one.effort == 2 ? "中"
                                : "高")
           : kEfforts[one.effort - 1],
        one.measure.gain, by_day(view, one.measure));
    if (!question.tool.empty()) out += fmt::format("　{} {}", question.tool, name_of(view.questions.tools, question.tool, view.lang));
    if (one.taken) out += fmt::format(fmt::runtime(zh ? "　→ {}" : " -> {}"), score_text(one.score_after));
    out += "\n";
  }
  return out;
}

}  // namespace gongdun::assess
