// Rectification planned ahead (what-if): measures by how much risk they take away for their effort, and the score once some of them are taken. Pure.
#pragma once
#include <string>
#include <vector>

#include "assess/assess_store.h"
#include "assess/scoring.h"

namespace gongdun::assess {

// The log once the questions with these ids are met, whatever answers and probes say now. For looking at only. Unknown ids are refused.
base::Result<AnswerLog> log_after(const pack::Questionnaire& questions, const AnswerLog& now, const std::vector<std::string>& taken);

struct PlannedMeasure {
  Measure measure;
  int risk_removed = 0;  // steps of the scale of risks the item goes down when it is met, weighted: see plan()
  int effort = 1;        // 1 low, 2 medium, 3 high
  bool taken = false;
  double score_after = 0;  // with this and all taken measures before it
};

struct Plan {
  Score now, after;
  int risk_now = 0, risk_after = 0;      // sum of the risks of all open items
  std::vector<PlannedMeasure> measures;  // best first
};

// An open item of the lowest of n levels of risk counts 1, one of the next 2, then 4 …; a met item counts 0. Ranked by risk removed over effort; where that is
// equal, by risk, veto items, then the order of the questionnaire.
// `picture`: what the log shows; the plan points into it.
base::Result<Plan> plan(const pack::Questionnaire& questions, const AnswerLog& log, const Picture& picture, const std::vector<std::string>& taken);

struct PlanView {
  const Assessment& assessment;
  const pack::Questionnaire& questions;
  base::TimeUs from = 0;  // the day the phases count from
  base::Lang lang = base::Lang::zh;
};
std::string plan_json(const PlanView& view, const Plan& plan);
std::string plan_text(const PlanView& view, const Plan& plan);

}  // namespace gongdun::assess
