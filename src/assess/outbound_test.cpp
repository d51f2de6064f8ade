// Every row of the table of data export, at, just below and just above its line.
#include "assess/outbound.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "pack/load.h"

namespace gongdun::assess {
namespace {

const pack::DecisionTable& table() {
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  const auto found = std::ranges::find_if(loaded.assess.decision_tables, [](const pack::DecisionTable& one) { return one.meta.id == "outbound"; });
  if (found == loaded.assess.decision_tables.end()) throw std::runtime_error(pack::format_problems(loaded.problems, base::Lang::en));
  return *found;
}

// An ordinary factory that sends ordinary personal information abroad; `changes` over it.
FactTexts with(const FactTexts& changes) {
  FactTexts out{{"foreign_request", "no"},       {"core_data", "no"},        {"important_data", "no"},       {"important_confirmed", "no"},
                {"personal_information", "yes"}, {"collected_abroad", "no"}, {"domestic_mixed_in", "no"},    {"purpose", "other"},
                {"treaty_rule", "no"},           {"ftz_registered", "no"},   {"in_ftz_negative_list", "no"}, {"ciio", "no"},
                {"pi_persons", "1000"},          {"spi_persons", "0"}};
  for (const auto& [id, value] : changes) out[id] = value;
  return out;
}

struct Row {
  const char* name;
  FactTexts changes;
  const char* route;
  const char* rule;  // the deciding one
};

class Outbound : public ::testing::TestWithParam<Row> {};

TEST_P(Outbound, decidesByTheRightRule) {
  const Decision decision = decide(table(), with(GetParam().changes));
  ASSERT_NE(decision.route, nullptr);
  EXPECT_EQ(decision.route->named.id, GetParam().route);
  EXPECT_EQ(decision.reasons.back()->meta.id, GetParam().rule);
  EXPECT_TRUE(decision.missing.empty());
  EXPECT_FALSE(decision.duties.empty());
}

const Row kRows[] = {
    {"X0_foreignRequest_blocksAll", {{"foreign_request", "yes"}, {"core_data", "yes"}, {"personal_information", "no"}}, "blocked", "X0"},
    {"X1_coreData", {{"core_data", "yes"}, {"important_data", "yes"}, {"important_confirmed", "yes"}}, "state_review", "X1"},
    {"X2_importantConfirmed", {{"important_data", "yes"}, {"important_confirmed", "yes"}, {"personal_information", "no"}}, "security_assessment", "X2"},
    {"X2b_importantByOwnJudgement_goesOn", {{"important_data", "yes"}, {"personal_information", "no"}}, "exempt", "X3"},
    {"X2b_importantByOwnJudgement_thresholdsStillCount", {{"important_data", "yes"}, {"pi_persons", "1000000"}}, "security_assessment", "X8"},
    {"X3_noPersonalInformation", {{"personal_information", "no"}, {"ciio", "yes"}}, "exempt", "X3"},
    {"X4_collectedAbroad", {{"collected_abroad", "yes"}, {"pi_persons", "2000000"}}, "exempt", "X4"},
    {"X4_mixedIn_isNone", {{"collected_abroad", "yes"}, {"domestic_mixed_in", "yes"}, {"pi_persons", "2000000"}}, "security_assessment", "X8"},
    {"X5_contract", {{"purpose", "contract_with_person"}, {"pi_persons", "2000000"}}, "exempt", "X5"},
    {"X5_hr", {{"purpose", "hr_management"}, {"spi_persons", "20000"}}, "exempt", "X5"},
    {"X5_emergency", {{"purpose", "emergency"}, {"ciio", "yes"}}, "exempt", "X5"},
    {"X5_legalDuty", {{"purpose", "legal_duty"}, {"spi_persons", "1"}}, "exempt", "X5"},
    {"X5b_treaty", {{"treaty_rule", "yes"}, {"pi_persons", "2000000"}}, "treaty", "X5b"},
    {"X6_zoneOutsideTheList", {{"ftz_registered", "yes"}, {"pi_persons", "2000000"}}, "exempt", "X6"},
    {"X6b_zoneOnTheList", {{"ftz_registered", "yes"}, {"in_ftz_negative_list", "yes"}}, "ftz_list", "X6b"},
    {"X7_ciio_onePerson", {{"ciio", "yes"}, {"pi_persons", "1"}}, "security_assessment", "X7"},
    {"X8_million_below", {{"pi_persons", "999999"}}, "contract_or_certification", "X9"},
    {"X8_million_at", {{"pi_persons", "1000000"}}, "security_assessment", "X8"},
    {"X8_million_above", {{"pi_persons", "1000001"}}, "security_assessment", "X8"},
    {"X8_sensitive_below", {{"spi_persons", "9999"}}, "contract_or_certification", "X9"},
    {"X8_sensitive_at", {{"spi_persons", "10000"}}, "security_assessment", "X8"},
    {"X8_sensitive_above", {{"spi_persons", "10001"}}, "security_assessment", "X8"},
    {"X9_hundredThousand_below", {{"pi_persons", "99999"}}, "exempt", "X10"},
    {"X9_hundredThousand_at", {{"pi_persons", "100000"}}, "contract_or_certification", "X9"},
    {"X9_hundredThousand_above", {{"pi_persons", "100001"}}, "contract_or_certification", "X9"},
    {"X9_sensitive_none", {{"spi_persons", "0"}}, "exempt", "X10"},
    {"X9_sensitive_one", {{"spi_persons", "1"}}, "contract_or_certification", "X9"},
    {"X9_sensitive_two", {{"spi_persons", "2"}}, "contract_or_certification", "X9"},
    {"X10_nobody", {{"pi_persons", "0"}}, "exempt", "X10"},
};
INSTANTIATE_TEST_SUITE_P(Rows, Outbound, ::testing::ValuesIn(kRows), [](const auto& row) { return std::string(row.param.name); });

TEST(OutboundTable, everyRule_isReachedByARow) {
  std::set<std::string> reached{"X2b"};
  for (const Row& row : kRows) reached.insert(row.rule);
  for (const pack::DecisionRule& rule : table().rules) EXPECT_TRUE(reached.contains(rule.meta.id)) << rule.meta.id;
}

TEST(OutboundTable, ownJudgement_isAmongTheReasons) {
  const Decision decision = decide(table(), with({{"important_data", "yes"}}));
  ASSERT_EQ(decision.reasons.size(), 2U);
  EXPECT_EQ(decision.reasons[0]->meta.id, "X2b");
  EXPECT_FALSE(decision.reasons[0]->note.zh.empty());
}

TEST(OutboundTable, missingFact_decidesNothing_andIsNamed) {
  FactTexts facts = with({});
  facts.erase("pi_persons");
  const Decision decision = decide(table(), facts);
  EXPECT_EQ(decision.route, nullptr);
  EXPECT_EQ(decision.missing, std::set<std::string>{"pi_persons"});
  std::vector<std::string> possible;
  for (const pack::Route* one : decision.possible) possible.push_back(one->named.id);
  EXPECT_EQ(possible, (std::vector<std::string>{"security_assessment", "contract_or_certification", "exempt"}));
}

TEST(OutboundTable, missingFactThatCannotMatter_isNotAskedFor) {
  FactTexts facts = with({{"ciio", "yes"}});
  facts.erase("pi_persons");
  facts.erase("spi_persons");
  const Decision decision = decide(table(), facts);
  ASSERT_NE(decision.route, nullptr);
  EXPECT_EQ(decision.route->named.id, "security_assessment");
  facts["purpose"] = "hr_management";
  facts.erase("ciio");
  EXPECT_EQ(decide(table(), facts).route->named.id, "exempt");
}

TEST(OutboundTable, nothingKnown_isNotDecided) {
  const Decision decision = decide(table(), {});
  EXPECT_EQ(decision.route, nullptr);
  EXPECT_TRUE(decision.missing.contains("foreign_request"));
}

TEST(OutboundFile, scenes_standOverTheCommonFacts_andMistakesHaveLines) {
  const std::vector<pack::DecisionTable> tables{table()};
  const std::string yaml =
      "foreign_request: 否\ncore_data: 否\nimportant_data: 否\npersonal_information: 是\nscenes:\n- {name: 人事, purpose: hr_management, collected_abroad: "
      "否}\n"
      "- {name: 售后, purpose: other, collected_abroad: 否, treaty_rule: 否, ftz_registered: 否, ciio: 否, pi_persons: '100,000', spi_persons: 0}\n";
  const auto text = decide_file(tables, "outbound", yaml, "facts.yaml", true, base::Lang::zh);
  ASSERT_TRUE(text) << text.error().text(base::Lang::en);
  EXPECT_NE(text->find("\"route\": \"exempt\""), std::string::npos);
  EXPECT_NE(text->find("\"route\": \"contract_or_certification\""), std::string::npos);
  const auto wrong = decide_file(tables, "outbound", "core_data: maybe\nwhat: 1\npi_persons: many\n", "facts.yaml", true, base::Lang::zh);
  ASSERT_FALSE(wrong);
  for (const char* place : {"facts.yaml:1: core_data", "facts.yaml:2: what", "facts.yaml:3: pi_persons"})
    EXPECT_NE(wrong.error().message.en.find(place), std::string::npos) << wrong.error().message.en;
}

}  // namespace
}  // namespace gongdun::assess
