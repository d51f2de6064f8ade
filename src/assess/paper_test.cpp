#include "assess/paper.h"

#include "assess/assess_fixture_test.h"
#include "report/qr_code.h"

namespace gongdun::assess {
namespace {

using namespace testing;

Assessment sample() {
  return {"DG-0a1b2c", "示例钢铁（集团）有限公司 & 分公司", shipped().digest, 1'000'000, "组长", "laptop-1"};
}

TEST(PaperPages_all, holdEveryQuestionOnce_whateverTheFacts) {
  const auto pages = paper_pages(shipped());
  std::set<std::string> seen;
  for (const auto& page : pages) {
    EXPECT_LE(page.size(), report::kPaperRows);
    EXPECT_FALSE(page.empty());
    for (const pack::Question* one : page) EXPECT_TRUE(seen.insert(one->meta.id).second);
  }
  EXPECT_EQ(seen.size(), 90U);
  EXPECT_EQ(pages.size(), 12U);
}

TEST(PageCode_text, isReadBack_andOthersAreNot) {
  const PageCode code = code_of(sample(), shipped(), 12);
  const std::string text = page_code(code);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127; })) << text;  // what a scanner types
  const auto back = parse_page_code(text);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->assessment, "DG-0a1b2c");
  EXPECT_EQ(back->enterprise, sample().name);
  EXPECT_EQ(back->version, shipped().version);
  EXPECT_EQ(back->digest, shipped().digest.substr(0, 16));
  EXPECT_EQ(back->page, 12U);
  EXPECT_EQ(back->pages, 12U);
  EXPECT_TRUE(report::qr_code(text));
  for (const char* wrong : {"", "gongdun-form:1?", "gongdun-form:1?id", "gongdun-form:2?id=DG-1&d=aa&p=1&n=1", "gongdun-form:1?id=DG-1&d=aa&p=0&n=1",
                            "gongdun-form:1?id=DG-1&d=aa&p=2&n=1", "gongdun-form:1?id=DG-1&d=aa&p=99999999999999999999&n=1", "gongdun-form:1?id=%4&d=%&p=1"})
    EXPECT_FALSE(parse_page_code(wrong)) << wrong;
  EXPECT_FALSE(parse_page_code(text + std::string(5000, 'x')));
}

TEST(PaperForm_rows, showLastYearAndWhatDoesNotApply) {
  AnswerLog log;
  facts(log, "no");
  const PreviousAnswers last{"DG-1", "1", 0, {{"Q-B05", {"partial", "正在整改", Basis::seen}}}};
  const report::PaperForm form = paper_form(sample(), shipped(), look(shipped(), log), last, base::Lang::zh);
  ASSERT_EQ(form.pages.size(), 12U);
  ASSERT_EQ(form.boxes.size(), 4U);
  bool told = false, not_asked = false;
  for (const auto& page : form.pages)
    for (const auto& row : page.rows) {
      told |= row.label.starts_with("Q-B05") && row.hint == "上次：部分符合（正在整改）";
      not_asked |= row.hint.starts_with("不适用于本企业");
    }
  EXPECT_TRUE(told);
  EXPECT_TRUE(not_asked);
}

TEST(QrCode_limits, emptyAndTooLongAreRefused) {
  EXPECT_FALSE(report::qr_code(""));
  EXPECT_FALSE(report::qr_code(std::string(1001, 'a')));
  EXPECT_FALSE(report::qr_code(std::string("a\0b", 3)));
  const auto code = report::qr_code("HELLO");
  ASSERT_TRUE(code);
  EXPECT_EQ(code->width, 21);
  EXPECT_EQ(code->dark.size(), 441U);
  EXPECT_TRUE(code->dark[0]);  // the corner of a finder
}

}  // namespace
}  // namespace gongdun::assess
