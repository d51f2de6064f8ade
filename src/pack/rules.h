// One function per kind of pack entry: from a checked mapping to the plain struct of spec.h.
#pragma once
#include <string>

#include "pack/assess_rules.h"
#include "pack/fields.h"

namespace gongdun::pack {

Detector parse_detector(Fields& fields, const std::string& pack);
Category parse_category(Fields& fields, const std::string& pack);
DataObject parse_object(Fields& fields, const std::string& pack);
Sector parse_sector(Fields& fields, const std::string& pack);
DocumentKind parse_document_kind(Fields& fields, const std::string& pack);
GradeRule parse_grade_rule(Fields& fields, const std::string& pack);
HarmMatrix parse_matrix(Fields& fields, const std::string& pack);
Scoring parse_scoring(Fields& fields, const std::string& pack);
Questionnaire parse_questionnaire(Fields& fields, const std::string& pack);
DecisionTable parse_decision_table(Fields& fields, const std::string& pack);
ClockTable parse_clock_table(Fields& fields, const std::string& pack);
RiskMethod parse_risk_method(Fields& fields, const std::string& pack);
WorkCalendar parse_work_calendar(Fields& fields, const std::string& pack);
ProbeBook parse_probe_book(Fields& fields, const std::string& pack);

}  // namespace gongdun::pack
