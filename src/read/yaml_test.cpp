#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Yaml_configuration, gives_pairs_with_lines_and_comments) {
  const std::string text = "# top secret: old=1\nproduction:\n  clients:\n    default:\n      uri: \"mongodb://u:p@h/d\"  # live\nlist:\n  - a\n  - b\n";
  EXPECT_EQ(identified(text), "yaml");
  const auto got = extract_in_memory("yaml", text);
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.kind, TableKind::pairs);
  EXPECT_THAT(got.column("production.clients.default.uri"), ElementsAre("mongodb://u:p@h/d"));
  EXPECT_EQ(got.row_of("mongodb://u:p@h/d"), 5U);
  EXPECT_THAT(got.column("list"), ElementsAre("a", "b"));
  ASSERT_EQ(got.item.blocks.size(), 2U);
  EXPECT_EQ(got.item.blocks[1].first_line, 5U);
  EXPECT_EQ(got.item.blocks[1].part, "comment");
}

TEST(Yaml_sequence_of_mappings, is_records) {
  std::string text = "---\n员工:\n";
  for (int i = 1; i <= 5; ++i) text += "  - 姓名: 张" + std::to_string(i) + "\n    电话: 1380013800" + std::to_string(i) + "\n";
  const auto got = extract_in_memory("yaml", text);
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.kind, TableKind::records);
  EXPECT_THAT(got.column("员工.电话"), testing::SizeIs(5));
  EXPECT_EQ(got.row_of("张4"), 4U);
}

TEST(Yaml_many_documents, are_all_read) {
  const auto got = extract_in_memory("yaml", "---\na: 1\n---\na: 2\nb:\n  c: 3\n");
  EXPECT_THAT(got.column("a"), ElementsAre("1", "2"));
  EXPECT_EQ(got.row_of("3"), 6U);
}

TEST(Yaml_nested_aliases, are_not_expanded) {
  std::string text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string p = std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + p + ",*a" + p + ",*a" + p + ",*a" + p + ",*a" + p + ",*a" + p + "]\n";
  }
  const auto got = extract_in_memory("yaml", text);
  EXPECT_TRUE(got.item.unread.empty());
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_LE(got.item.tables[0].rows.size(), 12U);
}

TEST(Yaml_broken, keeps_what_was_read_and_hands_on_the_rest_with_a_reason) {
  const auto got = extract_in_memory("yaml", "a: 1\nb: [unclosed\nc: password=x\n");
  EXPECT_EQ(got.row_of("1"), 1U);
  EXPECT_THAT(got.item.text, HasSubstr("password=x"));
  ASSERT_EQ(got.item.unread.size(), 1U);
}

TEST(Yaml_broken, never_keeps_the_reader_busy_for_ever) {
  const auto got = extract_in_memory("yaml", "# c\nkey--b1\n, all old\n\nsome words: here\n\ntest:\n  a: 1\n");
  EXPECT_EQ(got.item.unread.size(), 1U);
  EXPECT_THAT(got.item.text, HasSubstr("a: 1"));
}

TEST(Yaml_deep_nesting, is_a_limit_not_a_crash) {
  const auto got = extract_in_memory("yaml", "a: " + std::string(3000, '['));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_TRUE(got.status);
}

TEST(Yaml_identification, leaves_prose_logs_and_mail_alone) {
  EXPECT_EQ(identified("Note: this is a story.\nIt goes on and on, and it never ends.\nThe end: really.\n"), "text");
  EXPECT_EQ(identified("2024-01-01 10:00:00 INFO: started\n2024-01-01 10:00:01 INFO: stopped\n"), "text");
}

}  // namespace
}  // namespace gongdun::read
