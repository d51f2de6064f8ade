#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

using test::make_zip;
using test::Parts;
using test::read_bytes;
using test::ReadResult;

std::string odf(const std::string& kind, const std::string& body, Parts more = {}) {
  Parts parts{{"mimetype", "application/vnd.oasis.opendocument." + kind},
              {"content.xml", "<office:document-content><office:automatic-styles><x><text:p>样式</text:p></x></office:automatic-styles><office:body>" + body +
                                  "</office:body></office:document-content>"}};
  for (auto& part : more) parts.push_back(std::move(part));
  return make_zip(parts);
}

std::string cell(const std::string& text) {
  return "<table:table-cell office:value-type=\"string\"><text:p>" + text + "</text:p></table:table-cell>";
}
std::string row(const std::string& cells, const std::string& attributes = {}) {
  return "<table:table-row " + attributes + ">" + cells + "</table:table-row>";
}
std::string sheet(const std::string& rows) {
  return "<office:spreadsheet><table:table table:name=\"人员\">" + rows + "</table:table></office:spreadsheet>";
}

TEST(Ods_cells, typed_values_as_people_see_them) {
  const std::string header = row(cell("编号") + cell("日期") + cell("时间") + cell("身份证号") + cell("工号") + cell("合格"));
  const std::string data =
      row("<table:table-cell office:value-type=\"float\" office:value=\"1.5\"><text:p>1.50</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-01T00:00:00\"><text:p>24年3月1日</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"time\" office:time-value=\"PT08H30M05S\"><text:p>8:30</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"float\" office:value=\"110101199003072000\"><text:p>1.1E+17</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"float\" office:value=\"42\"><text:p>000042</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>是</text:p></table:table-cell>");
  const ReadResult result = read_bytes(odf("spreadsheet", sheet(header + data + data)));
  EXPECT_EQ(result.format, "ods");
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.name, "人员");
  const auto& values = result.table().rows.back();
  EXPECT_EQ(values.at(0), "1.5");
  EXPECT_EQ(values.at(1), "2024-03-01");
  EXPECT_EQ(values.at(2), "08:30:05");
  EXPECT_EQ(values.at(3), "110101199003072000");
  EXPECT_EQ(values.at(4), "000042");
  EXPECT_EQ(values.at(5), "TRUE");
}

TEST(Ods_repeats, a_million_empty_rows_cost_nothing) {
  const auto start = std::chrono::steady_clock::now();
  const ReadResult result = read_bytes(
      odf("spreadsheet",
          sheet(row(cell("甲") + cell("乙")) + row("<table:table-cell table:number-columns-repeated=\"16384\"/>", "table:number-rows-repeated=\"1048500\"") +
                row(cell("丙") + "<table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"float\" office:value=\"7\"/>"))));
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().row_numbers.back(), 1048502U);
  EXPECT_EQ(result.table().rows.back().at(3), "7");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Ods_repeats, of_full_cells_are_bounded_and_reported) {
  const std::string cells = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
  const ReadResult result = read_bytes(odf("spreadsheet", sheet(row(cells, "table:number-rows-repeated=\"1048576\""))));
  EXPECT_TRUE(result.lost(base::Code::limit));
  EXPECT_LT(result.table().rows.size(), 100U);
}

TEST(Odt_text, paragraphs_tables_notes_and_changes) {
  const ReadResult result =
      read_bytes(odf("text",
                     "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>删去的</text:p></text:deletion></text:changed-region></"
                     "text:tracked-changes>"
                     "<text:h>标题</text:h><text:p>正<text:span>文</text:span><text:s "
                     "text:c=\"2\"/>完<text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note></text:p>"
                     "<text:p>又<office:annotation><dc:creator>孙工</dc:creator><text:p>批注</text:p></office:annotation></text:p>"
                     "<table:table><table:table-row>" +
                         cell("姓名") + cell("电话") + "</table:table-row><table:table-row>" + cell("张三") + cell("13800138000") +
                         "</table:table-row><table:table-row>" + cell("李四") + cell("13900139000") + "</table:table-row></table:table></office:text>"));
  EXPECT_EQ(result.format, "odt");
  EXPECT_NE(result.part("").find("标题\n正文  完"), std::string::npos);
  EXPECT_EQ(result.part("").find("样式"), std::string::npos);
  EXPECT_NE(result.part("note").find("脚注"), std::string::npos);
  EXPECT_NE(result.part("comment").find("孙工"), std::string::npos);
  EXPECT_NE(result.part("deleted").find("删去的"), std::string::npos);
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.columns.at(1).name, "电话");
}

TEST(Odp_slides, are_pages) {
  const ReadResult result = read_bytes(
      odf("presentation", "<office:presentation><draw:page><text:p>一</text:p></draw:page><draw:page><text:p>二</text:p></draw:page></office:presentation>"));
  ASSERT_EQ(result.item.blocks.size(), 2U);
  EXPECT_EQ(result.item.blocks[1].page, 2U);
}

TEST(Odf_encrypted, is_reported_in_words) {
  const ReadResult result = read_bytes(
      odf("text", "", {{"META-INF/manifest.xml", "<m:manifest><m:file-entry m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry></m:manifest>"}}));
  EXPECT_TRUE(result.lost(base::Code::encrypted));
}

TEST(Odf_damage, truncated_content_keeps_what_came) {
  std::string content = "<office:document-content><office:body><office:text>";
  for (int i = 0; i < 100; ++i) content += "<text:p>第" + std::to_string(i) + "段</text:p>";
  const ReadResult result = read_bytes(make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}}));
  EXPECT_TRUE(result.lost(base::Code::truncated));
  EXPECT_NE(result.item.text.find("第99段"), std::string::npos);
}

}  // namespace
}  // namespace gongdun::read
