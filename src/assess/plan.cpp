#include "assess/plan.h"

#include <algorithm>

#include <fmt/format.h>

namespace gongdun::assess {

using base::Code;
using base::Result;
using pack::State;

namespace {

int risk_points(const pack::DiagnosisScoring& scoring, const std::string& risk) {
  const auto at = std::ranges::find_if(scoring.risks, [&](const pack::Named& one) { return one.id == risk; });
  const auto below = std::min<std::ptrdiff_t>(scoring.risks.end() - at - 1, 20);
  return below < 0 ? 0 : 1 << below;
}

}  // namespace

Result<AnswerLog> log_after(const pack::Questionnaire& questions, const AnswerLog& now, const std::vector<std::string>& taken) {
  AnswerLog out = now;
  for (const std::string& id : taken) {
    const pack::Question* question = questions.question(id);
    if (question == nullptr || question->type != pack::AnswerType::score)
      return base::fail(Code::not_found, "调研表中没有这项措施，编号见 diagnose plan", "the questionnaire has no such measure; diagnose plan lists the ids",
                        id);
    // A review stands over answers and probes alike.
    Entry met;
    met.kind = EntryKind::review;
    met.about = id;
    met.value = pack::state_id(State::compliant);
    met.author = "what-if";
    out.say(std::move(met), 0);
  }
  return out;
}

Result<Plan> plan(const pack::Questionnaire& questions, const AnswerLog& log, const Picture& picture, const std::vector<std::string>& taken) {
  Plan out;
  const auto log_then = log_after(questions, log, taken);
  if (!log_then) return std::unexpected(log_then.error());
  const Picture after = look(questions, *log_then);
  out.now = score(questions, picture);
  const auto left = measures(questions, after, score(questions, after));
  for (const Measure& one : left) out.risk_after += risk_points(questions.scoring, one.risk);
  for (Measure& one : measures(questions, picture, out.now)) {
    PlannedMeasure planned;
    planned.risk_removed = risk_points(questions.scoring, one.risk);
    planned.effort = static_cast<int>(one.item->question->effort) + 1;
    planned.taken = std::ranges::find(taken, one.item->question->meta.id) != taken.end();
    planned.measure = std::move(one);
    out.risk_now += planned.risk_removed;
    out.measures.push_back(std::move(planned));
  }
  // By the quotient without dividing: 3/2 before 1/1.
  std::ranges::stable_sort(out.measures,
                           [](const PlannedMeasure& a, const PlannedMeasure& b) { return a.risk_removed * b.effort > b.risk_removed * a.effort; });
  std::vector<std::string> so_far;
  double reached = out.now.total.value_or(0);
  for (PlannedMeasure& one : out.measures) {
    if (one.taken) {
      so_far.push_back(one.measure.item->question->meta.id);
      const auto then = log_after(questions, log, so_far);
      if (!then) return std::unexpected(then.error());
      reached = score(questions, look(questions, *then)).total.value_or(0);
    }
    one.score_after = reached;
  }
  // Vetoes of a score point into its picture: those that are left are named by the items of the picture that was given.
  out.after = score(questions, after);
  std::vector<const ItemView*> vetoes;
  for (const ItemView* item : out.after.vetoes) vetoes.push_back(picture.item(item->question->meta.id));
  out.after.vetoes = std::move(vetoes);
  return out;
}

}  // namespace gongdun::assess
