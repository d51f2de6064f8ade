#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/compound_test_kit.h"
#include "read/compound_writer.h"
#include "read/office_test_kit.h"
#include "read/test_support.h"

namespace gongdun::read {
namespace {

using test::num;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

struct Paragraph {
  std::string text;  // with the mark that ends it
  bool in_table = false, row_end = false;
};

void set(std::string& bytes, std::size_t at, const std::string& value) {
  bytes.replace(at, value.size(), value);
}

// Properties of paragraphs ([MS-DOC] §2.9.175): one page behind the text.
std::string property_page(const std::vector<Paragraph>& paragraphs) {
  std::string page(512, '\0');
  std::size_t place = 0x200, bottom = 500;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    set(page, 4 * i, num<4>(place));
    place += test::wide(paragraphs[i].text).size();
    if (!paragraphs[i].in_table) continue;
    std::string changes = num<2>(0) + "\x16\x24\x01";
    if (paragraphs[i].row_end) changes += "\x17\x24\x01";
    changes = (changes.size() % 2 == 1 ? num<1>((changes.size() + 1) / 2) : num<1>(0) + num<1>(changes.size() / 2)) + changes;
    bottom = (bottom - changes.size()) / 2 * 2;
    set(page, bottom, changes);
    set(page, 4 * (paragraphs.size() + 1) + 13 * i, num<1>(bottom / 2));
  }
  set(page, 4 * paragraphs.size(), num<4>(place));
  set(page, 511, num<1>(paragraphs.size()));
  return page;
}

struct DocParts {
  std::vector<Paragraph> body, footnotes, headers, comments;
  unsigned flags = 0;
};

// A Word 97 document of one piece of UTF-16.
std::string word(const DocParts& parts) {
  std::string main(0x200, '\0'), table;
  set(main, 0, num<2>(0xA5EC) + num<2>(0xC1));
  set(main, 0x0A, num<2>(parts.flags | 0x200U));
  std::vector<Paragraph> all;
  std::size_t characters = 0, story = 0;
  for (const auto& [field, paragraphs] :
       {std::pair(0x4C, &parts.body), std::pair(0x50, &parts.footnotes), std::pair(0x54, &parts.headers), std::pair(0x5C, &parts.comments)}) {
    story = 0;
    for (const Paragraph& paragraph : *paragraphs) {
      const std::string units = test::wide(paragraph.text);
      main += units;
      story += units.size() / 2;
      all.push_back(paragraph);
    }
    set(main, static_cast<std::size_t>(field), num<4>(story));
    characters += story;
  }
  main.resize((main.size() + 511) / 512 * 512, '\0');
  const std::size_t page = main.size() / 512;
  main += property_page(all);
  table = std::string("\2") + num<4>(16) + num<4>(0) + num<4>(characters) + num<2>(0) + num<4>(0x200) + num<2>(0);
  set(main, 0x9A + 8 * 33, num<4>(0) + num<4>(table.size()));
  set(main, 0x9A + 8 * 13, num<4>(table.size()) + num<4>(12));
  table += num<4>(0x200) + num<4>(page * 512) + num<4>(page);
  CompoundWriter writer;
  writer.stream(0, "WordDocument", main);
  writer.stream(0, "1Table", table);
  return writer.finish();
}

DocParts sample() {
  DocParts parts;
  parts.body = {{"采购合同\r"},
                {"见 \x13 HYPERLINK \"http://erp.example.com\" \x14供应系统\x15。\r"},
                {"品名\x07", true},
                {"数量\x07", true},
                {"\x07", true, true},
                {"钢板\x07", true},
                {"\x07", true},
                {"\x07", true, true},
                {"螺栓\r", true},
                {"M8\x07", true},
                {"500\x07", true},
                {"\x07", true, true},
                {"完\r"}};
  parts.footnotes = {{"脚注一\r"}};
  parts.headers = {{"内部\r"}};
  parts.comments = {{"请复核\r"}};
  return parts;
}

TEST(Doc_stories, body_notes_headers_and_comments_are_parts) {
  const test::ReadResult result = test::read_bytes(word(sample()));
  EXPECT_EQ(result.format, "doc");
  EXPECT_THAT(result.item.unread, IsEmpty());
  EXPECT_THAT(result.part(""), HasSubstr("采购合同\n见 供应系统。\n"));
  EXPECT_THAT(result.part(""), HasSubstr("完"));
  EXPECT_THAT(result.part(""), Not(HasSubstr("HYPERLINK")));
  EXPECT_THAT(result.part("link"), HasSubstr("http://erp.example.com"));
  EXPECT_THAT(result.part("note"), HasSubstr("脚注一"));
  EXPECT_THAT(result.part("header"), HasSubstr("内部"));
  EXPECT_THAT(result.part("comment"), HasSubstr("请复核"));
}

TEST(Doc_tables, rows_end_where_the_paragraph_says_and_empty_cells_stay) {
  const test::ReadResult result = test::read_bytes(word(sample()));
  ASSERT_EQ(result.item.tables.size(), 1U);
  const RecordedTable& table = result.table();
  ASSERT_EQ(table.table.columns.size(), 2U);
  std::vector<std::map<std::uint32_t, std::string>> rows = table.rows;
  if (table.table.has_header) rows.insert(rows.begin(), {{0, table.table.columns[0].name}, {1, table.table.columns[1].name}});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_THAT(rows[0], ElementsAre(Pair(0U, "品名"), Pair(1U, "数量")));
  EXPECT_THAT(rows[1], ElementsAre(Pair(0U, "钢板")));
  EXPECT_THAT(rows[2], ElementsAre(Pair(0U, "螺栓\nM8"), Pair(1U, "500")));
}

TEST(Doc_encrypted, is_said) {
  DocParts parts = sample();
  parts.flags = 0x100;
  const test::ReadResult result = test::read_bytes(word(parts));
  EXPECT_TRUE(result.lost(base::Code::encrypted));
  EXPECT_THAT(result.part(""), IsEmpty());
}

// Word 6: no table stream, 8-bit text in the code page of the language, rows told by their shape.
std::string word6(const std::string& text, bool encrypted = false) {
  std::string main(0x300, '\0');
  set(main, 0, num<2>(0xA5DC) + num<2>(0x65));
  set(main, 6, num<2>(0x0804));
  set(main, 0x0A, num<2>(encrypted ? 0x100 : 0));
  set(main, 0x18, num<4>(0x300) + num<4>(0x300 + text.size()));
  set(main, 0x34, num<4>(text.size()));
  CompoundWriter writer;
  writer.stream(0, "WordDocument", main + text);
  return writer.finish();
}

TEST(Doc_word6, text_is_in_the_code_page_of_its_language) {
  const test::ReadResult result = test::read_bytes(word6(encode_as("工艺规程\r甲\x07乙\x07\x07丙\x07丁\x07\x07尾\r", "GB18030")));
  EXPECT_EQ(result.format, "doc");
  EXPECT_THAT(result.part(""), HasSubstr("工艺规程"));
  EXPECT_THAT(result.part(""), HasSubstr("尾"));
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.columns.size(), 2U);
}

TEST(Doc_hostile, truncations_and_changed_bytes_end_without_harm) {
  const std::string whole = word(sample());
  for (std::size_t size = 512; size < whole.size(); size += 97) (void)test::read_bytes(whole.substr(0, size));
  for (std::size_t at = 512; at < whole.size(); at += 7) {
    for (const char with : {'\xFF', '\x7F', '\1'}) {
      std::string bytes = whole;
      bytes[at] = with;
      (void)test::read_bytes(bytes);
    }
  }
}

TEST(Doc_hostile, pieces_that_repeat_the_same_bytes_are_bounded) {
  std::string main(0x400, 'x'), table = "\2";
  set(main, 0, std::string(0x200, '\0'));
  set(main, 0, num<2>(0xA5EC) + num<2>(0xC1));
  set(main, 0x0A, num<2>(0x200));
  constexpr std::size_t kPieces = 20'000;
  set(main, 0x4C, num<4>(kPieces * 512));
  std::string places, pieces;
  for (std::size_t i = 0; i <= kPieces; ++i) places += num<4>(i * 512);
  for (std::size_t i = 0; i < kPieces; ++i) pieces += num<2>(0) + num<4>(0x40000000U | 0x400) + num<2>(0);
  table += num<4>(places.size() + pieces.size()) + places + pieces;
  set(main, 0x9A + 8 * 33, num<4>(0) + num<4>(table.size()));
  CompoundWriter writer;
  writer.stream(0, "WordDocument", main);
  writer.stream(0, "1Table", table);
  const test::ReadResult result = test::read_bytes(writer.finish());
  EXPECT_TRUE(result.lost(base::Code::limit));
  EXPECT_LT(result.item.text.size(), 2U << 20);
}

}  // namespace
}  // namespace gongdun::read
