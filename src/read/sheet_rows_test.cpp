#include "read/sheet_rows.h"

#include <gtest/gtest.h>

#include <span>

#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

struct Kept final : RowSink {
  explicit Kept(std::string sheet_wanted = {}) : only(std::move(sheet_wanted)) {}
  std::string only;  // sheet; empty: all
  std::vector<std::string> sheets;
  std::vector<std::pair<std::uint64_t, std::vector<std::string>>> rows;
  bool sheet(const std::string& name, bool hidden) override {
    sheets.push_back(name + (hidden ? " (hidden)" : ""));
    return only.empty() || name == only;
  }
  bool row(std::uint64_t number, const std::vector<std::string>& cells) override {
    rows.emplace_back(number, cells);
    return true;
  }
};

base::Result<SheetRows> read_from(const std::string& bytes, Kept& kept, const Limits& limits = {}) {
  MemorySource source(std::as_bytes(std::span(bytes)));
  return read_sheet_rows(source, limits, base::StopFlag(), kept);
}

std::string book(const std::string& sheet, const std::string& strings = {}) {
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  test::Parts parts{
      {"[Content_Types].xml",
       R"(<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)"},
      {"_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"" + type + "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
      {"xl/workbook.xml", R"(<workbook><sheets><sheet name="说明" r:id="n" state="hidden"/><sheet name="数据" r:id="s"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"s\" Type=\"" + type +
                                         "worksheet\" Target=\"worksheets/a.xml\"/><Relationship Id=\"n\" Type=\"" + type +
                                         "worksheet\" Target=\"worksheets/b.xml\"/></Relationships>"},
      {"xl/worksheets/a.xml", "<worksheet><sheetData>" + sheet + "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>"},
      {"xl/worksheets/b.xml", "<worksheet><sheetData><row r=\"1\"><c><v>7</v></c></row></sheetData></worksheet>"}};
  if (!strings.empty()) parts.emplace_back("xl/sharedStrings.xml", strings);
  return test::make_zip(parts);
}

TEST(SheetRows_workbook, gives_every_cell_with_its_place_and_guesses_nothing) {
  Kept kept("数据");
  const auto report = read_from(
      book(
          R"(<row r="2"><c r="A2" t="inlineStr"><is><t>姓名</t></is></c></row><row r="9"><c r="C9"><v>310105</v></c><c r="D9"><f>1+1</f><v>2</v></c><c r="E9"><f>A1</f></c></row>)"),
      kept);
  ASSERT_TRUE(report) << report.error().message.en;
  EXPECT_EQ(kept.sheets, (std::vector<std::string>{"说明 (hidden)", "数据"}));
  ASSERT_EQ(kept.rows.size(), 2U);
  EXPECT_EQ(kept.rows[0], (std::pair(std::uint64_t{2}, std::vector<std::string>{"姓名"})));
  EXPECT_EQ(kept.rows[1], (std::pair(std::uint64_t{9}, std::vector<std::string>{"", "", "310105", "2", "\x1a"})));
  EXPECT_EQ(report->merged, 1U);
  EXPECT_TRUE(report->damages.empty());
}

TEST(SheetRows_workbook, whose_strings_do_not_fit_says_what_is_lost) {
  std::string strings = "<sst>";
  for (int i = 0; i < 2000; ++i) strings += "<si><t>" + std::string(100, 'x') + std::to_string(i) + "</t></si>";
  Kept kept("数据");
  Limits limits;
  limits.whole_bytes = 64 << 10;
  const auto report = read_from(book(R"(<row r="1"><c t="s"><v>1999</v></c></row>)", strings + "</sst>"), kept, limits);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->damages.empty());
}

TEST(SheetRows_text, quotes_separators_and_encodings) {
  const std::pair<std::string, std::string> texts[] = {{"a,b\r\n\"x,\"\"y\"\"\",2\r\n", "utf-8"},
                                                       {"\xEF\xBB\xBF"
                                                        "a;b\n\"x,\"\"y\"\"\";2",
                                                        "utf-8-bom"}};
  for (const auto& [text, encoding] : texts) {
    Kept kept;
    const auto report = read_from(text, kept);
    ASSERT_TRUE(report);
    ASSERT_EQ(kept.rows.size(), 2U) << text;
    EXPECT_EQ(kept.rows[1].second, (std::vector<std::string>{"x,\"y\"", "2"}));
    EXPECT_EQ(report->encoding, encoding);
  }
  Kept kept;
  const auto report = read_from("\xC3\xFB\xB3\xC6,\xB1\xE0\xBA\xC5\n\xC4\xB3\xB8\xD6\xCC\xFA\xB3\xA7,1\n", kept);  // GB18030
  ASSERT_TRUE(report);
  EXPECT_EQ(report->encoding, "gb18030");
  EXPECT_EQ(kept.rows[0].second, (std::vector<std::string>{"名称", "编号"}));
}

TEST(SheetRows_other, is_refused_with_words) {
  for (const std::string& bytes :
       {std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(600, '\0'), std::string("\0\1\2\3\0\0\7", 7), std::string("PK\3\4 nothing")}) {
    Kept kept;
    EXPECT_FALSE(read_from(bytes, kept));
  }
}

}  // namespace
}  // namespace gongdun::read
