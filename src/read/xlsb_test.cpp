#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>

#include "read/brt.h"
#include "read/compound_test_kit.h"
#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

using test::num;
using test::wide;
using testing::ElementsAre;
using testing::HasSubstr;

// Type and length in bytes of seven bits.
std::string rec(unsigned type, const std::string& body) {
  std::string out;
  for (std::size_t value : {static_cast<std::size_t>(type), body.size()}) {
    for (; value >= 128; value >>= 7) out += num<1>((value & 0x7F) | 0x80);
    out += num<1>(value);
  }
  return out + body;
}
std::string text(const std::string& utf8) {
  return num<4>(wide(utf8).size() / 2) + wide(utf8);
}
std::string at(unsigned column, unsigned style = 0) {
  return num<4>(column) + num<4>(style);
}
std::string real(double value) {
  return num<8>(std::bit_cast<std::uint64_t>(value));
}
std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\"" + target +
         "\"/>";
}

test::Parts sample() {
  const std::string styles = rec(44, num<2>(164) + text("000000")) + rec(617, num<4>(3)) + rec(47, num<2>(0) + num<2>(0)) + rec(47, num<2>(0) + num<2>(14)) +
                             rec(47, num<2>(0) + num<2>(164)) + rec(618, "");
  const std::string strings = rec(19, num<1>(0) + text("炉号")) + rec(19, num<1>(0) + text("温度")) + rec(19, num<1>(0) + text("日期"));
  std::string sheet;
  sheet += rec(0, num<4>(0)) + rec(7, at(0) + num<4>(0)) + rec(7, at(1) + num<4>(1)) + rec(7, at(2) + num<4>(2));
  sheet += rec(0, num<4>(1)) + rec(6, at(0) + text("甲")) + rec(2, at(1) + num<4>(16505U << 2 | 3U)) + rec(5, at(2, 1) + real(45000));
  sheet += rec(0, num<4>(2)) + rec(8, at(0) + text("乙")) + rec(9, at(1) + real(1550)) + rec(11, at(2) + num<1>(7));
  sheet += rec(0, num<4>(3)) + rec(62, at(0) + num<1>(0) + text("丙")) + rec(5, at(1, 2) + real(123)) + rec(4, at(2) + num<1>(1));
  sheet += rec(479, num<2>(0) + text("&L机密") + num<4>(0xFFFFFFFF));
  const std::string notes = rec(632, text("赵工")) + rec(635, num<4>(0) + num<4>(0) + num<4>(0) + num<4>(1) + num<4>(1)) + rec(637, num<1>(0) + text("摄氏度"));
  return {{"[Content_Types].xml",
           R"(<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>)"},
          {"_rels/.rels", "<Relationships>" + relation("a", "officeDocument", "xl/workbook.bin") + "</Relationships>"},
          {"xl/workbook.bin", rec(153, num<4>(0)) + rec(156, num<4>(2) + num<4>(1) + text("s1") + text("炉次"))},
          {"xl/_rels/workbook.bin.rels", "<Relationships>" + relation("s1", "worksheet", "s.bin") + relation("b", "styles", "styles.bin") +
                                             relation("c", "sharedStrings", "strings.bin") + "</Relationships>"},
          {"xl/s.bin", sheet},
          {"xl/_rels/s.bin.rels", "<Relationships>" + relation("n", "comments", "notes.bin") + "</Relationships>"},
          {"xl/notes.bin", notes},
          {"xl/styles.bin", styles},
          {"xl/strings.bin", strings}};
}

std::vector<std::string> column(const test::ReadResult& result, std::uint32_t index) {
  std::vector<std::string> values;
  for (const auto& row : result.table().rows) {
    if (const auto cell = row.find(index); cell != row.end()) values.push_back(cell->second);
  }
  return values;
}

TEST(Xlsb_cells, of_all_kinds_show_what_a_person_sees) {
  const test::ReadResult result = test::read_bytes(test::make_zip(sample()));
  EXPECT_EQ(result.format, "xlsb");
  EXPECT_TRUE(result.item.unread.empty());
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.name, "炉次");
  ASSERT_EQ(result.table().table.columns.size(), 3U);
  EXPECT_EQ(result.table().table.columns[1].comment, "摄氏度");
  EXPECT_THAT(column(result, 0), ElementsAre("甲", "乙", "丙"));
  EXPECT_THAT(column(result, 1), ElementsAre("165.05", "1550", "000123"));
  EXPECT_THAT(column(result, 2), ElementsAre("2023-03-15", "#DIV/0!", "TRUE"));
  EXPECT_THAT(result.part("comment"), HasSubstr("赵工"));
  EXPECT_THAT(result.part("header"), HasSubstr("机密"));
}

TEST(Xlsb_hostile, truncated_and_changed_parts_end_without_harm) {
  const test::Parts whole = sample();
  for (std::size_t part : {2U, 4U, 6U, 7U, 8U}) {
    for (std::size_t place = 0; place < whole[part].second.size(); place += 5) {
      test::Parts parts = whole;
      parts[part].second[place] = '\xFF';
      (void)test::read_bytes(test::make_zip(parts, true));
      parts[part].second.resize(place);
      (void)test::read_bytes(test::make_zip(parts, true));
    }
  }
}

TEST(BrtReader_record, longer_than_the_bound_is_cut_and_the_next_one_found) {
  const std::string bytes = rec(19, std::string(3 << 20, 'x')) + rec(44, "abc");
  BrtReader reader(xml_memory_input(bytes));
  BrtRecord record;
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(record.body.size(), BrtReader::kMostBody);
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(record.type, 44U);
  EXPECT_EQ(record.body, "abc");
  EXPECT_FALSE(reader.next(record));
}

}  // namespace
}  // namespace gongdun::read
