// What packs say for assessments; apart from pack/spec.h because grading has no part in it.
#pragma once
#include <vector>

#include "pack/clock_rule.h"
#include "pack/decision_table.h"
#include "pack/probe_book.h"
#include "pack/questionnaire.h"
#include "pack/risk_method.h"

namespace gongdun::pack {

struct AssessRules {
  std::vector<Questionnaire> questionnaires;
  std::vector<DecisionTable> decision_tables;
  std::vector<ClockTable> clock_tables;
  std::vector<ProbeBook> probe_books;
  std::vector<WorkCalendar> calendars;
  std::vector<RiskMethod> risk_methods;
};

}  // namespace gongdun::pack
