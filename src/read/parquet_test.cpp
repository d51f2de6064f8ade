#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/block_codec.h"
#include "read/extract_in_memory.h"
#include "read/parquet_decode.h"
#include "read/parquet_value.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using namespace std::string_literals;

// Writes the compact protocol as far as these tests need it.
std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7U) out += static_cast<char>(0x80U | (value & 0x7FU));
  return out + static_cast<char>(value);
}
std::string zigzag(std::int64_t value) {
  return varint(static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63U));
}
std::string field(int step, int type) {
  return {static_cast<char>(step << 4 | type)};
}
std::string i32(int step, std::int64_t value) {
  return field(step, 5) + zigzag(value);
}
std::string i64(int step, std::int64_t value) {
  return field(step, 6) + zigzag(value);
}
std::string text(int step, const std::string& value) {
  return field(step, 8) + varint(value.size()) + value;
}
std::string list(int step, const std::vector<std::string>& structures) {
  std::string out = field(step, 9) + static_cast<char>(structures.size() << 4U | 12U);
  for (const std::string& structure : structures) out += structure + '\0';
  return out;
}
std::string le32(std::uint32_t value) {
  std::string out;
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift);
  return out;
}
std::string page(int type, std::int64_t values, std::int64_t encoding, const std::string& data) {
  const std::string inner =
      type == 2 ? field(4, 12) + i32(1, values) + i32(1, encoding) : field(2, 12) + i32(1, values) + i32(1, encoding) + i32(1, 3) + i32(1, 3);
  const auto size = static_cast<std::int64_t>(data.size());
  return i32(1, type) + i32(1, size) + i32(1, size) + inner + '\0' + '\0' + data;
}

// Three rows: id is INT32 (a date), name an optional text in a dictionary: 钢, null, 铝.
std::string small_file(std::int64_t rows = 3) {
  std::string out = "PAR1";
  const auto id_at = static_cast<std::int64_t>(out.size());
  const std::string ids = page(0, 3, 0, le32(0) + le32(1) + le32(19'000));
  out += ids;
  const auto names_at = static_cast<std::int64_t>(out.size());
  const std::string names = page(2, 2, 0, le32(3) + "钢" + le32(3) + "铝") + page(0, 3, 8, le32(2) + "\x03\x05"s + "\x01\x03\x02"s);
  out += names;
  const auto chunk = [](std::int64_t type, const std::string& name, std::int64_t at, std::int64_t size) {
    return i64(2, at) + field(1, 12) + i32(1, type) + field(2, 9) + "\x18"s + varint(name.size()) + name + i32(1, 0) + i64(1, 3) + i64(1, size) + i64(1, size) +
           i64(2, at) + '\0';
  };
  const std::string schema =
      list(1, {text(4, "schema") + i32(1, 2), i32(1, 1) + i32(2, 0) + text(1, "入库日期") + i32(2, 6), i32(1, 6) + i32(2, 1) + text(1, "name") + i32(2, 0)});
  const std::string groups =
      list(1, {list(1, {chunk(1, "id", id_at, static_cast<std::int64_t>(ids.size())), chunk(6, "name", names_at, static_cast<std::int64_t>(names.size()))}) +
               i64(1, 1000) + i64(1, rows)});
  const std::string footer = i32(1, 1) + schema + i64(1, rows) + groups + list(1, {text(1, "owner") + text(1, "二炼钢")}) + text(1, "test writer") + '\0';
  return out + footer + le32(static_cast<std::uint32_t>(footer.size())) + "PAR1";
}

TEST(Parquet_test, Plain_and_dictionary_columns_become_rows) {
  const std::string bytes = small_file();
  EXPECT_EQ(identified(bytes), "parquet");
  const auto got = extract_in_memory("parquet", bytes);
  ASSERT_TRUE(got.status) << got.status.error().message.en;
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("入库日期"), ElementsAre("1970-01-01", "1970-01-02", "2022-01-08"));
  EXPECT_THAT(got.column("name"), ElementsAre("钢", "铝"));
  EXPECT_EQ(got.row_of("铝"), 3U);
  EXPECT_THAT(got.column("owner"), ElementsAre("二炼钢"));
}

TEST(Parquet_test, Fewer_rows_than_promised_are_reported) {
  const auto got = extract_in_memory("parquet", small_file(1LL << 60));
  EXPECT_THAT(got.column("name"), ElementsAre("钢", "铝"));
  EXPECT_FALSE(got.item.unread.empty());
}

TEST(Parquet_test, Cut_at_any_byte_it_fails) {
  const std::string bytes = small_file();
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(extract_in_memory("parquet", bytes.substr(0, size)).status) << size;
}

TEST(Parquet_test, Any_byte_changed_it_ends) {
  const std::string bytes = small_file();
  for (std::size_t at = 4; at < bytes.size(); ++at) {
    for (const char value : {'\0', '\x7F', '\xFF'}) {
      std::string changed = bytes;
      changed[at] = value;
      extract_in_memory("parquet", changed);
    }
  }
}

TEST(Parquet_test, Structures_that_cost_nothing_in_the_file_are_not_collected) {
  const std::size_t count = 4 << 20;
  const std::string footer = field(2, 9) + "\xFC"s + varint(count) + std::string(count, '\0') + '\0';
  const auto got = extract_in_memory("parquet", "PAR1" + footer + le32(static_cast<std::uint32_t>(footer.size())) + "PAR1");
  EXPECT_FALSE(got.status);
}

TEST(Run_decoder_test, Runs_and_packed_groups_follow_each_other) {
  const std::string bytes = "\x06\x05\x03\x88\xC6\xFA";  // three times 5; 0…7 packed
  RunDecoder runs(bytes, 3);
  std::vector<std::uint32_t> values;
  for (std::uint32_t value = 0; runs.next(value);) values.push_back(value);
  EXPECT_THAT(values, ElementsAre(5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7));
}

TEST(Delta_decoder_test, Differences_are_added_up) {
  // Block of 128 in 4 miniblocks, 5 values from 7: 7 5 3 1 2 (differences -2 -2 -2 1; the least is -2, two bits each).
  const std::string bytes = "\x80\x01\x04\x05\x0E\x03\x02\0\0\0\xC0\0\0\0\0\0\0\0"s;
  DeltaDecoder deltas(bytes);
  std::vector<std::int64_t> values;
  for (std::int64_t value = 0; deltas.next(value);) values.push_back(value);
  EXPECT_THAT(values, ElementsAre(7, 5, 3, 1, 2));
}

TEST(Parquet_value_test, Decimals_and_times_are_as_people_write_them) {
  std::string out;
  ParquetLeaf decimal{.type = ParquetType::fixed, .fixed_bytes = 2, .meaning = ParquetMeaning::decimal, .scale = 3};
  EXPECT_TRUE(parquet_text(decimal, "\xFF\xF4", out));
  EXPECT_EQ(out, "-0.012");
  ParquetLeaf moment{.type = ParquetType::int64, .meaning = ParquetMeaning::timestamp, .per_second = 1000};
  EXPECT_TRUE(parquet_text(moment, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", out));
  EXPECT_EQ(out, "1969-12-31 23:59:59.999000");
  ParquetLeaf bytes{.type = ParquetType::byte_array};
  EXPECT_FALSE(parquet_text(bytes, "\x89PNG\0\1\2\3"s, out));
}

TEST(Block_codec_test, A_claimed_size_no_codec_reaches_is_refused) {
  EXPECT_FALSE(unpack_block(BlockCodec::zstd, "abc", 60U << 20U));
  EXPECT_FALSE(unpack_block(BlockCodec::snappy, "\x04\x0C"s, 4));
  const auto good = unpack_block(BlockCodec::snappy, "\x04\x0Cwire"s, 4);
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, "wire");
}

}  // namespace
}  // namespace gongdun::read
