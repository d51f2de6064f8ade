#include <gtest/gtest.h>

#include "report/sample_document.h"
#include "report/test_support.h"
#include "report/xlsx_parts.h"

namespace gongdun::report {
namespace {

using test::count;
using test::has;

std::vector<test::Entry> xlsx(const Document& document) {
  const test::Scratch scratch;
  EXPECT_TRUE(write_xlsx(document, scratch / "r.xlsx"));
  return test::unzip(scratch / "r.xlsx");
}

Document with_table(TableBlock table) {
  Document document;
  document.blocks = {std::move(table)};
  return document;
}

TEST(Xlsx_writer, parts_are_well_formed) {
  for (const auto& entry : xlsx(sample::document(base::Lang::zh))) EXPECT_EQ(test::xml_fault(entry.bytes), "") << entry.name;
}

TEST(Xlsx_writer, one_sheet_per_table_between_overview_and_text) {
  const auto parts = xlsx(sample::document(base::Lang::zh));
  const std::string book = test::part(parts, "xl/workbook.xml");
  EXPECT_EQ(count(book, "<sheet "), 3U) << "a table without a sheet name is not exported";
  EXPECT_LT(book.find("概览"), book.find("数据资源清单"));
  EXPECT_LT(book.find("name=\"数据资源清单\""), book.find("name=\"报告正文\""));
  EXPECT_TRUE(has(test::part(parts, "xl/worksheets/sheet1.xml"), "location=\"'数据资源清单'!A1\"") ||
              has(test::part(parts, "xl/worksheets/sheet1.xml"), "location=\"&apos;数据资源清单&apos;!A1\""));
}

TEST(Xlsx_writer, head_is_frozen_filtered_and_printed_on_every_page) {
  const auto parts = xlsx(sample::document(base::Lang::zh));
  const std::string sheet = test::part(parts, "xl/worksheets/sheet2.xml");
  EXPECT_TRUE(has(sheet, "state=\"frozen\""));
  EXPECT_TRUE(has(sheet, "<autoFilter ref=\"A1:F61\"/>"));
  EXPECT_TRUE(has(test::part(parts, "xl/workbook.xml"), "_xlnm.Print_Titles"));
}

TEST(Xlsx_writer, numbers_are_numbers) {
  const std::string sheet = test::part(xlsx(sample::document(base::Lang::zh)), "xl/worksheets/sheet2.xml");
  EXPECT_TRUE(has(sheet, "<v>1037</v>"));
}

TEST(Xlsx_writer, text_like_a_formula_stays_text) {
  TableBlock table;
  table.sheet = "注入";
  table.columns = {{"=1+1"}, {"值"}};
  for (const char* text :
       {"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=HYPERLINK(\"http://x\")", "＝1＋1", "http://x.example/", "internal:A1"}) {
    table.rows.push_back({{text}, {text, Tone::core}});
  }
  table.title = "=标题";
  Document document = with_table(table);
  document.cover.title = "=1+1";
  document.blocks.emplace_back(Paragraph{{{"=1+2"}}, true});
  const auto parts = xlsx(document);
  for (const auto& entry : parts) {
    EXPECT_FALSE(has(entry.bytes, "<f>")) << entry.name;
    EXPECT_FALSE(has(entry.bytes, "TargetMode=\"External\"")) << entry.name;
  }
  const std::string strings = test::part(parts, "xl/sharedStrings.xml");
  EXPECT_TRUE(has(strings, "=cmd|' /C calc'!A0"));
  EXPECT_TRUE(has(test::part(parts, "xl/styles.xml"), "numFmtId=\"49\"")) << "format 'text' for those cells";
}

TEST(Xlsx_writer, escape_lookalikes_are_kept_as_written) {
  TableBlock table;
  table.sheet = "转义";
  table.columns = {{"值"}};
  table.rows = {{{"_x000D_ <b>&"}}};
  EXPECT_TRUE(has(test::part(xlsx(with_table(table)), "xl/sharedStrings.xml"), "_x005F_x000D_ &lt;b&gt;&amp;"));
}

TEST(Xlsx_writer, very_long_cells_are_cut_to_what_excel_takes) {
  TableBlock table;
  table.sheet = "长";
  table.columns = {{"值"}};
  std::string emoji;
  for (int i = 0; i < 40'000; ++i) emoji += "😀";
  table.rows = {{{std::string(1'000'000, 'x')}}, {{emoji}}};
  const std::string strings = test::part(xlsx(with_table(table)), "xl/sharedStrings.xml");
  EXPECT_TRUE(has(strings, std::string(100, 'x') + "…"));
  EXPECT_LE(count(strings, "😀"), 16'383U);
  EXPECT_GE(count(strings, "😀"), 10'000U);
}

TEST(Xlsx_writer, big_tables_are_streamed_and_still_whole) {
  TableBlock table;
  table.sheet = "大";
  table.columns = {{"甲"}, {"乙"}, {"丙"}, {"丁"}};
  table.rows.assign(110'000, {{"a"}, {"=b"}, {"", Tone::normal, true, 7}, {"d", Tone::core}});
  const auto parts = xlsx(with_table(table));
  const std::string sheet = test::part(parts, "xl/worksheets/sheet2.xml");
  EXPECT_TRUE(has(sheet, "r=\"110001\""));
  EXPECT_FALSE(has(sheet, "<f>"));
  EXPECT_EQ(count(sheet, "<v>7</v>"), 110'000U);
}

TEST(Sheet_names, are_what_excel_accepts_and_unique) {
  SheetNames names;
  EXPECT_EQ(names.unique("a/b:c*[d]?\\"), "a_b_c__d___");
  EXPECT_EQ(names.unique("数据"), "数据");
  EXPECT_EQ(names.unique("数据"), "数据 (2)");
  EXPECT_EQ(names.unique("ABC"), "ABC");
  EXPECT_EQ(names.unique("abc"), "abc (2)");
  EXPECT_EQ(names.unique("'x'"), "x");
  EXPECT_FALSE(names.unique("").empty());
  EXPECT_NE(names.unique("History"), "History");
  const std::string first = names.unique(std::string(100, 'n')), second = names.unique(std::string(100, 'n'));
  EXPECT_LE(first.size(), 31U);
  EXPECT_NE(first, second);
}

}  // namespace
}  // namespace gongdun::report
