#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::string_literals;

std::string le(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

std::string ulog_message(char type, const std::string& body) {
  return le(body.size(), 2) + type + body;
}
std::string keyed(const std::string& key, const std::string& value) {
  return static_cast<char>(key.size()) + key + value;
}
std::string ulog() {
  return "ULog\x01\x12\x35\x01"s + le(0, 8) + ulog_message('F', "vec:float x;float[2] q;") +
         ulog_message('F', "vehicle_gps_position:uint64_t timestamp;int32_t lat;int32_t lon;vec v;uint8_t[4] _padding0;") +
         ulog_message('I', keyed("char[4] sys_name", "PX4 ")) + ulog_message('P', keyed("int32_t MAV_SYS_ID", le(7, 4))) +
         ulog_message('A', "\0"s + le(3, 2) + "vehicle_gps_position") +
         ulog_message('D', le(3, 2) + le(1000, 8) + le(312'304'000, 4) + le(1'214'737'000, 4) + "\0\0\x80\x3F\0\0\0\x40\0\0\0\xC0"s) +
         ulog_message('L', "\x36"s + le(5, 8) + "takeoff detected") + ulog_message('M', "\0"s + keyed("char[3] perf", "abc"));
}

TEST(Ulog_test, Topics_are_tables_with_positions_in_degrees) {
  EXPECT_EQ(identified(ulog()), "ulog");
  const auto got = extract_in_memory("ulog", ulog());
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("lat"), ElementsAre("31.2304"));
  EXPECT_THAT(got.column("lon"), ElementsAre("121.4737"));
  EXPECT_THAT(got.column("v.x"), ElementsAre("1"));
  EXPECT_THAT(got.column("v.q[1]"), ElementsAre("-2"));
  EXPECT_THAT(got.column("sys_name"), ElementsAre("PX4"));
  EXPECT_THAT(got.column("MAV_SYS_ID"), ElementsAre("7"));
  EXPECT_THAT(got.item.text, HasSubstr("takeoff detected"));
  EXPECT_THAT(got.item.text, HasSubstr("perf: abc"));
}

TEST(Ulog_test, Cut_inside_a_message_is_told) {
  const std::string bytes = ulog();
  for (std::size_t size = 0; size < bytes.size(); ++size) extract_in_memory("ulog", bytes.substr(0, size));
  EXPECT_FALSE(extract_in_memory("ulog", bytes.substr(0, bytes.size() - 1)).item.unread.empty());
}

TEST(Ulog_test, Formats_that_contain_themselves_or_grow_without_end_are_refused) {
  std::string bytes = "ULog\x01\x12\x35\x01"s + le(0, 8) + ulog_message('F', "a:a x;") + ulog_message('F', "e:;") + ulog_message('F', "f:e[4000000000] x;");
  for (char level = 'g'; level < 'p'; ++level) {
    std::string fields;
    for (int i = 0; i < 100; ++i) fields += std::string(1, static_cast<char>(level - 1)) + " x;";
    bytes += ulog_message('F', std::string(1, level) + ":" + fields);
  }
  for (const char* name : {"a", "f", "o"}) bytes += ulog_message('A', "\0"s + le(1, 2) + name);
  EXPECT_FALSE(extract_in_memory("ulog", bytes).item.unread.empty());
}

std::string padded(std::string text, std::size_t size) {
  text.resize(size, '\0');
  return text;
}
std::string format_record(std::uint8_t id, std::size_t length, const std::string& name, const std::string& types, const std::string& columns) {
  return "\xA3\x95\x80"s + le(id, 1) + le(length, 1) + padded(name, 4) + padded(types, 16) + padded(columns, 64);
}
std::string dataflash() {
  return format_record(128, 89, "FMT", "BBnNZ", "Type,Length,Name,Format,Columns") + format_record(130, 3 + 8 + 8, "GPS", "QLL", "TimeUS,Lat,Lng") +
         format_record(131, 3 + 8 + 16 + 4, "PARM", "QNf", "TimeUS,Name,Value") + format_record(132, 3 + 8 + 64, "MSG", "QZ", "TimeUS,Message") +
         format_record(133, 3 + 8 + 1 + 64, "UNIT", "QbZ", "TimeUS,Id,Label") +
         format_record(134, 3 + 8 + 1 + 16 + 16, "FMTU", "QBNN", "TimeUS,FmtType,UnitIds,MultIds") + "\xA3\x95\x85"s + le(1, 8) + "D" +
         padded("deglatitude", 64) + "\xA3\x95\x86"s + le(1, 8) + "\x82" + padded("sDU", 16) + padded("FGG", 16) + "\xA3\x95\x82"s + le(5, 8) +
         le(312'304'000, 4) + le(1'214'737'000, 4) + "\xA3\x95\x83"s + le(6, 8) + padded("SYSID", 16) + "\0\0\0\x40"s + "\xA3\x95\x84"s + le(6, 8) +
         padded("ArduCopter V4", 64);
}

TEST(Dataflash_test, Messages_are_tables_with_units) {
  EXPECT_EQ(identified(dataflash()), "dataflash");
  const auto got = extract_in_memory("dataflash", dataflash());
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("Lat"), ElementsAre("31.2304"));
  EXPECT_THAT(got.column("SYSID"), ElementsAre("2"));
  EXPECT_THAT(got.item.text, HasSubstr("ArduCopter V4"));
  ASSERT_NE(got.item.tables.size(), 0U);
  for (const RecordedTable& table : got.item.tables) {
    if (table.table.name == "GPS") {
      EXPECT_EQ(table.table.columns[1].unit, "deglatitude");
    }
  }
}

TEST(Dataflash_test, Out_of_step_it_goes_on_at_the_next_message) {
  std::string bytes = dataflash();
  const auto got = extract_in_memory("dataflash", bytes.substr(0, 6 * 89) + "\x01\x02\x03\x04\x05" + bytes.substr(6 * 89));
  EXPECT_THAT(got.column("Lat"), ElementsAre("31.2304"));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_THAT(got.item.unread[0].message.en, HasSubstr("5 bytes"));
  for (std::size_t size = 0; size < bytes.size(); ++size) extract_in_memory("dataflash", bytes.substr(0, size));
}

}  // namespace
}  // namespace gongdun::read
