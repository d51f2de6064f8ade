#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>

#include "read/extract_in_memory.h"
#include "read/test_support.h"

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
std::string be(std::uint64_t value, int bytes) {
  const std::string out = le(value, bytes);
  return {out.rbegin(), out.rend()};
}
std::string real(double value) {
  return le(std::bit_cast<std::uint64_t>(value), 8);
}
std::string real(float value) {
  return le(std::bit_cast<std::uint32_t>(value), 4);
}

// AutoCAD 2004: names of one byte a character in the drawing's code page.
std::string dwg() {
  std::string head = "AC1018"s + std::string(13, '\0') + le(39, 2) + std::string(3, '\0') + le(0, 4) + le(0, 4) + le(128, 4);
  head.resize(128, '\0');
  const auto text = [](const std::string& value) { return le(value.size() + 1, 2) + value + '\0'; };
  std::string summary;
  for (const char* value : {"减速机总装图", "", "王工", "", "", "", "", ""}) summary += text(encode_as(value, "GB18030"));
  summary += le(0, 8) + le(2'460'385, 4) + le(3'600'000, 4) + le(0, 8) + le(1, 2) + text(encode_as("项目号", "GB18030")) + text("XM-7");
  return head + summary;
}

TEST(Dwg_test, Summary_is_read_in_the_code_page_of_the_drawing) {
  EXPECT_EQ(identified(dwg()), "dwg");
  const auto got = extract_in_memory("dwg", dwg());
  ASSERT_TRUE(got.status);
  EXPECT_THAT(got.column("version"), ElementsAre("AC1018 (AutoCAD 2004)"));
  EXPECT_THAT(got.column("code page"), ElementsAre("ANSI_936"));
  EXPECT_THAT(got.column("title"), ElementsAre("减速机总装图"));
  EXPECT_THAT(got.column("author"), ElementsAre("王工"));
  EXPECT_THAT(got.column("created"), ElementsAre("2024-03-15 01:00:00"));
  EXPECT_THAT(got.column("项目号"), ElementsAre("XM-7"));
  for (std::size_t size = 0; size < dwg().size(); ++size) extract_in_memory("dwg", dwg().substr(0, size));
}

TEST(Dxf_binary_test, Groups_are_read_as_those_of_a_text_file) {
  const std::string sentinel("AutoCAD Binary DXF\r\n\x1a\0", 22);
  const auto wide = [](int code, const std::string& value) { return le(static_cast<std::uint64_t>(code), 2) + value; };
  const std::string groups = wide(0, "SECTION\0"s) + wide(2, "ENTITIES\0"s) + wide(0, "TEXT\0"s) + wide(10, real(2.5)) + wide(62, le(7, 2)) +
                             wide(1, "M12\n泵\0"s) + wide(0, "EOF\0"s);
  EXPECT_EQ(identified(sentinel + groups), "dxf-binary");
  const auto got = extract_in_memory("dxf-binary", sentinel + groups);
  ASSERT_TRUE(got.status);
  std::string all = got.item.text;
  for (const RecordedTable& table : got.item.tables) {
    for (const auto& row : table.rows) {
      for (const auto& [column, value] : row) all += value + "\n";
    }
  }
  EXPECT_THAT(all, HasSubstr("M12 泵"));
  EXPECT_TRUE(got.item.unread.empty());
  const std::string narrow = sentinel +
                             "\0SECTION\0\x02"
                             "ENTITIES\0"s +
                             "\xFF"s + le(1000, 2) + "note\0"s + "\0EOF\0"s;
  EXPECT_TRUE(extract_in_memory("dxf-binary", narrow).item.unread.empty());
  for (std::size_t size = 0; size + 1 < groups.size(); ++size) {
    EXPECT_FALSE(extract_in_memory("dxf-binary", sentinel + groups.substr(0, size)).item.unread.empty()) << size;
  }
}

TEST(Stl_binary_test, Header_and_extent_are_told) {
  std::string bytes = "齿轮 z=40";
  bytes.resize(80, '\0');
  bytes += le(2, 4);
  for (int i = 0; i < 2; ++i) {
    for (const float value : {0.F, 0.F, 1.F, 0.F, 0.F, 0.F, 10.F, 0.F, 0.F, 0.F, 2.5F, 1.F}) bytes += real(value);
    bytes += le(0, 2);
  }
  const auto got = extract_in_memory("stl-binary", bytes);
  EXPECT_THAT(got.column("header"), ElementsAre("齿轮 z=40"));
  EXPECT_THAT(got.column("facets"), ElementsAre("2"));
  EXPECT_THAT(got.column("extent"), ElementsAre("10 × 2.5 × 1"));
  EXPECT_FALSE(extract_in_memory("stl-binary", bytes.substr(0, 100)).item.unread.empty());
}

TEST(Stl_binary_test, Mesh_cut_short_is_told_by_a_header_of_words) {
  std::string bytes = "Bracket 7 made here";
  bytes.resize(80, '\0');
  bytes += le(400, 4);
  for (const float value : {0.F, 0.F, 1.F, 0.F, 0.F, 0.F, 10.F, 0.F, 0.F, 0.F, 2.5F, 1.F}) bytes += real(value);
  bytes += le(0, 2) + "rest";
  EXPECT_EQ(identified(bytes), "stl-binary");
  std::string noise = bytes;
  noise[60] = '\x07';
  EXPECT_NE(identified(noise), "stl-binary");
  std::string slanted = bytes;
  slanted[85] = '\x41';
  slanted[87] = '\x41';
  EXPECT_NE(identified(slanted), "stl-binary");
}

TEST(Shapefile_test, Points_have_coordinates) {
  std::string head = be(9994, 4) + std::string(20, '\0') + be(64, 4) + le(1000, 4) + le(1, 4);
  for (const double value : {121.0, 31.0, 122.0, 32.0, 0.0, 0.0, 0.0, 0.0}) head += real(value);
  const std::string bytes = head + be(1, 4) + be(10, 4) + le(1, 4) + real(121.4737) + real(31.2304);
  EXPECT_EQ(identified(bytes), "shapefile");
  const auto got = extract_in_memory("shapefile", bytes);
  ASSERT_TRUE(got.status);
  EXPECT_THAT(got.column("shape type"), ElementsAre("point"));
  EXPECT_THAT(got.column("x"), ElementsAre("121.4737"));
  EXPECT_THAT(got.column("y"), ElementsAre("31.2304"));
  const auto index = extract_in_memory("shapefile", head + be(50, 4) + be(10, 4));
  EXPECT_THAT(index.column("content"), ElementsAre("index (.shx)"));
  for (std::size_t size = 101; size < bytes.size(); ++size) EXPECT_FALSE(extract_in_memory("shapefile", bytes.substr(0, size)).item.unread.empty()) << size;
}

std::string segy() {
  std::string cards;
  for (int i = 1; i <= 40; ++i) {
    std::string line = i == 1 ? "C 1 CLIENT DAQING AREA B-12" : "C";
    line.resize(80, ' ');
    cards += line;
  }
  std::string binary(400, '\0');
  binary.replace(16, 2, be(2000, 2));
  binary.replace(20, 2, be(2, 2));
  binary.replace(24, 2, be(1, 2));
  std::string trace(240, '\0');
  trace.replace(70, 2, be(0xFFF6, 2));  // divide by 10
  trace.replace(72, 4, be(6'543'210, 4));
  trace.replace(114, 2, be(2, 2));
  trace.replace(156, 2, be(2019, 2));
  trace.replace(158, 2, be(77, 2));
  return encode_as(cards, "IBM037") + binary + trace + std::string(8, '\0') + trace + std::string(8, '\0');
}

TEST(Segy_test, Text_header_and_spans_of_the_traces_are_told) {
  EXPECT_EQ(identified(segy()), "segy");
  const auto got = extract_in_memory("segy", segy());
  ASSERT_TRUE(got.status);
  EXPECT_THAT(got.item.text, HasSubstr("C 1 CLIENT DAQING AREA B-12"));
  EXPECT_THAT(got.column("traces"), ElementsAre("2"));
  EXPECT_THAT(got.column("source X"), ElementsAre("654321 … 654321"));
  EXPECT_THAT(got.column("recorded"), ElementsAre("2019077 … 2019077 (year, day of year)"));
  EXPECT_FALSE(extract_in_memory("segy", segy().substr(0, 3900)).status);
}

}  // namespace
}  // namespace gongdun::read
