#include "catalog/facts_json.h"

#include <nlohmann/json.hpp>

namespace gongdun::catalog {

using nlohmann::json;

namespace {

constexpr auto kReplace = json::error_handler_t::replace;

std::unexpected<base::Error> damaged(const std::exception& error) {
  return base::fail(base::Code::invalid_input, std::string("存储库中的一条记录已损坏，请重新扫描（") + error.what() + "）",
                    std::string("a record in the store is damaged, scan again (") + error.what() + ")");
}

json reason_json(const grade::Reason& reason) {
  return {{"rule", reason.rule}, {"pack", reason.pack}, {"basis", reason.basis}, {"verified", reason.verified}, {"zh", reason.text.zh}, {"en", reason.text.en}};
}

grade::Reason reason_from(const json& value) {
  return {
      value.value("rule", ""), value.value("pack", ""), value.value("basis", ""), value.value("verified", ""), {value.value("zh", ""), value.value("en", "")}};
}

// A reference: value() would copy what it finds.
const json& list_in(const json& object, const char* name) {
  static const json none = json::array();
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}

}  // namespace

std::string facts_to_json(const grade::Facts& facts) {
  json terms = json::array();
  for (const auto& term : facts.terms) terms.push_back({term.term, term.body, term.header, term.items});
  json detectors = json::array();
  for (const auto& fact : facts.detectors)
    detectors.push_back({{"id", fact.detector},
                         {"found", fact.found},
                         {"distinct", fact.distinct},
                         {"share", fact.column_share},
                         {"column", fact.in_column},
                         {"masked", fact.masked_only}});
  const json out = {{"kind", facts.kind},
                    {"name", facts.name},
                    {"formats", facts.formats},
                    {"terms", terms},
                    {"detectors", detectors},
                    {"headers", facts.headers},
                    {"rows", facts.rows},
                    {"bytes", facts.bytes},
                    {"persons", facts.persons},
                    {"items", facts.items},
                    {"characters", facts.characters},
                    {"columns", facts.columns},
                    {"number_columns", facts.number_columns}};
  return out.dump(-1, ' ', false, kReplace);
}

base::Result<grade::Facts> facts_from_json(std::string_view text) {
  try {
    const json in = json::parse(text);
    grade::Facts facts;
    facts.kind = in.value("kind", "");
    facts.name = in.value("name", "");
    facts.formats = in.value("formats", std::vector<std::string>{});
    for (const json& term : list_in(in, "terms"))
      facts.terms.push_back({term.at(0).get<std::string>(), term.at(1).get<std::uint64_t>(), term.at(2).get<std::uint64_t>(), term.at(3).get<std::uint32_t>()});
    for (const json& fact : list_in(in, "detectors"))
      facts.detectors.push_back({fact.value("id", ""), fact.value("found", std::uint64_t{0}), fact.value("distinct", std::uint64_t{0}),
                                 fact.value("share", 0.0), fact.value("column", false), fact.value("masked", false)});
    facts.headers = in.value("headers", std::vector<std::string>{});
    facts.rows = in.value("rows", std::uint64_t{0});
    facts.bytes = in.value("bytes", std::uint64_t{0});
    facts.persons = in.value("persons", std::uint64_t{0});
    facts.items = in.value("items", std::uint64_t{1});
    facts.characters = in.value("characters", std::uint64_t{0});
    facts.columns = in.value("columns", std::uint64_t{0});
    facts.number_columns = in.value("number_columns", std::uint64_t{0});
    return facts;
  } catch (const std::exception& error) {
    return damaged(error);
  }
}

std::string assessment_to_json(const grade::Assessment& assessment) {
  json reasons = json::array();
  for (const auto& reason : assessment.reasons) reasons.push_back(reason_json(reason));
  const json out = {{"sector", {{"id", assessment.sector.id}, {"score", assessment.sector.score}, {"evidence", assessment.sector.evidence}}},
                    {"category", assessment.category},
                    {"document_kind", assessment.document_kind},
                    {"grade", grade::grade_code(assessment.proposed)},
                    {"by_rules", grade::grade_code(assessment.by_rules)},
                    {"precedent", assessment.precedent},
                    {"objects", assessment.objects},
                    {"reasons", reasons}};
  return out.dump(-1, ' ', false, kReplace);
}

base::Result<grade::Assessment> assessment_from_json(std::string_view text) {
  try {
    const json in = json::parse(text);
    grade::Assessment out;
    const json sector = in.value("sector", json::object());
    out.sector = {sector.value("id", ""), sector.value("score", 0.0), sector.value("evidence", std::vector<std::string>{})};
    out.category = in.value("category", "");
    out.document_kind = in.value("document_kind", "");
    if (const auto parsed = grade::parse_grade(in.value("grade", ""))) out.proposed = *parsed;
    out.by_rules = grade::parse_grade(in.value("by_rules", "")).value_or(out.proposed);
    out.precedent = in.value("precedent", "");
    out.objects = in.value("objects", std::vector<std::string>{});
    for (const json& reason : list_in(in, "reasons")) out.reasons.push_back(reason_from(reason));
    return out;
  } catch (const std::exception& error) {
    return damaged(error);
  }
}

std::string strings_to_json(const std::vector<std::string>& strings) {
  return json(strings).dump(-1, ' ', false, kReplace);
}

std::vector<std::string> strings_from_json(std::string_view text) {
  const json in = json::parse(text, nullptr, false);
  std::vector<std::string> out;
  if (in.is_array())
    for (const json& value : in)
      if (value.is_string()) out.push_back(value.get<std::string>());
  return out;
}

}  // namespace gongdun::catalog
