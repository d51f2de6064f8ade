#include "assess/answer_input.h"

#include <filesystem>
#include <fstream>

#include "assess/answer_form.h"
#include "assess/assess_fixture_test.h"

namespace gongdun::assess {
namespace {

using namespace testing;

bool has_problem(const AnswerInput& input, int line, const std::string& field) {
  return std::ranges::any_of(input.problems, [&](const pack::LoadProblem& one) { return one.line == line && one.field == field; });
}

TEST(Facts, allKinds_areUnderstood_inBothLanguages) {
  const AnswerInput input = read_facts(shipped(),
                                       "name: 厂\nsector: 钢铁\nimportant_data: 是\ncore_data: no\nrevenue: 1,200\nscenarios: [汇聚, cloud]\n"
                                       "systems:\n- {name: MES, zone: 生产网}\n",
                                       "facts.yaml");
  EXPECT_TRUE(input.problems.empty()) << pack::format_problems(input.problems, base::Lang::en);
  std::map<std::string, std::string> values;
  for (const Entry& one : input.entries) values[one.about] = one.value;
  EXPECT_EQ(values["fact.sector"], "S-01");
  EXPECT_EQ(values["fact.important_data"], "yes");
  EXPECT_EQ(values["fact.core_data"], "no");
  EXPECT_EQ(values["fact.revenue"], "1200");
  EXPECT_EQ(values["fact.scenarios"], "pooling\ncloud");
  EXPECT_EQ(values["fact.systems"], "[[\"MES\",\"\",\"\",\"生产网\",\"\"]]");
}

TEST(Facts, mistakes_haveLineAndField) {
  const AnswerInput input = read_facts(shipped(), "name: 厂\nsector: 陶瓷\nrevenue: 很多\nwhat: 1\nsystems:\n- {nam: MES}\n", "facts.yaml");
  EXPECT_TRUE(has_problem(input, 2, "sector"));
  EXPECT_TRUE(has_problem(input, 3, "revenue"));
  EXPECT_TRUE(has_problem(input, 4, "what"));
  EXPECT_TRUE(has_problem(input, 6, "systems[0].nam"));
}

TEST(Answers, shortAndLongForm_probesAndReviews) {
  const AnswerInput input = read_answers(shipped(),
                                         "by: 张三\nanswers:\n  Q-B05: 符合\n  Q-B06: {value: partial, basis: 查看, note: 见预算, evidence: [a.pdf, b.pdf]}\n"
                                         "probes:\n  Q-F01: {'db:tde_status': {value: noncompliant}}\nreviews:\n  Q-F01: {value: partial, note: 已核}\n",
                                         "answers.yaml");
  ASSERT_TRUE(input.problems.empty()) << pack::format_problems(input.problems, base::Lang::en);
  ASSERT_EQ(input.entries.size(), 4U);
  EXPECT_EQ(input.entries[0].author, "张三");
  EXPECT_EQ(input.entries[1].basis, Basis::seen);
  EXPECT_EQ(input.entries[1].evidence.size(), 2U);
  EXPECT_EQ(input.entries[2].author, "db:tde_status");
  EXPECT_EQ(input.entries[3].kind, EntryKind::review);
}

TEST(Answers, mistakes_haveLineAndField) {
  const AnswerInput input = read_answers(shipped(),
                                         "answers:\n  Q-B05: maybe\n  Q-B06: na\n  Q-A01: 符合\n  Q-Z01: 符合\n  Q-B07: {value: 符合, basis: heard}\n"
                                         "probes:\n  Q-F01: {'db:other': 符合}\nreviews:\n  Q-F01: 符合\n",
                                         "answers.yaml");
  EXPECT_TRUE(has_problem(input, 2, "answers.Q-B05"));
  EXPECT_TRUE(has_problem(input, 3, "answers.Q-B06"));
  EXPECT_TRUE(has_problem(input, 4, "answers.Q-A01"));
  EXPECT_TRUE(has_problem(input, 5, "answers.Q-Z01"));
  EXPECT_TRUE(has_problem(input, 6, "answers.Q-B07.basis"));
  EXPECT_TRUE(has_problem(input, 8, "probes.Q-F01.db:other"));
  EXPECT_TRUE(has_problem(input, 10, "reviews.Q-F01"));
}

TEST(Answers, everyBeginningOfAFile_isReadOrRefusedWithWords) {
  const std::string text = "by: x\nanswers:\n  Q-B05: {value: na, note: \"none\", evidence: [a]}\nfacts: {name: 厂, systems: [{name: MES}]}\n";
  for (std::size_t length = 0; length <= text.size(); ++length)
    for (const pack::LoadProblem& one : read_answers(shipped(), std::string_view(text).substr(0, length), "f").problems) EXPECT_FALSE(one.message.zh.empty());
}

class Form : public ::testing::Test {
 protected:
  void SetUp() override { path_ = (std::filesystem::temp_directory_path() / ("gd-form-" + std::to_string(::getpid()))).string(); }
  void TearDown() override { std::filesystem::remove(path_); }
  AnswerInput read(const std::string& csv) {
    std::ofstream(path_, std::ios::binary) << csv;
    auto input = read_answer_file(shipped(), path_);
    EXPECT_TRUE(input) << input.error().text(base::Lang::en);
    return input ? *input : AnswerInput();
  }
  std::string path_;
};

TEST_F(Form, filledIn_isRead_andMistakesHaveCells) {
  const AnswerInput good = read("任意一行\n编号,题目,答案,取得方式,说明,证据\nQ-B05,…,部分符合,测试,,a.pdf；b.pdf\nQ-B06,…,,,,\n");
  ASSERT_TRUE(good.problems.empty()) << pack::format_problems(good.problems, base::Lang::en);
  ASSERT_EQ(good.entries.size(), 1U);
  EXPECT_EQ(good.entries[0].basis, Basis::tested);
  EXPECT_EQ(good.entries[0].evidence, (std::vector<std::string>{"a.pdf", "b.pdf"}));
  const AnswerInput wrong = read("编号,题目,答案,取得方式,说明\nQ-B05,…,也许,,\nQ-B06,…,不适用,,\nQ-X,…,符合,,\nQ-B07,…,符合,听说,\nQ-B07,…,符合,,\n");
  EXPECT_TRUE(has_problem(wrong, 2, "C2"));
  EXPECT_TRUE(has_problem(wrong, 3, "E3"));
  EXPECT_TRUE(has_problem(wrong, 4, "A4"));
  EXPECT_TRUE(has_problem(wrong, 5, "D5"));
  EXPECT_TRUE(has_problem(wrong, 6, "A6"));
}

TEST_F(Form, writtenAndReadBack_saysTheSame) {
  AnswerLog log;
  facts(log, "yes");
  answer(log, "Q-B05", "partial");
  Entry none = entry(EntryKind::answer, "Q-B06", "na");
  none.note = "=1+1 不是公式";
  none.basis = Basis::seen;
  log.say(none, 10);
  ASSERT_TRUE(write_form(shipped(), look(shipped(), log), {path_, "示例厂", base::Lang::zh, false}));
  auto input = read_answer_file(shipped(), path_);
  ASSERT_TRUE(input) << input.error().text(base::Lang::en);
  EXPECT_TRUE(input->problems.empty()) << pack::format_problems(input->problems, base::Lang::en);
  ASSERT_EQ(input->entries.size(), 2U);
  EXPECT_EQ(input->entries[0].value, "partial");
  EXPECT_EQ(input->entries[1].note, "=1+1 不是公式");
  EXPECT_EQ(input->entries[1].basis, Basis::seen);
}

}  // namespace
}  // namespace gongdun::assess
