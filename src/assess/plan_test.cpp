// What-if: exact, monotone, and its end: all measures taken give 100, whatever stood in the way.
#include "assess/plan.h"

#include <gtest/gtest.h>

#include <random>

#include "assess/assess_fixture_test.h"

namespace gongdun::assess {
namespace {

using testing::answer;
using testing::shipped;

AnswerLog random_log(std::mt19937& random) {
  AnswerLog log;
  testing::facts(log, random() % 2 == 0 ? "yes" : "no");
  constexpr const char* kStates[] = {"compliant", "partial", "noncompliant"};
  for (const pack::Question& question : shipped().questions)
    if (question.weight > 0 && random() % 5 != 0) answer(log, question.meta.id, kStates[random() % 3]);
  return log;
}

std::vector<std::string> ids_of(const Plan& plan) {
  std::vector<std::string> out;
  for (const PlannedMeasure& one : plan.measures) out.push_back(one.measure.item->question->meta.id);
  return out;
}

TEST(Plan, takingAll_givesHundred_andTheBestLevel) {
  AnswerLog log;
  testing::facts(log, "yes");
  testing::answer_all(shipped(), log, "noncompliant");
  const Picture picture = look(shipped(), log);
  const auto none = plan(shipped(), log, picture, {});
  ASSERT_TRUE(none);
  EXPECT_EQ(score_text(*none->after.total), "0.00");
  EXPECT_EQ(none->risk_now, none->risk_after);
  const auto all = plan(shipped(), log, picture, ids_of(*none));
  ASSERT_TRUE(all);
  EXPECT_EQ(score_text(*all->after.total), "100.00");
  EXPECT_EQ(all->after.level->named.id, "excellent");
  EXPECT_EQ(all->risk_after, 0);
}

TEST(Plan, takingAllButAVeto_staysCapped) {
  AnswerLog log;
  testing::facts(log, "yes");
  testing::answer_all(shipped(), log, "compliant");
  answer(log, "Q-D04", "noncompliant");
  answer(log, "Q-B05", "noncompliant");
  const Picture picture = look(shipped(), log);
  const auto rest = plan(shipped(), log, picture, {"Q-B05"});
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->after.level->named.id, "fair");
  ASSERT_EQ(rest->after.vetoes.size(), 1U);
  EXPECT_EQ(rest->after.vetoes.front()->question->meta.id, "Q-D04");
  EXPECT_EQ(plan(shipped(), log, picture, {"Q-B05", "Q-D04"})->after.level->named.id, "excellent");
}

TEST(Plan, eachMeasureMore_neverLowersTheScore_norRaisesTheRisk_andIsWhatAnsweringWouldGive) {
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    const AnswerLog log = random_log(random);
    const Picture picture = look(shipped(), log);
    const std::vector<std::string> ids = ids_of(*plan(shipped(), log, picture, {}));
    std::vector<std::string> taken;
    double before = score(shipped(), picture).total.value_or(0);
    int risk = plan(shipped(), log, picture, {})->risk_now;
    for (std::size_t i = 0; i < ids.size(); i += 7) {
      taken.push_back(ids[i]);
      const auto then = plan(shipped(), log, picture, taken);
      ASSERT_TRUE(then);
      EXPECT_GE(then->after.total.value_or(0) + 1e-9, before);
      EXPECT_LE(then->risk_after, risk);
      before = *then->after.total;
      risk = then->risk_after;
    }
    AnswerLog answered = log;
    for (const std::string& id : taken) answer(answered, id, "compliant");
    EXPECT_NEAR(before, *score(shipped(), look(shipped(), answered)).total, 1e-6);
  }
}

TEST(Plan, ranksByRiskOverEffort) {
  std::mt19937 random(11);
  const AnswerLog log = random_log(random);
  const Picture picture = look(shipped(), log);
  const auto out = plan(shipped(), log, picture, {});
  for (std::size_t i = 1; i < out->measures.size(); ++i) {
    const PlannedMeasure &a = out->measures[i - 1], &b = out->measures[i];
    EXPECT_GE(double(a.risk_removed) / a.effort, double(b.risk_removed) / b.effort);
  }
}

TEST(Plan, unknownMeasure_isRefused) {
  const AnswerLog log;
  const Picture picture = look(shipped(), log);
  EXPECT_FALSE(plan(shipped(), log, picture, {"Q-Z99"}));
  EXPECT_FALSE(plan(shipped(), log, picture, {"Q-A01"}));
}

}  // namespace
}  // namespace gongdun::assess
