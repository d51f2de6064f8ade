#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"
#include "read/test_support.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using namespace std::string_literals;

struct TestField {
  std::string name;
  char type;
  unsigned char size, decimals = 0;
};

std::string le16(std::size_t value) {
  return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)};
}

std::string dbf(char version, char driver, const std::vector<TestField>& fields, const std::vector<std::string>& records) {
  std::size_t record = 1;
  for (const TestField& field : fields) record += field.size;
  std::string out{version};
  out += "\x7C\x03\x0F"s + le16(records.size()) + "\0\0"s + le16(32 + 32 * fields.size() + 1) + le16(record) + std::string(17, '\0') + driver + "\0\0"s;
  for (const TestField& field : fields) {
    std::string name = field.name;
    name.resize(11, '\0');
    out += name + field.type + std::string(4, '\0') + static_cast<char>(field.size) + static_cast<char>(field.decimals) + std::string(14, '\0');
  }
  out += '\r';
  for (const std::string& text : records) out += text;
  return out + '\x1A';
}

TEST(Dbf_test, Fields_of_dbase_three_become_columns_of_records) {
  const std::string bytes = dbf(0x03, 0, {{"NAME", 'C', 8}, {"QTY", 'N', 6, 2}, {"DAY", 'D', 8}, {"OK", 'L', 1}},
                                {" pump      1.50"
                                 "20240315"
                                 "T",
                                 "*valve    12.00"
                                 "        "
                                 "?"});
  EXPECT_EQ(identified(bytes), "dbf");
  const auto got = extract_in_memory("dbf", bytes);
  ASSERT_TRUE(got.status);
  EXPECT_THAT(got.column("NAME"), ElementsAre("pump", "valve"));
  EXPECT_THAT(got.column("QTY"), ElementsAre("1.50", "12.00"));
  EXPECT_THAT(got.column("DAY"), ElementsAre("2024-03-15"));
  EXPECT_THAT(got.column("OK"), ElementsAre("T", "?"));
  EXPECT_THAT(got.column("(deleted)"), ElementsAre("*"));
  EXPECT_EQ(got.row_of("valve"), 2U);
  EXPECT_THAT(got.column("last update"), ElementsAre("2024-03-15"));
}

TEST(Dbf_test, Chinese_is_read_by_the_driver_or_by_its_bytes) {
  std::string value = encode_as("电解铝槽温度", "GB18030");
  value.resize(14, ' ');
  std::string name = encode_as("名称", "GB18030");
  for (const char driver : {'\x4D', '\x57', '\0'}) {
    const auto got = extract_in_memory("dbf", dbf(0x03, driver, {{name, 'C', 14}}, {" " + value, " " + value}));
    EXPECT_THAT(got.column("名称"), ElementsAre("电解铝槽温度", "电解铝槽温度")) << int(driver);
  }
  const auto utf8 = extract_in_memory("dbf", dbf(0x03, 0x4D, {{"N", 'C', 9}}, {" 轧制力"}));
  EXPECT_THAT(utf8.column("N"), ElementsAre("轧制力"));
}

TEST(Dbf_test, Binary_fields_of_visual_foxpro_are_values) {
  const std::string double_value("\0\0\0\0\0\0\x04\x40", 8), currency("\xDC\xCE\0\0\0\0\0\0", 8), integer("\xF6\xFF\xFF\xFF", 4);
  const std::string moment("\x8C\x3D\x25\0\xE8\x03\0\0", 8);  // Julian day 2440588 is 1970-01-01
  const auto got = extract_in_memory("dbf", dbf(0x30, 0x03, {{"D", 'B', 8}, {"Y", 'Y', 8}, {"I", 'I', 4}, {"T", 'T', 8}, {"V", 'V', 4}},
                                                {" " + double_value + currency + integer + moment + "ab\0\x02"s}));
  EXPECT_THAT(got.column("D"), ElementsAre("2.5"));
  EXPECT_THAT(got.column("Y"), ElementsAre("5.2956"));
  EXPECT_THAT(got.column("I"), ElementsAre("-10"));
  EXPECT_THAT(got.column("T"), ElementsAre("1970-01-01 00:00:01"));
  EXPECT_THAT(got.column("V"), ElementsAre("ab"));
}

TEST(Dbf_test, Memo_text_in_another_file_is_said_to_be_unread) {
  const auto got = extract_in_memory("dbf", dbf('\x83', 0, {{"A", 'C', 2}, {"NOTE", 'M', 10}}, {" ab         7", " cd          "}));
  EXPECT_THAT(got.column("A"), ElementsAre("ab", "cd"));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_EQ(got.item.unread[0].code, base::Code::unsupported);
  EXPECT_THAT(got.item.unread[0].message.en, testing::HasSubstr("1 memo"));
}

TEST(Dbf_test, Cut_at_any_byte_it_says_so_or_fails) {
  const std::string bytes = dbf(0x03, 0, {{"NAME", 'C', 8}, {"QTY", 'N', 6, 2}}, {" pump      1.50", " valve    12.00"});
  for (std::size_t size = 0; size + 1 < bytes.size(); ++size) {
    const auto got = extract_in_memory("dbf", bytes.substr(0, size));
    EXPECT_TRUE(!got.status || !got.item.unread.empty()) << size;
  }
}

TEST(Dbf_test, Fields_longer_than_the_record_are_reported) {
  std::string bytes = dbf(0x03, 0, {{"NAME", 'C', 8}, {"QTY", 'N', 6, 2}}, {" pump      1.50"});
  bytes[10] = 9;
  const auto got = extract_in_memory("dbf", bytes);
  EXPECT_THAT(got.column("NAME"), ElementsAre("pump"));
  EXPECT_FALSE(got.item.unread.empty());
}

}  // namespace
}  // namespace gongdun::read
