// The acceptance tests of the diagnosis service, on the questionnaire of the program wherever possible.
#include "assess/scoring.h"

#include "assess/assess_fixture_test.h"

namespace gongdun::assess {
namespace {

using namespace testing;
using pack::State;

TEST(Scoring, allApplicableMet_isHundredAndExcellent) {
  AnswerLog log;
  facts(log, "yes");
  answer_all(shipped(), log, "compliant");
  const Score score = score_of(shipped(), log);
  EXPECT_EQ(score.total, 100.0);
  EXPECT_EQ(score.level->named.name.zh, "优秀");
  EXPECT_TRUE(score.complete());
  EXPECT_EQ(score.applicable, 90);
  EXPECT_EQ(score.floor, 100.0);
}

TEST(Scoring, nothingMet_isZeroAndPoor) {
  AnswerLog log;
  facts(log, "yes");
  answer_all(shipped(), log, "noncompliant");
  const Score score = score_of(shipped(), log);
  EXPECT_EQ(score.total, 0.0);
  EXPECT_EQ(score.level->named.name.zh, "较差");
  EXPECT_EQ(score.vetoes.size(), 18U);
}

TEST(Scoring, vetoItems_capTheLevel_byTheirNumber) {
  AnswerLog log;
  facts(log, "yes");
  answer_all(shipped(), log, "compliant");
  answer(log, "Q-D04", "noncompliant");
  Score score = score_of(shipped(), log);
  EXPECT_GT(*score.total, 90);
  EXPECT_EQ(score.by_score->named.name.zh, "优秀");
  EXPECT_EQ(score.level->named.name.zh, "一般");
  answer(log, "Q-D05", "noncompliant");
  EXPECT_EQ(score_of(shipped(), log).level->named.name.zh, "一般");
  answer(log, "Q-C01", "noncompliant");
  score = score_of(shipped(), log);
  EXPECT_GT(*score.total, 80);
  EXPECT_EQ(score.level->named.name.zh, "较差");
  answer(log, "Q-C01", "partial");
  EXPECT_EQ(score_of(shipped(), log).level->named.name.zh, "一般");
}

TEST(Scoring, vetoItemThatDoesNotApply_capsNothing) {
  AnswerLog log;
  facts(log, "no");
  answer_all(shipped(), log, "compliant");
  answer(log, "Q-I03", "noncompliant");  // core data alone
  EXPECT_EQ(score_of(shipped(), log).level->named.name.zh, "优秀");
}

TEST(Scoring, noImportantDataNoPersonalInformationNoExport_shrinksAndRenormalises) {
  AnswerLog log;
  facts(log, "no");
  answer_all(shipped(), log, "compliant");
  Score score = score_of(shipped(), log);
  EXPECT_EQ(score.total, 100.0);
  std::map<std::string, int> applicable;
  for (const DomainScore& one : score.domains) applicable[one.domain->named.id] = one.applicable;
  EXPECT_EQ(applicable["J"], 1);
  EXPECT_EQ(applicable["M"], 1);
  EXPECT_EQ(applicable["P"], 0);
  EXPECT_LT(score.applicable, 90);
  // A domain that does not apply has no part in the total: of 97 points the three of P are gone.
  answer(log, "Q-J06", "noncompliant");
  score = score_of(shipped(), log);
  EXPECT_NEAR(*score.total, 100.0 * (97 - 5) / 97, 1e-6);
}

TEST(Scoring, domainsAreWeighed_byTheirWeights) {
  AnswerLog log;
  facts(log, "yes");
  answer_all(shipped(), log, "noncompliant");
  for (const pack::Question& question : shipped().questions)
    if (question.domain == "D") answer(log, question.meta.id, "compliant");
  EXPECT_NEAR(*score_of(shipped(), log).total, 13, 1e-6);
  for (const pack::Question& question : shipped().questions)
    if (question.domain == "D") answer(log, question.meta.id, "partial");
  EXPECT_NEAR(*score_of(shipped(), log).total, 6.5, 1e-6);
}

struct Line {
  double score;
  const char* level;
};

TEST(Scoring, levels_changeExactlyAtTheirLines) {
  for (const Line& line : {Line{59.99, "较差"}, {60, "一般"}, {79.99, "一般"}, {80, "良好"}, {89.99, "良好"}, {90, "优秀"}}) {
    EXPECT_EQ(band_of(shipped().scoring, line.score)->named.name.zh, line.level) << line.score;
    // The same by answers: two questions whose weights are the parts of the score.
    const pack::Questionnaire questions = with_weights({line.score, 100 - line.score});
    AnswerLog log;
    answer(log, "T-0", "compliant");
    answer(log, "T-1", "noncompliant");
    const Score score = score_of(questions, log);
    EXPECT_EQ(score.level->named.name.zh, line.level) << line.score;
    EXPECT_NEAR(*score.total, line.score, 1e-6);
  }
}

TEST(Scoring, scoreOnALine_isNotLostToRounding) {
  // Sixty of a hundred in as many domains of odd weights: the sum of quotients is not 60 in binary.
  pack::Questionnaire questions = with_weights({});
  const pack::Domain domain = questions.domains.front();
  const pack::Question model = *shipped().question("Q-B05");
  questions.domains.clear();
  AnswerLog log;
  for (int i = 0; i < 9; ++i) {
    questions.domains.push_back(domain);
    questions.domains.back().named.id = "X" + std::to_string(i);
    questions.domains.back().weight = 0.1 + i * 0.7;
    for (int k = 0; k < 5; ++k) {
      questions.questions.push_back(model);
      questions.questions.back().meta.id = "T-" + std::to_string(i) + "-" + std::to_string(k);
      questions.questions.back().domain = questions.domains.back().named.id;
      questions.questions.back().weight = 0.7;
      answer(log, questions.questions.back().meta.id, k < 3 ? "compliant" : "noncompliant");
    }
  }
  const Score score = score_of(questions, log);
  EXPECT_EQ(score_text(*score.total), "60.00");
  EXPECT_EQ(score.level->named.name.zh, "一般");
}

TEST(Scoring, shownScore_neverPromisesALevelNotReached) {
  EXPECT_EQ(score_text(59.996), "59.99");
  EXPECT_EQ(score_text(60), "60.00");
  EXPECT_EQ(score_text(89.999999), "89.99");
  EXPECT_EQ(score_text(100), "100.00");
  EXPECT_EQ(score_text(79.99), "79.99");
}

TEST(Scoring, notApplicable_isLeftOut_andUnansweredCountsNowhereButInTheFloor) {
  const pack::Questionnaire questions = with_weights({3, 2, 1});
  AnswerLog log;
  answer(log, "T-0", "compliant");
  answer(log, "T-1", "na");
  Score score = score_of(questions, log);
  EXPECT_EQ(score.total, 100.0);
  EXPECT_EQ(score.floor, 75.0);
  EXPECT_FALSE(score.complete());
  answer(log, "T-2", "noncompliant");
  score = score_of(questions, log);
  EXPECT_EQ(score.total, 75.0);
  EXPECT_TRUE(score.complete());
}

TEST(Scoring, nothingAnswered_hasNoScore) {
  const Score score = score_of(shipped(), AnswerLog());
  EXPECT_FALSE(score.total);
  EXPECT_EQ(score.level, nullptr);
}

TEST(Conflict, probeThatContradicts_countsAsNotMet_untilReviewed) {
  const pack::Questionnaire questions = with_weights({1, 1}, 1);
  AnswerLog log;
  answer(log, "T-0", "compliant");
  answer(log, "T-1", "compliant");
  EXPECT_EQ(score_of(questions, log).total, 100.0);
  log.say(entry(EntryKind::probe, "T-0", "noncompliant", "db:tde_status"), 2'000'000);
  Score score = score_of(questions, log);
  EXPECT_EQ(score.total, 50.0);
  EXPECT_EQ(score.contradicted, 1);
  EXPECT_EQ(score.vetoes.size(), 1U);
  log.say(entry(EntryKind::review, "T-0", "partial", "李四"), 3'000'000);
  score = score_of(questions, log);
  EXPECT_EQ(score.total, 75.0);
  EXPECT_EQ(score.contradicted, 0);
  // A new finding opens the matter again.
  log.say(entry(EntryKind::probe, "T-0", "noncompliant", "disk:encryption_flag"), 4'000'000);
  EXPECT_EQ(score_of(questions, log).contradicted, 1);
  EXPECT_EQ(score_of(questions, log).total, 50.0);
}

TEST(Conflict, probeThatAgrees_isNone_andOneThatSaysBetterIsOne) {
  const pack::Questionnaire questions = with_weights({1});
  AnswerLog log;
  answer(log, "T-0", "partial");
  log.say(entry(EntryKind::probe, "T-0", "partial", "db:tde_status"), 2'000'000);
  EXPECT_EQ(score_of(questions, log).total, 50.0);
  log.say(entry(EntryKind::probe, "T-0", "compliant", "db:tde_status"), 3'000'000);
  EXPECT_EQ(score_of(questions, log).total, 0.0);
}

TEST(Conflict, probeAlone_fillsIn) {
  const pack::Questionnaire questions = with_weights({1});
  AnswerLog log;
  log.say(entry(EntryKind::probe, "T-0", "partial", "db:tde_status"), 2'000'000);
  const Picture picture = look(questions, log);
  EXPECT_TRUE(picture.items[0].prefilled);
  EXPECT_EQ(score(questions, picture).total, 50.0);
}

TEST(Applicability, unknownFact_asksAndIsNamed) {
  const Picture picture = look(shipped(), AnswerLog());
  EXPECT_EQ(picture.item("Q-J01")->asked, ItemView::Asked::yes);
  EXPECT_TRUE(picture.facts_needed.contains("outbound"));
}

TEST(Applicability, coreData_impliesImportant) {
  AnswerLog log;
  facts(log, "no");
  EXPECT_EQ(look(shipped(), log).item("Q-F01")->asked, ItemView::Asked::not_applicable);
  answer(log, "fact.core_data", "yes");
  EXPECT_EQ(look(shipped(), log).item("Q-F01")->asked, ItemView::Asked::yes);
  EXPECT_EQ(look(shipped(), log).item("Q-I03")->asked, ItemView::Asked::yes);
}

TEST(SkipLogic, questionBehindAnUnmetOne_countsAsItsPackSays) {
  AnswerLog log;
  facts(log, "yes");
  answer_all(shipped(), log, "compliant");
  answer(log, "Q-M01", "noncompliant");
  const Picture picture = look(shipped(), log);
  EXPECT_EQ(picture.item("Q-M02")->asked, ItemView::Asked::skipped);
  EXPECT_EQ(picture.item("Q-M02")->state, State::noncompliant);
}

TEST(Measures, areOrdered_byRiskVetoAndEffort) {
  AnswerLog log;
  facts(log, "yes");
  answer_all(shipped(), log, "compliant");
  for (const char* id : {"Q-F01", "Q-F03", "Q-F05", "Q-B05", "Q-K02"}) answer(log, id, "noncompliant");
  answer(log, "Q-G01", "partial");
  const Picture picture = look(shipped(), log);
  const Score result = score(shipped(), picture);
  const auto list = measures(shipped(), picture, result);
  ASSERT_EQ(list.size(), 6U);
  // F falls below 60: its likelihood is high; with core data the harm is very high.
  EXPECT_EQ(list[0].item->question->meta.id, "Q-F05");  // veto, little effort
  EXPECT_EQ(list[1].item->question->meta.id, "Q-F01");  // veto, much effort
  EXPECT_EQ(list[2].item->question->meta.id, "Q-F03");
  EXPECT_EQ(list[0].risk, "extreme");
  EXPECT_EQ(list[0].phase->days, 30);
  EXPECT_GT(list[0].gain, 0);
  EXPECT_EQ(list.back().item->question->meta.id, "Q-G01");
  EXPECT_EQ(list.back().harm, "H4");  // partly met: one degree lower
}

}  // namespace
}  // namespace gongdun::assess
