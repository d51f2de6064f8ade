#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Xml_repeated_elements, are_a_table_named_after_them) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<员工表 xmlns:x=\"urn:x\">\n";
  for (int i = 1; i <= 4; ++i) {
    const std::string n = std::to_string(i);
    text += "  <x:员工 工号=\"E" + n + "\"><姓名>张" + n + "</姓名><联系><电话>1380013800" + n + "</电话></联系></x:员工>\n";
  }
  text += "</员工表>";
  EXPECT_EQ(identified(text), "xml");
  const auto got = extract_in_memory("xml", text);
  const RecordedTable* table = got.table("员工");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->table.kind, TableKind::records);
  EXPECT_THAT(table->row_numbers, ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(got.column("工号"), ElementsAre("E1", "E2", "E3", "E4"));
  EXPECT_THAT(got.column("联系.电话"), ElementsAre("13800138001", "13800138002", "13800138003", "13800138004"));
}

TEST(Xml_nested_groups, take_the_level_with_the_most_fields_as_records) {
  std::string text = "<root>";
  for (int d = 0; d < 3; ++d) {
    text += "<dept code=\"D" + std::to_string(d) + "\" note=\"n\">";
    for (int i = 0; i < 5; ++i) text += "<emp><id>1</id><name>n</name><phone>p" + std::to_string(d * 5 + i) + "</phone></emp>";
    text += "</dept>";
  }
  const auto got = extract_in_memory("xml", text + "</root>");
  ASSERT_NE(got.table("emp"), nullptr);
  EXPECT_EQ(got.table("emp")->rows.size(), 15U);
  EXPECT_THAT(got.column("dept.code"), ElementsAre("D2"));  // three on one line: the recorder keeps the last
}

TEST(Xml_configuration, gives_pairs_with_the_line_of_each_value) {
  const std::string text =
      "<config>\n  <servers>\n    <server>\n      <host>h1</host>\n      <pass encoding=\"base64\">c2VjcmV0</pass>\n    </server>\n"
      "    <server>\n      <host>h2</host>\n      <pass>\n        pw2\n      </pass>\n    </server>\n  </servers>\n"
      "  <!-- old: password=abc -->\n  <add key=\"DbPassword\" value=\"p&amp;1\"/>\n</config>";
  const auto got = extract_in_memory("xml", text);
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.kind, TableKind::pairs);
  EXPECT_EQ(got.row_of("c2VjcmV0"), 5U);
  EXPECT_EQ(got.row_of("pw2"), 10U);
  EXPECT_THAT(got.column("add.DbPassword"), ElementsAre("p&1"));
  ASSERT_EQ(got.item.blocks.size(), 1U);
  EXPECT_EQ(got.item.blocks[0].part, "comment");
  EXPECT_EQ(got.item.blocks[0].first_line, 14U);
}

TEST(Xml_attributes, of_repeated_elements_are_records) {
  const auto got = extract_in_memory("xml", R"(<rows><row F1="a" F2="1"/><row F1="b" F2="2"/><row F1="c" F2="3"/><row F1="d" F2="4"/></rows>)");
  EXPECT_THAT(got.column("F1"), ElementsAre("a", "b", "c", "d"));
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.kind, TableKind::records);
}

TEST(Xml_entities, are_never_expanded) {
  const auto got = extract_in_memory("xml", "<!DOCTYPE a [<!ENTITY b \"BOOM\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><a><v>x&b;&c;&lt;y&gt;</v></a>");
  EXPECT_THAT(got.column("v"), ElementsAre("x&b;&c;<y>"));
}

TEST(Xml_long_text, goes_on_as_text) {
  const auto got = extract_in_memory("xml", "<doc><p>" + std::string(5000, 'w') + "</p><q>short</q></doc>");
  EXPECT_EQ(got.item.text.size(), 5000U);
  EXPECT_THAT(got.column("q"), ElementsAre("short"));
}

TEST(Xml_malformed, keeps_what_was_read_and_hands_on_the_rest) {
  const auto got = extract_in_memory("xml", "<a>\n<b>first</b>\n<c>second</d>\n password=later\n</a>");
  EXPECT_EQ(got.row_of("first"), 2U);
  EXPECT_THAT(got.item.text, HasSubstr("password=later"));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_EQ(got.item.unread[0].code, base::Code::invalid_input);
}

TEST(Xml_other_encoding, follows_the_declaration) {
  const auto got = extract_in_memory("xml", "<?xml version=\"1.0\" encoding=\"GB2312\"?><a><\xD0\xD5\xC3\xFB>\xD5\xC5\xC8\xFD</\xD0\xD5\xC3\xFB></a>");
  EXPECT_THAT(got.column("姓名"), ElementsAre("张三"));
}

TEST(Xml_deep_nesting, is_a_limit_not_a_crash) {
  std::string text = "<a>kept";
  for (int i = 0; i < 5000; ++i) text += "<b>";
  const auto got = extract_in_memory("xml", text);
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_EQ(got.item.unread[0].code, base::Code::limit);
}

TEST(Xml_identification, needs_an_element_that_closes) {
  EXPECT_EQ(identified("<a><b/></a>"), "xml");
  EXPECT_EQ(identified("<john@example.com> wrote:\n hello <b> there\n"), "text");
}

}  // namespace
}  // namespace gongdun::read
