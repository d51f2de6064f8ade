#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"
#include "read/sql_schema.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::string_literals;

constexpr std::size_t kPage = 512;

std::string be(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
  return out;
}
std::string varint(std::uint64_t value) {
  std::string out(1, static_cast<char>(value & 0x7F));
  while ((value >>= 7U) != 0) out.insert(out.begin(), static_cast<char>(0x80 | (value & 0x7F)));
  return out;
}
// Values: nullopt is NULL, the rest text; numbers are stored by `number`.
std::string number(std::int8_t value) {
  return {'\1', static_cast<char>(value)};
}
std::string record(const std::vector<std::optional<std::string>>& values) {
  std::string types, body;
  for (const auto& value : values) {
    if (!value) {
      types += '\0';
    } else if (value->size() == 2 && (*value)[0] == '\1') {
      types += '\1';
      body += (*value)[1];
    } else {
      types += varint(13 + 2 * value->size());
      body += *value;
    }
  }
  return varint(types.size() + 1) + types + body;
}
std::string leaf_cell(std::uint64_t rowid, const std::string& payload) {
  return varint(payload.size()) + varint(rowid) + payload;
}
std::string page(std::uint8_t kind, const std::vector<std::string>& cells, std::size_t skip = 0, std::uint32_t last_child = 0) {
  std::string head = be(kind, 1) + be(0, 2) + be(cells.size(), 2) + be(0, 3) + (kind < 10 ? be(last_child, 4) : ""), out(kPage, '\0');
  std::size_t end = kPage;
  for (const std::string& cell : cells) {
    end -= cell.size();
    out.replace(end, cell.size(), cell);
    head += be(end, 2);
  }
  return out.replace(skip, head.size(), head);
}
std::string schema_row(std::uint64_t row, const std::string& name, std::int8_t root, const std::string& sql) {
  return leaf_cell(row, record({"table", name, name, number(root), sql}));
}
std::string database(const std::vector<std::string>& schema, const std::vector<std::string>& pages) {
  std::string out = page(13, schema, 100);
  out.replace(0, 100, "SQLite format 3\0"s + be(kPage, 2) + "\1\1"s + std::string(36, '\0') + be(1, 4) + std::string(40, '\0'));
  for (const std::string& next : pages) out += next;
  return out;
}

TEST(Sqlite_test, Rows_of_a_table_come_with_rowid_and_names) {
  const std::string sql = "CREATE TABLE 设备(id INTEGER PRIMARY KEY, key TEXT, temp REAL -- 温度\n)";
  const std::string bytes =
      database({schema_row(1, "设备", 2, sql)}, {page(13, {leaf_cell(7, record({{}, "炉1", number(-3)})), leaf_cell(9, record({{}, "炉2"}))})});
  EXPECT_EQ(identified(bytes), "sqlite");
  const auto got = extract_in_memory("sqlite", bytes);
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("id"), ElementsAre("7", "9"));
  EXPECT_THAT(got.column("key"), ElementsAre("炉1", "炉2"));
  EXPECT_THAT(got.column("temp"), ElementsAre("-3"));
  EXPECT_THAT(got.item.text, HasSubstr("-- 温度"));
}

TEST(Sqlite_test, Inner_pages_and_overflow_chains_are_followed) {
  const std::string longer(1200, 'x'), payload = record({longer});
  const std::size_t local = (512 - 12) * 32 / 255 - 23 + (payload.size() - ((512 - 12) * 32 / 255 - 23)) % 508;
  const std::string cell = varint(payload.size()) + varint(1) + payload.substr(0, local) + be(5, 4);
  const auto overflow = [&](std::uint32_t next, std::size_t from) {
    std::string out = be(next, 4) + payload.substr(from, 508);
    out.resize(kPage, '\0');
    return out;
  };
  const std::vector<std::string> pages{page(5, {be(3, 4) + varint(1)}, 0, 4), page(13, {cell}), page(13, {leaf_cell(2, record({"end"}))}), overflow(6, local),
                                       overflow(0, local + 508)};
  const auto got = extract_in_memory("sqlite", database({schema_row(1, "t", 2, "CREATE TABLE t(a)")}, pages));
  EXPECT_THAT(got.column("a"), ElementsAre(longer, "end"));
  EXPECT_TRUE(got.item.unread.empty());
}

TEST(Sqlite_test, A_table_without_rowid_is_read_from_its_index) {
  const std::string sql = "CREATE TABLE w(value TEXT, code TEXT, PRIMARY KEY(code)) WITHOUT ROWID";
  const std::string inner = record({"B", "two"}), left = record({"A", "one"}), right = record({"C", "three"});
  const std::vector<std::string> pages{page(2, {be(3, 4) + varint(inner.size()) + inner}, 0, 4), page(10, {varint(left.size()) + left}),
                                       page(10, {varint(right.size()) + right})};
  const auto got = extract_in_memory("sqlite", database({schema_row(1, "w", 2, sql)}, pages));
  EXPECT_THAT(got.column("code"), ElementsAre("A", "B", "C"));
  EXPECT_THAT(got.column("value"), ElementsAre("one", "two", "three"));
}

TEST(Sqlite_test, Pages_in_a_circle_end_and_are_told) {
  const std::vector<std::string> pages{page(5, {be(2, 4) + varint(1), be(3, 4) + varint(2)}, 0, 2), page(13, {leaf_cell(1, record({"a"}))})};
  const auto got = extract_in_memory("sqlite", database({schema_row(1, "t", 2, "CREATE TABLE t(a)"), schema_row(2, "u", 1, "CREATE TABLE u(a)")}, pages));
  EXPECT_THAT(got.column("a"), ElementsAre("a"));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_THAT(got.item.unread[0].message.en, HasSubstr("3 places"));
}

TEST(Sqlite_test, Any_byte_changed_or_cut_it_ends) {
  const std::string bytes = database({schema_row(1, "t", 2, "CREATE TABLE t(a, b)")}, {page(13, {leaf_cell(1, record({"abc", number(5)}))})});
  for (std::size_t at = 16; at < bytes.size(); ++at) {
    extract_in_memory("sqlite", bytes.substr(0, at));
    if (bytes[at] == 0 && at % 7 != 0) continue;
    for (const char value : {'\0', '\x7F', '\xFF'}) {
      std::string changed = bytes;
      changed[at] = value;
      extract_in_memory("sqlite", changed);
    }
  }
  EXPECT_FALSE(extract_in_memory("sqlite", bytes.substr(0, 600)).item.unread.empty());
}

TEST(Sql_schema_test, Computed_columns_and_keys_of_sqlite_are_known) {
  const auto table = parse_create_table(
      "CREATE TABLE t(key TEXT, b INT AS (a*2), c INT GENERATED ALWAYS AS (a+1) STORED, CONSTRAINT pk PRIMARY KEY(\"key\" DESC, c)) WITHOUT ROWID",
      SqlDialect::sqlite);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->columns.size(), 3U);
  EXPECT_EQ(table->columns[0].name, "key");
  EXPECT_EQ(table->columns[1].type, "INT");
  EXPECT_THAT(table->computed, ElementsAre("b"));
  EXPECT_THAT(table->primary_key, ElementsAre("key", "c"));
  EXPECT_TRUE(table->without_rowid);
}

}  // namespace
}  // namespace gongdun::read
