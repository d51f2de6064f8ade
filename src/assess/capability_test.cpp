#include "assess/capability.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "assess/assess_fixture_test.h"
#include "assess/plan.h"

namespace gongdun::assess {
namespace {

using testing::answer;

const pack::Questionnaire& form() {
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  const auto found = std::ranges::find_if(loaded.assess.questionnaires, [](const pack::Questionnaire& one) { return one.meta.id == "capability"; });
  if (found == loaded.assess.questionnaires.end()) throw std::runtime_error(pack::format_problems(loaded.problems, base::Lang::en));
  return *found;
}

AnswerLog all_at(const std::string& level) {
  AnswerLog log;
  for (const char* fact : {"important_data", "core_data", "data_export"}) answer(log, std::string(kFactPrefix) + fact, "no");
  for (const pack::Question& one : form().questions)
    if (one.type == pack::AnswerType::choice) answer(log, one.meta.id, level);
  return log;
}
const AreaLevel& area(const Capability& all, const std::string& id) {
  return *std::ranges::find_if(all.areas, [&](const AreaLevel& one) { return one.area->named.id == id; });
}

TEST(Capability, thirtyAreas_ofFourDimensions) {
  const auto out = capability(form(), look(form(), all_at("L3")), {}, "");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->areas.size(), 30U);
  for (const AreaLevel& one : out->areas) EXPECT_EQ(one.aspects.size(), 4U);
  EXPECT_EQ(out->organisation, 3);
  EXPECT_EQ(out->distribution[3], 30);
}

TEST(Capability, theWeakestDimension_limitsTheArea_andTheWeakestAreaTheWhole) {
  AnswerLog log = all_at("L4");
  answer(log, "PA09-TEC", "L1");
  const auto out = capability(form(), look(form(), log), {}, "L4");
  EXPECT_EQ(area(*out, "PA09").level, 1);
  EXPECT_EQ(area(*out, "PA09").gap, 3);
  EXPECT_EQ(out->organisation, 1);
  EXPECT_EQ(area(*out, "PA10").gap, 0);
}

TEST(Capability, anUnansweredDimension_leavesTheAreaOpen) {
  AnswerLog log = all_at("L2");
  answer(log, "PA01-ORG", "");
  const auto out = capability(form(), look(form(), log), {}, "");
  EXPECT_EQ(area(*out, "PA01").level, kNoLevel);
  EXPECT_EQ(out->open, 1);
}

TEST(Capability, aDiagnosisNotMet_limitsWhatPeopleSay) {
  const auto out = capability(form(), look(form(), all_at("L4")), {{"Q-F02", pack::State::noncompliant}, {"Q-G04", pack::State::partial}}, "");
  EXPECT_EQ(area(*out, "PA09").level, 1);
  EXPECT_EQ(area(*out, "PA09").aspects[0].limited_by, std::vector<std::string>{"Q-F02"});
  EXPECT_EQ(area(*out, "PA10").level, 2);
  EXPECT_EQ(area(*out, "PA11").level, 4);
}

TEST(Capability, evidence_fillsDutiesFromTheDiagnosis) {
  const auto entries =
      evidence_entries(form(), {{"Q-E01", pack::State::compliant}, {"Q-I04", pack::State::noncompliant}, {"Q-I08", pack::State::compliant}}, "DG-1");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].about, "DC-G");
  EXPECT_EQ(entries[0].value, "compliant");
  EXPECT_EQ(entries[1].about, "DM-G");
  EXPECT_EQ(entries[1].value, "partial");
  EXPECT_EQ(entries[1].note, "DG-1 Q-I04=noncompliant Q-I08=compliant");
}

TEST(Capability, dutiesFollowTheGrade) {
  AnswerLog log = all_at("L3");
  const int general = capability(form(), look(form(), log), {}, "")->duties.applicable;
  answer(log, "fact.important_data", "yes");
  const int important = capability(form(), look(form(), log), {}, "")->duties.applicable;
  answer(log, "fact.core_data", "yes");
  const int core = capability(form(), look(form(), log), {}, "")->duties.applicable;
  EXPECT_LT(general, important);
  EXPECT_EQ(core, important + 1);  // cross-party provision
}

TEST(Capability, aQuestionnaireWithoutLevels_isRefused) {
  EXPECT_FALSE(capability(testing::shipped(), look(testing::shipped(), AnswerLog()), {}, ""));
  EXPECT_FALSE(capability(form(), look(form(), AnswerLog()), {}, "L9"));
}

}  // namespace
}  // namespace gongdun::assess
