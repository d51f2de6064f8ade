#include <gtest/gtest.h>

#include <string>

#include "read/office_test_kit.h"
#include "read/xlsx_parts.h"

namespace gongdun::read {
namespace {

using test::make_zip;
using test::Parts;
using test::read_bytes;
using test::ReadResult;

constexpr const char* kTypes =
    R"(<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)";

std::string rels(const std::string& inside) {
  return "<Relationships>" + inside + "</Relationships>";
}
std::string rel(const std::string& id, const std::string& type, const std::string& target, const std::string& more = {}) {
  return "<Relationship Id=\"" + id + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\"" + target +
         "\" " + more + "/>";
}

// A workbook of one sheet, with optional other parts.
Parts book(const std::string& sheet_data, Parts more = {}, const std::string& workbook_more = {}) {
  Parts parts{{"[Content_Types].xml", kTypes},
              {"_rels/.rels", rels(rel("r1", "officeDocument", "xl/workbook.xml"))},
              {"xl/workbook.xml", "<workbook>" + workbook_more + R"(<sheets><sheet name="表一" sheetId="1" r:id="s1"/></sheets></workbook>)"},
              {"xl/_rels/workbook.xml.rels", rels(rel("s1", "worksheet", "worksheets/sheet1.xml") + rel("s2", "worksheet", "worksheets/sheet2.xml") +
                                                  rel("t", "styles", "styles.xml") + rel("ss", "sharedStrings", "sharedStrings.xml"))},
              {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"}};
  for (auto& part : more) parts.push_back(std::move(part));
  return parts;
}

std::string text_cell(const std::string& at, const std::string& text) {
  return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

// Header row 姓名/号码, some rows, and one row 张三 with the given cell beneath 号码.
ReadResult read_cell(const std::string& cell, Parts more = {}, const std::string& workbook_more = {}) {
  std::string rows = "<row r=\"1\">" + text_cell("A1", "姓名") + text_cell("B1", "号码") + "</row>";
  for (int i = 2; i <= 6; ++i)
    rows += "<row r=\"" + std::to_string(i) + "\">" + text_cell("A" + std::to_string(i), "李四") + "<c><v>" + std::to_string(i * 7) + "</v></c></row>";
  return read_bytes(make_zip(book(rows + "<row>" + text_cell("A7", "张三") + cell + "</row>", std::move(more), workbook_more)));
}

std::string cell_text(const std::string& cell, Parts more = {}, const std::string& workbook_more = {}) {
  const ReadResult result = read_cell(cell, std::move(more), workbook_more);
  if (result.item.tables.empty()) return "no table";
  for (const auto& row : result.table().rows) {
    if (row.contains(0) && row.at(0) == "张三") return row.contains(1) ? row.at(1) : "";
  }
  return "no row";
}

TEST(Xlsx_identification, by_content_and_above_a_plain_archive) {
  const ReadResult result = read_cell("<c r=\"B7\"><v>1</v></c>");
  EXPECT_EQ(result.format, "xlsx");
  EXPECT_TRUE(result.item.unread.empty());
  EXPECT_EQ(result.table().table.name, "表一");
  EXPECT_TRUE(result.table().table.has_header);
  EXPECT_EQ(result.table().table.columns.at(1).name, "号码");
}

TEST(Xlsx_identification, a_workbook_stored_inside_an_archive_is_not_the_archive) {
  const std::string inner = make_zip(book("<row r=\"1\">" + text_cell("A1", "x") + "</row>"), true);
  EXPECT_EQ(read_bytes(make_zip({{"docs/a.xlsx", inner}}, true)).format, "zip");
}

TEST(Xlsx_numbers, identity_numbers_have_all_digits) {
  EXPECT_EQ(cell_text("<c r=\"B7\"><v>1.10101199003072E+17</v></c>"), "110101199003072000");
  EXPECT_EQ(cell_text("<c r=\"B7\"><v>13800138000</v></c>"), "13800138000");
  EXPECT_EQ(cell_text("<c r=\"B7\"><v>13800138000.0</v></c>"), "13800138000");
}

TEST(Xlsx_cells, every_type_is_read) {
  EXPECT_EQ(cell_text("<c r=\"B7\" t=\"b\"><v>1</v></c>"), "TRUE");
  EXPECT_EQ(cell_text("<c r=\"B7\" t=\"str\"><f>A1&amp;\"x\"</f><v>算出来的</v></c>"), "算出来的");
  EXPECT_EQ(cell_text("<c r=\"B7\"><f>SUM(A1:A9)</f><v>42</v></c>"), "42");
  EXPECT_EQ(cell_text("<c r=\"B7\"><f>HYPERLINK(\"mailto:a@b.cn\")</f></c>"), "=HYPERLINK(\"mailto:a@b.cn\")");
  EXPECT_EQ(cell_text("<c r=\"B7\" t=\"d\"><v>2024-03-01T08:30:00</v></c>"), "2024-03-01 08:30:00");
  EXPECT_EQ(cell_text("<c r=\"B7\" t=\"inlineStr\"><is><r><t>分</t></r><rPh><t>FEN</t></rPh><r><t>段</t></r></is></c>"), "分段");
  EXPECT_EQ(cell_text("<c r=\"B7\" t=\"inlineStr\"><is><t>a_x000D_b</t></is></c>"), "a\nb");
}

TEST(Xlsx_sharedStrings, rich_text_is_joined_without_phonetics) {
  const Parts strings{{"xl/sharedStrings.xml",
                       "<sst><si><t>零</t></si><si><r><t>第</t></r><r><rPr/><t xml:space=\"preserve\"> 一</t></r><rPh sb=\"0\"><t>DI</t></rPh></si></sst>"}};
  EXPECT_EQ(cell_text("<c r=\"B7\" t=\"s\"><v>1</v></c>", strings), "第 一");
}

TEST(Xlsx_sharedStrings, beyond_the_memory_limit_is_reported_not_silent) {
  std::string strings = "<sst>";
  for (int i = 0; i < 80; ++i) strings += "<si><t>" + std::string(60'000, static_cast<char>('a' + i % 26)) + "</t></si>";
  Limits limits;
  limits.whole_bytes = 3 << 20;
  std::string rows;
  for (int i = 1; i <= 79; ++i) rows += "<row r=\"" + std::to_string(i) + "\"><c t=\"s\"><v>" + std::to_string(i) + "</v></c></row>";
  const ReadResult result = read_bytes(make_zip(book(rows, {{"xl/sharedStrings.xml", strings + "</sst>"}})), limits);
  EXPECT_TRUE(result.lost(base::Code::limit));
  EXPECT_GE(result.table().rows.size(), 10U);
  EXPECT_LT(result.table().rows.size(), 79U);
}

TEST(Xlsx_styles, dates_and_codes_by_number_format) {
  const Parts styles{
      {"xl/styles.xml",
       R"(<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="000000"/></numFmts>)"
       R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="22"/></cellXfs></styleSheet>)"}};
  EXPECT_EQ(cell_text("<c r=\"B7\" s=\"0\"><v>45352</v></c>", styles), "45352");
  EXPECT_EQ(cell_text("<c r=\"B7\" s=\"1\"><v>45352</v></c>", styles), "2024-03-01");
  EXPECT_EQ(cell_text("<c r=\"B7\" s=\"1\"><v>43890</v></c>", styles, "<workbookPr date1904=\"1\"/>"), "2024-03-01");
  EXPECT_EQ(cell_text("<c r=\"B7\" s=\"2\"><v>42</v></c>", styles), "000042");
  EXPECT_EQ(cell_text("<c r=\"B7\" s=\"3\"><v>45352.5</v></c>", styles), "2024-03-01 12:00:00");
}

TEST(Xlsx_strict, namespace_form_reads_the_same) {
  Parts parts = book("<row r=\"1\">" + text_cell("A1", "x") + "</row>");
  for (auto& [name, content] : parts) {
    for (std::size_t at = 0; (at = content.find("http://schemas.openxmlformats.org/officeDocument/2006/", at)) != std::string::npos;) {
      content.replace(at, 54, "http://purl.oclc.org/ooxml/officeDocument/");
    }
  }
  parts[4].second =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c "
      "r=\"A1\"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  const ReadResult result = read_bytes(make_zip(parts));
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_TRUE(result.item.unread.empty());
}

TEST(Xlsx_sheets, hidden_ones_are_read_in_order) {
  Parts parts = book("<row r=\"1\">" + text_cell("A1", "一") + "</row>",
                     {{"xl/worksheets/sheet2.xml", "<worksheet><sheetData><row r=\"1\">" + text_cell("A1", "二") + "</row></sheetData></worksheet>"}});
  parts[2].second =
      R"(<workbook><sheets><sheet name="藏" sheetId="2" state="veryHidden" r:id="s2"/><sheet name="明" sheetId="1" r:id="s1"/></sheets></workbook>)";
  const ReadResult result = read_bytes(make_zip(parts));
  ASSERT_EQ(result.item.tables.size(), 2U);
  EXPECT_EQ(result.table(0).table.name, "藏");
  EXPECT_EQ(result.table(1).table.name, "明");
}

TEST(Xlsx_merged, header_of_two_rows_names_every_column) {
  const std::string data = "<row r=\"1\">" + text_cell("A1", "姓名") + text_cell("B1", "联系方式") + "<c r=\"C1\"/></row><row r=\"2\"><c r=\"A2\"/>" +
                           text_cell("B2", "手机") + text_cell("C2", "邮箱") + "</row><row r=\"3\">" + text_cell("A3", "张三") +
                           "<c r=\"B3\"><v>13800138000</v></c>" + text_cell("C3", "zs@a.cn") + "</row><row r=\"4\">" + text_cell("A4", "李四") +
                           "<c r=\"B4\"><v>13900139000</v></c>" + text_cell("C4", "ls@a.cn") + "</row>";
  Parts parts = book(data);
  parts[4].second = "<worksheet><sheetData>" + data + "</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells></worksheet>";
  const ReadResult result = read_bytes(make_zip(parts));
  const RecordedTable& table = result.table();
  ASSERT_TRUE(table.table.has_header);
  EXPECT_NE(table.table.columns.at(0).name.find("姓名"), std::string::npos);
  EXPECT_NE(table.table.columns.at(1).name.find("手机"), std::string::npos);
  EXPECT_NE(table.table.columns.at(2).name.find("邮箱"), std::string::npos);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.row_numbers.at(0), 3U);
  EXPECT_EQ(table.rows.at(0).at(1), "13800138000");
}

TEST(Xlsx_comments, become_text_and_the_comment_of_their_column) {
  const ReadResult result = read_cell(
      "<c r=\"B7\"><v>1</v></c>", {{"xl/worksheets/_rels/sheet1.xml.rels",
                                    rels(rel("c", "comments", "../comments1.xml") + rel("h", "hyperlink", "mailto:hr@example.cn", "TargetMode=\"External\""))},
                                   {"xl/comments1.xml",
                                    "<comments><authors><author>王主任</author></authors><commentList><comment "
                                    "ref=\"B1\"><text><r><t>填写</t></r><r><t>手机号</t></r></text></comment></commentList></comments>"}});
  EXPECT_EQ(result.part("comment"), "王主任\n填写手机号\n");
  EXPECT_EQ(result.part("link"), "mailto:hr@example.cn\n");
  EXPECT_EQ(result.table().table.columns.at(1).comment, "填写手机号");
}

TEST(Xlsx_properties, author_is_kept_as_text) {
  const ReadResult result = read_cell("<c r=\"B7\"><v>1</v></c>",
                                      {{"docProps/core.xml", "<cp><dc:creator>赵工</dc:creator><dcterms:created>2024-01-01T00:00:00Z</dcterms:created></cp>"}});
  EXPECT_EQ(result.part("properties"), "creator: 赵工\n");
}

TEST(Xlsx_damage, missing_and_broken_parts_are_reported_the_rest_is_read) {
  Parts parts = book("<row r=\"1\">" + text_cell("A1", "甲") + "</row><row r=\"2\">" + text_cell("A2", "乙"));  // cut off
  parts[4].second = parts[4].second.substr(0, parts[4].second.find("</sheetData>"));
  parts[2].second = R"(<workbook><sheets><sheet name="无" sheetId="2" r:id="s2"/><sheet name="表一" sheetId="1" r:id="s1"/></sheets></workbook>)";
  const ReadResult result = read_bytes(make_zip(parts));
  EXPECT_TRUE(result.lost(base::Code::not_found));
  EXPECT_TRUE(result.lost(base::Code::truncated));
  ASSERT_EQ(result.item.tables.size(), 1U);
}

TEST(Xlsx_damage, truncated_package_gives_the_parts_that_are_left) {
  std::string rows;
  for (int i = 1; i <= 2000; ++i) rows += "<row r=\"" + std::to_string(i) + "\"><c><v>" + std::to_string(i * 7919 % 10007) + "</v></c></row>";
  std::string bytes = make_zip(book(rows, {{"xl/worksheets/sheet2.xml", "<worksheet/>"}}), false);
  bytes.resize(bytes.size() - 900);  // directory and the end of the last parts
  const ReadResult result = read_bytes(bytes);
  EXPECT_TRUE(result.lost(base::Code::truncated));
  ASSERT_FALSE(result.item.tables.empty());
  EXPECT_GT(result.table().rows.size(), 200U);
}

TEST(Xlsx_damage, cyclic_relationships_end) {
  const ReadResult result = read_cell("<c r=\"B7\"><v>1</v></c>",
                                      {{"xl/worksheets/_rels/sheet1.xml.rels", rels(rel("d", "drawing", "sheet1.xml") + rel("c", "comments", "sheet1.xml"))}});
  EXPECT_EQ(result.item.tables.size(), 1U);
}

TEST(Xlsx_bomb, high_ratio_part_is_stopped_and_reported) {
  Limits limits;
  limits.expansion_floor = 1 << 20;
  std::string sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c></row>" + std::string(8 << 20, ' ') + "</sheetData></worksheet>";
  Parts parts = book("");
  parts[4].second = std::move(sheet);
  const ReadResult result = read_bytes(make_zip(parts), limits);
  EXPECT_TRUE(result.lost(base::Code::limit));
  EXPECT_EQ(result.item.tables.size(), 1U);
}

TEST(Xlsx_width, a_hundred_thousand_columns_are_bounded) {
  std::string row = "<row r=\"1\">";
  for (int i = 0; i < 100'000; ++i) row += "<c><v>1</v></c>";
  const ReadResult result = read_bytes(make_zip(book(row + "</row>")));
  EXPECT_TRUE(result.lost(base::Code::limit));
  EXPECT_EQ(result.table().table.columns.size(), Limits{}.columns);
}

TEST(Xlsx_longCell, is_cut_and_its_rest_is_text) {
  const std::string long_text = std::string(70'000, 'a') + "尾巴";
  const ReadResult result = read_cell("<c r=\"B7\" t=\"inlineStr\"><is><t>" + long_text + "</t></is></c>");
  EXPECT_NE(result.item.text.find("尾巴"), std::string::npos);
}

TEST(Xlsx_place, references_are_checked) {
  EXPECT_EQ(parse_cell_place("BC23")->column, 54U);
  EXPECT_EQ(parse_cell_place("XFD1048576")->column, 16383U);
  EXPECT_FALSE(parse_cell_place("23"));
  EXPECT_FALSE(parse_cell_place("A0"));
  EXPECT_FALSE(parse_cell_place(""));
}

}  // namespace
}  // namespace gongdun::read
