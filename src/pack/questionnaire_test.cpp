#include "pack/questionnaire.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "pack/pack_fixture_test.h"

namespace gongdun::pack {
namespace {

using testing::PackFolder;

const std::string kSmall = R"(questionnaire:
  id: small
  name: {zh: 小表, en: Small}
  basis: 设计建议
  verified: D
  version: "1"
  facts:
  - {id: important_data, name: {zh: 重要数据, en: Important data}, type: yes_no}
  - {id: size, name: {zh: 规模, en: Size}, type: number}
  flags:
  - {id: important, name: {zh: 重要, en: Important}, when: important_data}
  collectors:
  - {id: doc, name: {zh: 文件, en: Documents}}
  scoring:
    answers:
      compliant: {name: {zh: 符合, en: Met}, score: 1}
      partial: {name: {zh: 部分, en: Partly}, score: 0.5}
      noncompliant: {name: {zh: 不符合, en: Not met}, score: 0}
      na: {name: {zh: 不适用, en: NA}}
    likelihoods: [{id: high, name: {zh: 高, en: High}}]
    harms: [{id: H1, name: {zh: 低, en: Low}}]
    risks: [{id: low, name: {zh: 低, en: Low}}]
    bands:
    - {id: good, name: {zh: 好, en: Good}, min: 60, likelihood: high}
    - {id: poor, name: {zh: 差, en: Poor}, min: 0, likelihood: high}
    vetoes: [{id: one, count: 1, at_most: poor}]
    matrix: {high: {H1: low}}
    harm: [{id: all, degree: H1}]
  phases:
  - {id: soon, name: {zh: 立即, en: At once}, days: 30, risks: [low]}
  domains:
  - {id: B, name: {zh: 组织, en: Organisation}, weight: 8}
  questions:
  - id: Q-1
    domain: B
    name: {zh: 一, en: One}
    text: {zh: 第一题, en: First}
    basis: M166 A13
    verified: V
    answer: score
    weight: 2
    effort: low
    applies: important
    remedy: {zh: 整改, en: Mend}
    probes: ['doc:search']
  - id: Q-2
    domain: B
    name: {zh: 二, en: Two}
    text: {zh: 第二题, en: Second}
    basis: M166 A13
    verified: V
    answer: score
    weight: 1
    effort: high
    after: Q-1 in [compliant, partial]
    otherwise: noncompliant
    remedy: {zh: 整改, en: Mend}
)";

struct Mistake {
  const char *find, *replace, *field;
};

TEST(Questionnaire, goodFile_isReadWhole_andAgainFromItsText) {
  const auto read = read_questionnaire(kSmall, "small.yaml");
  ASSERT_TRUE(read) << read.error().text(base::Lang::en);
  EXPECT_EQ(read->questions.size(), 2U);
  EXPECT_EQ(read->questions[1].otherwise, State::noncompliant);
  EXPECT_EQ(read->text, kSmall);
  EXPECT_EQ(read->digest.size(), 64U);
  const auto again = read_questionnaire("# a comment\n" + read->text, "again.yaml");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->digest, read->digest);
}

TEST(Questionnaire, everyMistake_isReportedByField) {
  const Mistake mistakes[] = {
      {"applies: important\n", "applies: importent\n", "questions[Q-1].applies"},
      {"applies: important\n", "applies: important and\n", "questions[Q-1].applies"},
      {"applies: important\n", "applies: size\n", "questions[Q-1].applies"},
      {"when: important_data", "when: Q-1 == compliant", "flags[important].when"},
      {"after: Q-1 in [compliant, partial]", "after: Q-1 in [complient]", "questions[Q-2].after"},
      {"after: Q-1 in", "after: Q-9 in", "questions[Q-2].after"},
      {"otherwise: noncompliant", "otherwise: never", "questions[Q-2].otherwise"},
      {"weight: 2", "weight: 0", "questions[Q-1].weight"},
      {"weight: 8", "weight: 0", "questionnaire.domains"},
      {"probes: ['doc:search']", "probes: ['docs:search']", "questions[Q-1].probes"},
      {"probes: ['doc:search']", "probes: ['doc:']", "questions[Q-1].probes"},
      {"at_most: poor", "at_most: bad", "vetoes[one].at_most"},
      {"min: 0", "min: 1", "scoring.bands"},
      {"min: 60", "min: 0", "bands[poor].min"},
      {"matrix: {high: {H1: low}}", "matrix: {high: {H1: lower}}", "matrix.high.H1"},
      {"matrix: {high: {H1: low}}", "matrix: {high: {H2: low}}", "matrix.high.H1"},
      {"degree: H1", "degree: H9", "harm[all].degree"},
      {"{id: all, degree: H1}", "{id: all, when: important, degree: H1}", "scoring.harm"},
      {"days: 30", "days: 0", "phases[soon].days"},
      {"harms: [{id: H1, name: {zh: 低, en: Low}}]", "harms: []", "scoring.harms"},
      {"harm: [{id: all, degree: H1}]", "harm: []", "scoring.harm"},
      {"risks: [low]", "risks: [hi]", "phases[soon].risks"},
      {"domain: B", "domain: C", "questions[Q-1].domain"},
      {"effort: low", "effort: none", "questions[Q-1].effort"},
      {"id: Q-2", "id: Q-1", "questionnaire.questions"},
      {"type: number", "type: integer", "facts[size].type"},
      {"score: 0.5", "score: 2", "answers.partial.score"},
      {"  version: \"1\"\n", "", "questionnaire.version"},
      {"    remedy: {zh: 整改, en: Mend}\n    probes", "    probes", "questions[Q-1].remedy"},
  };
  for (const Mistake& mistake : mistakes) {
    std::string text = kSmall;
    const std::size_t at = text.find(mistake.find);
    ASSERT_NE(at, std::string::npos) << mistake.find;
    text.replace(at, std::string_view(mistake.find).size(), mistake.replace);
    PackFolder folder;
    write_good(folder);
    folder.file("good/zz.yaml", text);
    const Loaded loaded = folder.load();
    const bool found = std::ranges::any_of(loaded.problems, [&](const LoadProblem& one) { return one.line > 0 && one.field.ends_with(mistake.field); });
    EXPECT_TRUE(found) << mistake.find << " -> " << mistake.replace << "\n" << format_problems(loaded.problems, base::Lang::en);
  }
}

TEST(Questionnaire, besideOtherRules_isRefused) {
  PackFolder folder;
  write_good(folder);
  folder.file("good/zz.yaml", kSmall + "objects: []\n");
  EXPECT_NE(format_problems(folder.load().problems, base::Lang::en).find("file of its own"), std::string::npos);
}

TEST(Questionnaire, changesNothing_ofGradingAndDetection) {
  PackFolder folder;
  write_good(folder);
  const Loaded before = folder.load();
  folder.file("good/zz.yaml", kSmall);
  const Loaded after = folder.load();
  ASSERT_TRUE(after.problems.empty()) << format_problems(after.problems, base::Lang::en);
  EXPECT_EQ(before.set.grade_digest, after.set.grade_digest);
  EXPECT_EQ(before.set.detect_digest, after.set.detect_digest);
  EXPECT_NE(before.set.digest, after.set.digest);
}

TEST(Questionnaire, ofTheProgram_hasAllItemsAndWeights) {
  const Loaded loaded = load_packs(GD_SOURCE_DIR "/packs");
  ASSERT_TRUE(loaded.problems.empty()) << format_problems(loaded.problems, base::Lang::en);
  const auto& all = loaded.assess.questionnaires;
  const auto one = std::ranges::find_if(all, [](const Questionnaire& each) { return each.meta.id == "diagnosis"; });
  ASSERT_NE(one, all.end());
  EXPECT_EQ(one->questions.size(), 96U);
  EXPECT_EQ(one->domains.size(), 16U);
  double total = 0;
  for (const Domain& domain : one->domains) total += domain.weight;
  EXPECT_DOUBLE_EQ(total, 100);
  EXPECT_EQ(std::ranges::count_if(one->questions, &Question::veto), 18);
  for (const Question& question : one->questions) {
    EXPECT_FALSE(question.text.en.empty()) << question.meta.id;
    EXPECT_FALSE(question.meta.basis.empty()) << question.meta.id;
  }
}

}  // namespace
}  // namespace gongdun::pack
