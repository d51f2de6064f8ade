#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Json_array_of_objects, is_a_table_with_dotted_columns_in_order_of_first_appearance) {
  const auto got = extract_in_memory("json", R"([{"name":"张三","user":{"phone":"13800138000"}},{"name":"李四","late":1.5}])");
  ASSERT_EQ(got.item.tables.size(), 1U);
  const RecordedTable& table = got.item.tables[0];
  EXPECT_EQ(table.table.kind, TableKind::records);
  EXPECT_TRUE(table.table.has_header);
  ASSERT_EQ(table.table.columns.size(), 3U);
  EXPECT_EQ(table.table.columns[0].name, "name");
  EXPECT_EQ(table.table.columns[1].name, "user.phone");
  EXPECT_EQ(table.table.columns[2].name, "late");
  EXPECT_THAT(table.row_numbers, ElementsAre(1, 2));
  EXPECT_EQ(got.row_of("1.5"), 2U);
}

TEST(Json_nested_array, gives_several_cells_of_one_column_in_the_same_row) {
  const auto got = extract_in_memory("json", R"([{"id":1,"tag":"x"},{"id":2,"orders":[{"no":"A"},{"no":"B"}]}])");
  EXPECT_THAT(got.column("orders.no"), ElementsAre("B"));  // the recorder keeps the last of a row
  EXPECT_EQ(got.row_of("B"), 2U);
}

TEST(Json_dominant_array_in_object, is_records_while_its_surroundings_are_pairs) {
  const auto got = extract_in_memory("json", R"({"code":0,"data":{"rows":[{"id":"a1","n":"x"},{"id":"a2","n":"y"},{"id":"a3","n":"z"}]},"msg":"ok"})");
  EXPECT_THAT(got.column("data.rows.id"), ElementsAre("a1", "a2", "a3"));
  EXPECT_EQ(got.row_of("a3"), 3U);
  ASSERT_EQ(got.item.tables.size(), 2U);
  EXPECT_EQ(got.item.tables[1].table.kind, TableKind::pairs);
  EXPECT_THAT(got.column("msg"), ElementsAre("ok"));
}

TEST(Json_configuration, gives_pairs_with_lines_and_comments_as_text) {
  const auto got = extract_in_memory("json", "{\n // token=abc\n \"db\": {\"user\": \"u\",\n  \"password\": \"p@ss\"}, /* two\n lines */ \"list\": [1,]\n}\n");
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.kind, TableKind::pairs);
  EXPECT_EQ(got.row_of("p@ss"), 4U);
  EXPECT_EQ(got.row_of("1"), 5U);
  ASSERT_EQ(got.item.blocks.size(), 2U);
  EXPECT_EQ(got.item.block_texts[0], " token=abc");
  EXPECT_EQ(got.item.blocks[0].first_line, 2U);
}

TEST(Json_lines, rows_are_lines_and_a_damaged_line_goes_on_as_text) {
  const std::string text = "{\"a\":\"1\"}\n{\"a\":\"2\"}\n{\"a\": broken 13800138000\n\n{\"a\":\"5\"}\n";
  EXPECT_EQ(identified(text), "jsonl");
  const auto got = extract_in_memory("jsonl", text);
  EXPECT_EQ(got.row_of("2"), 2U);
  EXPECT_EQ(got.row_of("5"), 5U);
  EXPECT_THAT(got.item.text, HasSubstr("broken 13800138000"));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_EQ(got.item.unread[0].code, base::Code::invalid_input);
  EXPECT_THAT(got.item.unread[0].message.en, HasSubstr("line 3"));
}

TEST(Json_escapes, are_decoded_including_surrogates) {
  const auto got = extract_in_memory("json", R"([{"a":"\u674e\u56db\ud83d\ude00\n\"\\\/"},{"a":"\ud83dx"}])");
  EXPECT_THAT(got.column("a"), ElementsAre("李四😀\n\"\\/", "\xEF\xBF\xBDx"));
}

TEST(Json_invalid, keeps_what_was_read_and_hands_on_the_rest_as_text) {
  const auto got = extract_in_memory("json", "{\"a\":\"first\",\n oops 13800138000\nmore");
  EXPECT_EQ(got.row_of("first"), 1U);
  EXPECT_EQ(got.item.text, "oops 13800138000\nmore");
  ASSERT_EQ(got.item.blocks.size(), 1U);
  EXPECT_EQ(got.item.blocks[0].first_line, 2U);
  ASSERT_EQ(got.item.unread.size(), 1U);
}

TEST(Json_truncated, reads_what_is_there_and_says_so) {
  const auto got = extract_in_memory("json", R"([{"a":"x","b":"1"},{"a":"y","b")");
  EXPECT_THAT(got.column("a"), ElementsAre("x", "y"));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_EQ(got.item.unread[0].code, base::Code::truncated);
}

TEST(Json_long_string, is_cut_and_its_rest_handed_on_as_text) {
  Limits limits;
  limits.cell_bytes = 1000;
  const std::string text = "[{\"a\":\"" + std::string(2500, 'x') + "END\",\"b\":\"after\"}]";
  const auto got = extract_in_memory("json", text, limits);
  ASSERT_EQ(got.column("a").size(), 1U);
  EXPECT_EQ(got.column("a")[0].size(), 1000U);
  EXPECT_EQ(got.item.text.size(), 1503U);
  EXPECT_TRUE(got.item.text.ends_with("END"));
  EXPECT_THAT(got.column("b"), ElementsAre("after"));
}

TEST(Json_too_deep, stops_at_the_limit_and_hands_on_the_rest) {
  const std::string text = "{\"a\":\"kept\",\"b\":" + std::string(5000, '[') + std::string(5000, ']') + "}";
  const auto got = extract_in_memory("json", text);
  EXPECT_EQ(got.row_of("kept"), 1U);
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_EQ(got.item.unread[0].code, base::Code::limit);
}

TEST(Json_many_keys, go_on_as_text_beyond_the_column_limit) {
  Limits limits;
  limits.columns = 4;
  std::string text = "{";
  for (int i = 0; i < 50; ++i) text += (i ? "," : "") + ("\"k" + std::to_string(i) + "\":\"v" + std::to_string(i) + "\"");
  const auto got = extract_in_memory("json", text + "}", limits);
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.columns.size(), 4U);
  EXPECT_THAT(got.item.text, HasSubstr("v49"));
}

TEST(Json_array_of_arrays, takes_its_first_row_as_header) {
  const auto got = extract_in_memory("json", R"([["姓名","年龄"],["张三",33],["李四",44],["王五",55]])");
  EXPECT_THAT(got.column("年龄"), ElementsAre("33", "44", "55"));
  EXPECT_EQ(got.row_of("44"), 3U);
}

TEST(Json_array_of_arrays, keeps_its_columns_around_a_nested_value) {
  const auto got = extract_in_memory("json", R"([["a","b","c"],["1",["2","3"],"4"],["5",[],"6"]])");
  EXPECT_THAT(got.column("c"), ElementsAre("4", "6"));
}

TEST(Json_array_of_arrays, bare_values_between_the_rows_are_rows_of_one_cell) {
  const auto got = extract_in_memory("json", "[1,2]\n9\n[3,4]\n[5,6]\n[7,8]\n");
  EXPECT_EQ(got.row_of("9"), 2U);
  EXPECT_EQ(got.row_of("3"), 3U);
  extract_in_memory("json", "[]\n0b[");
}

TEST(Json_chunks, tokens_across_block_ends_stay_whole) {
  Limits limits;
  limits.block_bytes = 64;
  std::string text = "[";
  for (int i = 0; i < 200; ++i) text += (i ? "," : "") + std::string("{\"name\":\"value-\\u4e2d-") + std::to_string(i) + "\",\"n\":" + std::to_string(i) + "}";
  const auto got = extract_in_memory("json", text + "]", limits);
  const auto names = got.column("name");
  ASSERT_EQ(names.size(), 200U);
  EXPECT_EQ(names[137], "value-中-137");
  EXPECT_TRUE(got.item.unread.empty());
}

TEST(Json_identification, knows_json_from_what_only_begins_like_it) {
  EXPECT_EQ(identified(R"({"a":1})"), "json");
  EXPECT_EQ(identified("// c\n[1,2]"), "json");
  EXPECT_NE(identified("[section]\nkey=value\nother=1\n"), "json");
  EXPECT_EQ(identified("[12345] service started\n[12346] service stopped\n"), "text");
  EXPECT_EQ(identified("[2024-01-01 10:00:00] hello world\n[2024-01-01 10:00:01] again\n"), "text");
  EXPECT_NE(identified("{ this is prose in braces }\n"), "json");
}

}  // namespace
}  // namespace gongdun::read
