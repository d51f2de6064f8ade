#include <gtest/gtest.h>

#include <string>

#include "read/html_scan.h"
#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

using test::read_bytes;
using test::ReadResult;

TEST(Html_text, markup_scripts_and_styles_are_gone) {
  const ReadResult result = read_bytes(
      "<!DOCTYPE html><html><head><title>标题</title><style>p{color:red}</style><script>var t='13800138000<p>';</script></head>"
      "<body><p>第一  段&nbsp;落&mdash;完</p><div>二<b>级</b></div><pre>a  b\nc</pre></body></html>");
  EXPECT_EQ(result.format, "html");
  EXPECT_EQ(result.part(""), "标题\n第一 段 落—完\n二级\na  b\nc\n");
}

TEST(Html_table, header_rows_and_spans) {
  const ReadResult result = read_bytes(
      "<html><body><table><thead><tr><th>姓名<th>手机号码<th>部门</thead><tr><td>张三<td>13800138000<td rowspan=2>炼铁<tr><td>李四<td>13900139000"
      "<tr><td>王五</td><td>13700137000</td><td>轧钢</td></tr></table>后</body></html>");
  ASSERT_EQ(result.item.tables.size(), 1U);
  const RecordedTable& table = result.table();
  EXPECT_EQ(table.table.columns.at(1).name, "手机号码");
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows.at(0).at(2), "炼铁");
  EXPECT_FALSE(table.rows.at(1).contains(2));
  EXPECT_EQ(table.rows.at(2).at(2), "轧钢");
  EXPECT_EQ(result.part(""), "后\n");
}

TEST(Html_table, layout_around_a_table_is_text) {
  const ReadResult result = read_bytes(
      "<html><table><tr><td>导航</td><td><table><tr><th>编号</th><th>值</th></tr><tr><td>A1</td><td>3.5</td></tr><tr><td>A2</td><td>4.5</td></tr></table></"
      "td></tr></table></html>");
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.columns.at(0).name, "编号");
  EXPECT_NE(result.part("").find("导航"), std::string::npos);
}

TEST(Html_encoding, meta_charset_decides_between_legacy_encodings) {
  const ReadResult result = read_bytes("<html><head><meta charset=gbk></head><body>\xC4\xE3\xBA\xC3\xA3\xAC\xB9\xA4\xB3\xA7</body></html>");
  EXPECT_EQ(result.part(""), "你好，工厂\n");
}

TEST(Html_attributes, addresses_and_field_values_are_kept_apart) {
  const ReadResult result =
      read_bytes("<html><body><a href='mailto:zs@example.cn'>信</a><input type=hidden value=\"tok&amp;en\"><!-- 密码 x --></body></html>");
  EXPECT_EQ(result.part(""), "信\n");
  EXPECT_EQ(result.part("attribute"), "mailto:zs@example.cn\ntok&en\n密码 x \n");
}

TEST(Html_identification, fragments_yes_xml_no) {
  EXPECT_EQ(read_bytes("<table border=1><tr><td>a</td><td>b</td></tr></table>").format, "html");
  EXPECT_EQ(read_bytes("<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>").format, "html");
  EXPECT_NE(read_bytes("<?xml version=\"1.0\"?><table><row><a>1</a></row></table>").format, "html");
  EXPECT_NE(read_bytes("a < b, c > d\n").format, "html");
}

TEST(Html_hostile, unclosed_everything_ends) {
  std::string page = "<html>";
  for (int i = 0; i < 5000; ++i) page += "<table><tr><td>x";
  page += "<a href=\"";
  const ReadResult result = read_bytes(page + std::string(600'000, 'y'));
  EXPECT_NE(result.item.text.size() + result.item.tables.size(), 0U);
}

TEST(HtmlScan_script, unterminated_one_hides_the_rest) {
  bool given = false;
  HtmlScan scan([&](std::string& out) -> base::Result<bool> {
    if (std::exchange(given, true)) return false;
    out += "a<script>if (a<b) {}";
    return true;
  });
  EXPECT_EQ(scan.next(), HtmlToken::text);
  EXPECT_EQ(scan.next(), HtmlToken::start);
  EXPECT_EQ(scan.next(), HtmlToken::finished);
}

}  // namespace
}  // namespace gongdun::read
