#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>

#include "read/compound_test_kit.h"
#include "read/compound_writer.h"
#include "read/extract_in_memory.h"
#include "read/office_test_kit.h"
#include "read/test_support.h"

namespace gongdun::read {
namespace {

using test::num;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string rec(std::uint16_t type, const std::string& body) {
  return num<2>(type) + num<2>(body.size()) + body;
}
std::string real(double value) {
  return num<8>(std::bit_cast<std::uint64_t>(value));
}
// Row and column from 0, style.
std::string at(unsigned row, unsigned column, unsigned style = 0) {
  return num<2>(row) + num<2>(column) + num<2>(style);
}
std::string narrow(const std::string& latin) {
  return num<2>(latin.size()) + '\0' + latin;
}
std::string wide_text(const std::string& utf8) {
  const std::string units = test::wide(utf8);
  return num<2>(units.size() / 2) + '\1' + units;
}
std::string opening(unsigned version, unsigned kind) {
  return rec(0x809, num<2>(version) + num<2>(kind) + num<4>(0));
}
const std::string kEnd = rec(0x0A, "");

struct SheetBytes {
  std::string name, records;
};

// A stream of globals and sheets; `name_of` writes a sheet's name.
std::string workbook(unsigned version, const std::string& globals, const std::vector<SheetBytes>& sheets) {
  const auto list = [&](std::size_t first) {
    std::string out;
    for (const SheetBytes& sheet : sheets) {
      const std::string units = version == 0x600 ? std::string("\1") + test::wide(sheet.name) : sheet.name;
      const std::size_t length = version == 0x600 ? (units.size() - 1) / 2 : units.size();
      out += rec(0x85, num<4>(first) + num<2>(1) + num<1>(length) + units);  // hidden, and read all the same
      first += opening(version, 0x10).size() + sheet.records.size() + kEnd.size();
    }
    return out;
  };
  const std::string begin = opening(version, 5) + globals;
  std::string out = begin + list(begin.size() + list(0).size() + kEnd.size()) + kEnd;
  for (const SheetBytes& sheet : sheets) out += opening(version, 0x10) + sheet.records + kEnd;
  return out;
}

std::string in_container(const std::string& stream, const char* name = "Workbook") {
  CompoundWriter writer;
  writer.stream(0, name, stream);
  return writer.finish();
}

test::ReadResult read(const std::string& bytes, const Limits& limits = {}) {
  return test::read_bytes(bytes, limits);
}

std::vector<std::string> column(const test::ReadResult& result, std::uint32_t index) {
  std::vector<std::string> values;
  for (const auto& row : result.table().rows) {
    if (const auto cell = row.find(index); cell != row.end()) values.push_back(cell->second);
  }
  return values;
}

std::string shared(const std::vector<std::string>& rich) {
  std::string body = num<4>(rich.size()) + num<4>(rich.size());
  for (const std::string& text : rich) body += text;
  return body;
}

// Three labels and rows of a material list; the header cell has a note.
std::string sample() {
  const std::string strings = rec(0xFC, shared({wide_text("物料"), wide_text("数量"), wide_text("日期"), wide_text("钢板"), narrow("Bolt M8")}));
  const std::string globals = rec(0x42, num<2>(1200)) + rec(0x41E, num<2>(164) + narrow("000-0000")) +
                              rec(0xE0, num<2>(0) + num<2>(0) + std::string(16, '\0')) + rec(0xE0, num<2>(0) + num<2>(14) + std::string(16, '\0')) +
                              rec(0xE0, num<2>(0) + num<2>(164) + std::string(16, '\0')) + strings;
  std::string cells;
  for (unsigned i = 0; i < 3; ++i) cells += rec(0xFD, at(0, i) + num<4>(i));
  cells += rec(0xFD, at(1, 0) + num<4>(3)) + rec(0x27E, at(1, 1) + num<4>(1250U << 2 | 3U)) + rec(0x203, at(1, 2, 1) + real(45000));
  cells +=
      rec(0xFD, at(2, 0) + num<4>(4)) + rec(0xBD, num<2>(2) + num<2>(1) + num<2>(0) + num<4>(7U << 2 | 2U) + num<2>(1) + num<4>(45001U << 2 | 2U) + num<2>(2));
  cells += rec(0x06, at(3, 0) + num<1>(0) + std::string(5, '\0') + num<2>(0xFFFF) + std::string(6, '\0')) + rec(0x207, wide_text("合计"));
  cells += rec(0x06, at(3, 1) + real(19.5) + std::string(6, '\0')) + rec(0x205, at(3, 2) + num<1>(0x07) + num<1>(1));
  cells += rec(0x204, at(4, 0) + wide_text("编号")) + rec(0x203, at(4, 1, 2) + real(1234567));
  cells += rec(0x14, wide_text("&L内部资料&P"));
  cells += rec(0x5D, num<2>(0x15) + num<2>(0x12) + num<2>(0x19) + num<2>(9) + std::string(14, '\0'));
  cells += rec(0x1B6, std::string(10, '\0') + num<2>(4) + num<2>(16) + num<4>(0)) + rec(0x3C, std::string("\1") + test::wide("单位为吨")) +
           rec(0x3C, std::string(16, '\0'));
  cells += rec(0x1C, num<2>(0) + num<2>(1) + num<2>(0) + num<2>(9) + wide_text("王工"));
  return workbook(0x600, globals, {{"库存", cells}});
}

TEST(Xls_cells, of_all_kinds_show_what_a_person_sees) {
  const test::ReadResult result = read(in_container(sample()));
  EXPECT_EQ(result.format, "xls");
  EXPECT_THAT(result.item.unread, IsEmpty());
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.name, "库存");
  ASSERT_EQ(result.table().table.columns.size(), 3U);
  EXPECT_EQ(result.table().table.columns[0].name, "物料");
  EXPECT_EQ(result.table().table.columns[1].comment, "单位为吨");
  EXPECT_THAT(column(result, 0), ElementsAre("钢板", "Bolt M8", "合计", "编号"));
  EXPECT_THAT(column(result, 1), ElementsAre("12.5", "7", "19.5", "123-4567"));
  EXPECT_THAT(column(result, 2), ElementsAre("2023-03-15", "2023-03-16", "#DIV/0!"));
  EXPECT_THAT(result.part("comment"), HasSubstr("王工"));
  EXPECT_THAT(result.part("header"), HasSubstr("内部资料"));
}

TEST(Xls_strings, go_on_in_the_next_record_in_the_other_width) {
  // "合金AB" is cut after the first character; its rest comes with one byte each. The next has formatting behind it, which is passed over.
  const std::string first = num<4>(2) + num<4>(2) + num<2>(3) + '\1' + test::wide("合");
  const std::string second = std::string(1, '\0') + "AB" + num<2>(4) + '\xD' + num<2>(1) + num<4>(2) + test::wide("试验样品") + num<4>(0) + num<2>(0);
  const std::string globals = rec(0xFC, first) + rec(0x3C, second);
  const test::ReadResult result = read(
      in_container(workbook(0x600, globals, {{"S", rec(0xFD, at(0, 0) + num<4>(0)) + rec(0xFD, at(1, 0) + num<4>(1)) + rec(0xFD, at(2, 0) + num<4>(2))}})));
  EXPECT_THAT(column(result, 0), ElementsAre("合AB", "试验样品"));
  EXPECT_TRUE(result.lost(base::Code::invalid_input));  // there is no third string
}

TEST(Xls_version5, texts_are_in_the_code_page) {
  const std::string name = encode_as("工资", "GB18030"), label = encode_as("张三", "GB18030");
  const std::string cells = rec(0x204, at(0, 0) + num<2>(label.size()) + label) + rec(0xD6, at(1, 0) + num<2>(label.size()) + label + num<1>(0));
  const test::ReadResult result = read(in_container(workbook(0x500, rec(0x42, num<2>(936)), {{name, cells}}), "Book"));
  EXPECT_EQ(result.format, "xls");
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.name, "工资");
  EXPECT_THAT(column(result, 0), ElementsAre("张三", "张三"));
}

TEST(Xls_bare, worksheets_of_excel_2_are_known_and_read) {
  const std::string attributes(3, '\0');
  const std::string sheet = rec(0x09, num<2>(2) + num<2>(0x10)) + rec(0x04, num<2>(0) + num<2>(0) + attributes + num<1>(4) + "Name") +
                            rec(0x04, num<2>(0) + num<2>(1) + attributes + num<1>(3) + "Qty") +
                            rec(0x04, num<2>(1) + num<2>(0) + attributes + num<1>(4) + "Bolt") + rec(0x02, num<2>(1) + num<2>(1) + attributes + num<2>(12)) +
                            rec(0x04, num<2>(2) + num<2>(0) + attributes + num<1>(3) + "Nut") + rec(0x03, num<2>(2) + num<2>(1) + attributes + real(2.5)) +
                            kEnd;
  const test::ReadResult result = read(sheet);
  EXPECT_EQ(result.format, "xls");
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_THAT(column(result, 1), ElementsAre("12", "2.5"));
}

TEST(Xls_encrypted, is_said) {
  const test::ReadResult result = read(in_container(workbook(0x600, rec(0x2F, num<2>(1) + std::string(50, '\1')), {{"S", ""}})));
  EXPECT_TRUE(result.lost(base::Code::encrypted));
  EXPECT_THAT(result.item.tables, IsEmpty());
}

TEST(Xls_links, addresses_and_linked_files_are_text) {
  const std::string url = test::wide("http://erp.example.com/x") + num<2>(0);
  const std::string link = num<8>(0) + std::string(16, '\0') + num<4>(2) + num<4>(3) + "\xE0\xC9\xEA\x79" + std::string(12, '\1') + num<4>(url.size()) + url;
  const std::string globals = rec(0x1AE, num<2>(1) + wide_text("\1\1计划.xls"));
  const test::ReadResult result = read(in_container(workbook(0x600, globals, {{"S", rec(0x203, at(0, 0) + real(1)) + rec(0x1B8, link)}})));
  EXPECT_THAT(result.part("link"), HasSubstr("http://erp.example.com/x"));
  EXPECT_THAT(result.part("link"), HasSubstr("计划.xls"));
}

TEST(Xls_pivot, rows_kept_by_a_pivot_table_are_text) {
  CompoundWriter writer;
  writer.stream(0, "Workbook", workbook(0x600, "", {{"S", rec(0x203, at(0, 0) + real(1))}}));
  writer.stream(writer.storage(0, "_SX_DB_CUR"), "0001", rec(0xC6, "") + rec(0xCD, wide_text("李四 年薪")) + kEnd);
  EXPECT_THAT(read(writer.finish()).part("pivot"), HasSubstr("李四 年薪"));
}

TEST(Xls_hostile, truncations_and_changed_bytes_end_without_harm) {
  const std::string whole = sample();
  for (std::size_t size = 4; size < whole.size(); size += 3) (void)extract_in_memory("xls", whole.substr(0, size));
  for (std::size_t place = 0; place < whole.size(); ++place) {
    std::string bytes = whole;
    bytes[place] = static_cast<char>(bytes[place] ^ 0xFF);
    (void)extract_in_memory("xls", bytes);
  }
  EXPECT_TRUE(read(in_container(whole.substr(0, whole.size() - 40))).lost(base::Code::truncated));
}

TEST(Xls_limits, strings_beyond_memory_are_told) {
  std::string strings = num<4>(3000) + num<4>(3000);
  for (int i = 0; i < 8; ++i) strings += narrow(std::string(1000, 'x'));
  std::string globals = rec(0xFC, strings);
  for (int r = 0; r < 374; ++r) {
    std::string more;
    for (int i = 0; i < 8; ++i) more += narrow(std::string(1000, 'x'));
    globals += rec(0x3C, more);
  }
  Limits limits;
  limits.whole_bytes = 2 << 20;
  const test::ReadResult result =
      read(in_container(workbook(0x600, globals, {{"S", rec(0xFD, at(0, 0) + num<4>(0)) + rec(0xFD, at(1, 0) + num<4>(2990))}})), limits);
  EXPECT_TRUE(result.lost(base::Code::limit));
}

}  // namespace
}  // namespace gongdun::read
