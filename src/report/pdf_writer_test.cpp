#include <gtest/gtest.h>

#include "report/outline.h"
#include "report/pdf_layout.h"
#include "report/sample_document.h"
#include "report/test_support.h"

namespace gongdun::report {
namespace {

using test::has;

// pdftotext leaves out some of the spaces between Chinese and digits.
std::string squeezed(std::string text) {
  std::erase(text, ' ');
  return text;
}

class Pdf_writer : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = new test::Scratch;
    for (const base::Lang lang : {base::Lang::zh, base::Lang::en}) ASSERT_TRUE(write_pdf(sample::document(lang), path(lang)));
  }
  static void TearDownTestSuite() { delete scratch_; }
  static std::string path(base::Lang lang) { return *scratch_ / (lang == base::Lang::zh ? "zh.pdf" : "en.pdf"); }
  static test::Scratch* scratch_;
};
test::Scratch* Pdf_writer::scratch_ = nullptr;

TEST_F(Pdf_writer, pages_are_numbered_with_the_true_total) {
  const int pages = test::pdf_pages(path(base::Lang::zh));
  ASSERT_GT(pages, 5);
  for (int page = 2; page <= pages; ++page) {
    EXPECT_TRUE(has(squeezed(test::pdf_page(path(base::Lang::zh), page)), fmt::format("第{}页/共{}页", page, pages))) << page;
  }
  EXPECT_FALSE(has(squeezed(test::pdf_page(path(base::Lang::zh), 1)), "页/")) << "the cover has no number";
  EXPECT_TRUE(has(test::pdf_page(path(base::Lang::en), 2), fmt::format("Page 2 of {}", test::pdf_pages(path(base::Lang::en)))));
}

TEST_F(Pdf_writer, table_head_is_repeated_on_every_page_of_the_table) {
  int with_rows = 0;
  for (int page = 1; page <= test::pdf_pages(path(base::Lang::zh)); ++page) {
    const std::string text = test::pdf_page(path(base::Lang::zh), page);
    if (!has(text, "设备运行日志")) continue;
    ++with_rows;
    EXPECT_TRUE(has(text, "建议级别")) << page;
    EXPECT_TRUE(has(text, "数据项")) << page;
  }
  EXPECT_GE(with_rows, 3);
}

TEST_F(Pdf_writer, contents_name_the_page_each_heading_is_on) {
  for (const base::Lang lang : {base::Lang::zh, base::Lang::en}) {
    const Document document = sample::document(lang);
    const Outline outline = make_outline(document);
    const PageMap map = measure(document, outline);
    EXPECT_EQ(map.total, test::pdf_pages(path(lang)));
    const std::string contents = test::pdf_page(path(lang), 2);
    for (std::size_t i = 0; i < outline.entries.size(); ++i) {
      const OutlineEntry& entry = outline.entries[i];
      EXPECT_TRUE(has(test::pdf_page(path(lang), map.headings[i]), entry.text)) << entry.text;
      const std::size_t at = contents.find(entry.text);
      ASSERT_NE(at, std::string::npos) << entry.text;
      const std::string line = contents.substr(at, contents.find('\n', at) - at);
      EXPECT_EQ(std::stoi(line.substr(line.find_last_of(' ') + 1)), map.headings[i]) << line;
    }
  }
}

TEST_F(Pdf_writer, has_bookmarks_links_metadata_and_embedded_fonts) {
  const std::string info = test::output_of("pdfinfo '" + path(base::Lang::zh) + "'");
  EXPECT_TRUE(has(info, "工业数据分类分级报告"));
  EXPECT_TRUE(has(info, "2026"));
  EXPECT_TRUE(has(info, "(A4)"));
  EXPECT_TRUE(has(test::output_of("pdfinfo -dests '" + path(base::Lang::zh) + "'"), "\"h1\""));
  EXPECT_TRUE(has(test::slurp(path(base::Lang::zh)), "/Outlines"));
  const std::string fonts = test::output_of("pdffonts '" + path(base::Lang::zh) + "'");
  EXPECT_FALSE(has(fonts, "Type 3"));
  EXPECT_FALSE(has(fonts, " no  "));
}

TEST_F(Pdf_writer, text_can_be_copied) {
  EXPECT_TRUE(has(test::pdf_page(path(base::Lang::zh), 3), "建议核心数据"));
  EXPECT_TRUE(has(test::pdf_page(path(base::Lang::zh), 3), "12,486"));
}

TEST_F(Pdf_writer, row_taller_than_a_page_runs_on_without_loss) {
  Document document;
  document.table_of_contents = false;
  TableBlock table;
  table.columns = {{"甲"}, {"乙"}, {"丙"}, {"丁"}, {"戊"}, {"己"}, {"庚"}, {"辛"}, {"壬"}, {"癸"}, {"子"}, {"丑"}, {"寅"}, {"卯"}};
  std::string cell;
  for (int i = 0; i < 290; ++i) cell += "字";
  table.rows = {std::vector<TableCell>(14, TableCell{cell + "终"})};
  document.blocks = {table};
  ASSERT_TRUE(write_pdf(document, *scratch_ / "tall.pdf"));
  const std::string text = test::output_of("pdftotext '" + *scratch_ / "tall.pdf" + "' -");
  EXPECT_EQ(test::count(text, "字"), 14U * 290);
  EXPECT_EQ(test::count(text, "终"), 14U);
  EXPECT_GE(test::pdf_pages(*scratch_ / "tall.pdf"), 3);
}

TEST_F(Pdf_writer, heading_is_never_alone_at_the_foot_of_a_page) {
  Document document;
  for (int i = 0; i < 60; ++i) {
    document.blocks.emplace_back(Heading{1, "章" + std::to_string(i), ""});
    document.blocks.emplace_back(Heading{2, "节" + std::to_string(i), ""});
    document.blocks.emplace_back(Paragraph{{{"内容" + std::to_string(i) + "。" + std::string(static_cast<std::size_t>(i) * 7, 'x')}}, true});
  }
  ASSERT_TRUE(write_pdf(document, *scratch_ / "heads.pdf"));
  const int pages = test::pdf_pages(*scratch_ / "heads.pdf");
  int checked = 0;
  for (int page = 4; page <= pages; ++page) {  // after cover and contents
    const std::string content = test::pdf_page(*scratch_ / "heads.pdf", page);
    for (int i = 1; i < 60; ++i) {
      if (!has(content, "章" + std::to_string(i) + "\n") || has(content, "目　录")) continue;
      ++checked;
      EXPECT_TRUE(has(content, "内容" + std::to_string(i) + "。")) << "chapter " << i << " page " << page;
    }
  }
  EXPECT_GT(checked, 40);
}

}  // namespace
}  // namespace gongdun::report
