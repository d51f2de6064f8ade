// What the shortcuts take must be what the events would have given: the same documents with and without, in every size of piece, and damaged.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "read/number_format.h"
#include "read/office_document.h"
#include "read/office_test_kit.h"
#include "read/xlsx_cells.h"
#include "read/xml_characters.h"

namespace gongdun::read {
namespace {

// All that came of one part of a document, as text.
std::string outcome(bool shortcuts, const test::Parts& parts, const char* main_part, void (*read)(OfficeDocument&)) {
  const std::string bytes = test::make_zip(parts, true);
  MemorySource source(std::as_bytes(std::span(bytes)));
  const Limits limits;
  base::StopFlag stop;
  test::PartRecorder sink;
  test::KeptMembers members;
  const Item item{.uri = "test"};
  sink.begin_item(item, {});
  ExtractContext context{limits, stop, sink, item, members};
  auto access = source.random_access();
  auto package = OoxmlPackage::open(**access, limits);
  OfficeDocument document(**package, context, main_part);
  document.shortcuts = shortcuts;
  read(document);
  document.text.flush();
  sink.end_item();
  const RecordedItem& got = sink.recorder.items.front();
  std::string out = got.text + "|";
  for (const RecordedTable& table : got.tables) {
    out += "table " + table.table.title;
    for (const Column& column : table.table.columns) out += " [" + column.name + "]";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      out += "\n" + std::to_string(table.row_numbers[i]) + ":";
      for (const auto& [column, value] : table.rows[i]) out += " " + std::to_string(column) + "=" + value;
    }
  }
  for (const base::Error& error : got.unread) out += "\n!" + error.message.en;
  return out;
}

std::string sheet_outcome(bool shortcuts, const std::string& sheet) {
  return outcome(
      shortcuts,
      {{"xl/workbook.xml", "<workbook><sheets><sheet name=\"s\" r:id=\"a\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"worksheet\" Target=\"s.xml\"/></Relationships>"},
       {"xl/s.xml", sheet},
       {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>"},
       {"xl/sharedStrings.xml", "<sst><si><t>甲_x000D_</t></si><si><r><t>a&amp;</t></r><r><t>b</t></r></si><si><t>姓名</t><rPh><t>x</t></rPh></si></sst>"}},
      "xl/workbook.xml", read_workbook);
}

std::string word_outcome(bool shortcuts, const std::string& body) {
  return outcome(shortcuts, {{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}}, "word/document.xml", read_word);
}

const char* const kCells[] = {
    "<c r=\"A1\"><v>12</v></c>",
    "<c r=\"B1\" s=\"1\"><v>45000</v></c>",
    "<c r=\"C1\" t=\"s\"><v>2</v></c>",
    "<c r=\"C1\" s=\"2\" t=\"s\"><v>1</v></c>",
    "<c t=\"s\"><v>0</v></c>",
    "<c t=\"s\"><v>99</v></c>",
    "<c t=\"s\"><v>x</v></c>",
    "<c><v>1.50</v></c>",
    "<c><v>-0.5</v></c>",
    "<c><v>1e5</v></c>",
    "<c><v>0.30000000000000004</v></c>",
    "<c><v> 7 </v></c>",
    "<c><v>-</v></c>",
    "<c><v>.5</v></c>",
    "<c><v>5.</v></c>",
    "<c><v>0.0</v></c>",
    "<c><v/></c>",
    "<c><v></v></c>",
    "<c r=\"D1\"/>",
    "<c r=\"D2\" s=\"1\"></c>",
    "<c t=\"b\"><v>1</v></c>",
    "<c t=\"b\"><v>0</v></c>",
    "<c t=\"e\"><v>#REF!</v></c>",
    "<c t=\"d\"><v>2024-01-02T03:04:05</v></c>",
    "<c t=\"str\"><v>a&lt;b_x000D_</v></c>",
    "<c t=\"str\"><v>a_x000D_</v></c>",
    "<c t=\"str\"><f>A1&amp;B1</f><v>结果</v></c>",
    "<c><f>SUM(A1:A3)</f></c>",
    "<c t=\"inlineStr\"><is><t>张三</t></is></c>",
    "<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> 李四 </t></is></c>",
    "<c t=\"inlineStr\"><is><t>_x005F_x000D_</t></is></c>",
    "<c t=\"inlineStr\"><is><r><t>王</t></r><r><t>五</t></r></is></c>",
    "<c t=\"s\" r=\"E1\"><v>1</v></c>",
    "<c r=\"E1\" r=\"F1\"><v>1</v></c>",
    "<c r='G1'><v>3</v></c>",
    "<c r=\"\"><v>3</v></c>",
    "<c r=\"ABCD1\"><v>3</v></c>",
    "<c r=\"A0\"><v>3</v></c>",
    "<c r=\"a1\"><v>3</v></c>",
    "<c  r=\"A1\"><v>4</v></c>",
    "<c r=\"A1\" ><v>4</v></c>",
    "<c s=\"9999999\"><v>4</v></c>",
    "<x:c r=\"H1\"><x:v>5</x:v></x:c>",
    "<c r=\"A1\"><v>1</v><v>2</v></c>",
    "<c r=\"A1\"><c r=\"B1\"><v>1</v></c><v>2</v></c>",
    "<c r=\"A1\"><!-- x --><v>1</v></c>",
    "<c r=\"A1\"><v><![CDATA[9]]></v></c>",
    "<c r=\"A1\"><v>1</v></c><extLst><ext>text</ext></extLst>",
    "<v>8</v>",
    "<f>formula<row r=\"3\"><c><v>6</v></c></row></f>",
    "\n  ",
    "text",
};
const char* const kRows[] = {"<row r=\"#\">",
                             "<row r=\"#\" spans=\"1:6\" ht=\"15\" x14ac:dyDescent=\"0.25\">",
                             "<row>",
                             "<row r='#'>",
                             "<row spans=\"1:2\" r=\"#\">",
                             "<row r=\"#\" x:r=\"9\">",
                             "<row r=\"#x\">",
                             "<row r=\"#\" a='b>'>",
                             "<row r=\"#\"  a=\"b\">"};

std::string random_sheet(std::mt19937& random) {
  std::string xml = "<worksheet><sheetData>";
  for (int row = 1; row < 60; ++row) {
    std::string start = kRows[random() % 3 == 0 ? random() % std::size(kRows) : 0];
    if (const std::size_t mark = start.find('#'); mark != std::string::npos) start.replace(mark, 1, std::to_string(random() % 9 == 0 ? random() % 99 : row));
    xml += start;
    for (std::size_t count = random() % 7; count > 0; --count) xml += kCells[random() % (random() % 2 == 0 ? std::size(kCells) : 4)];
    xml += random() % 9 == 0 ? "</row >" : random() % 9 == 0 ? "</row>\n " : "</row>";
  }
  return xml + "</sheetData><headerFooter><oddHeader>页眉<c><v>1</v></c></oddHeader></headerFooter></worksheet>";
}

void damage(std::string& xml, std::mt19937& random) {
  const std::size_t at = random() % xml.size();
  switch (random() % 3) {
    case 0: xml[at] = "<>&\"'/= \rx0"[random() % 11]; break;
    case 1: xml.erase(at, 1 + random() % 5); break;
    default: xml.resize(at); break;
  }
}

TEST(XmlShortcuts_sheet, give_what_events_give) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string xml = random_sheet(random);
    for (int change = round % 3; change > 0; --change) damage(xml, random);
    ASSERT_EQ(sheet_outcome(true, xml), sheet_outcome(false, xml)) << round << "\n" << xml;
  }
}

const char* const kWhole[] = {
    "<w:t>文字</w:t>",
    "<w:t xml:space=\"preserve\"> a&amp;b </w:t>",
    "<w:tab/>",
    "<w:br/>",
    "<w:rPr><w:b/><w:sz w:val=\"24\"/></w:rPr>",
    "<w:rPr/>",
    "<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:rPr><w:i/></w:rPr></w:pPr>",
    "<w:rPr>hidden<w:t>t</w:t></w:rPr>",
    "<w:rPr><w:noBreakHyphen/></w:rPr>",
    ("<w:tbl><w:tblPr><w:tblW w:w=\"0\"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr/><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>"
     "<w:t>甲</w:t></w:tc><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:t>乙</w:t></w:tc></w:tr></w:tbl>"),
    "<w:sectPr><w:pgSz w:w=\"1\"/><!-- c --></w:sectPr>",
    "<w:drawing><a:t>图</a:t></w:drawing>",
    "<w:drawing><wp:x>12</wp:x></w:drawing>",
    "<w:moveFrom><w:rPr><w:b/></w:rPr><w:t>移</w:t></w:moveFrom>",
    "<w:delText>旧</w:delText>",
    "<w:instrText>HYPERLINK \"x\"</w:instrText>",
    "<w:rPr><w:x a='>'>1<y></y></w:x></w:rPr >",
    "<w:t><w:rPr>in text</w:rPr></w:t>",
    "<mc:Fallback><w:t>again</w:t></mc:Fallback>",
};
const char* const kTorn[] = {"<w:p>", "</w:p>", "<w:rPr>", "</w:rPr>", "<w:tbl>", "</w:tbl>", "<w:rPr><w:b></w:i></w:rPr>", "<w:moveFrom>"};

TEST(XmlShortcuts_word, give_what_events_give) {
  std::mt19937 random(11);
  for (int round = 0; round < 600; ++round) {
    std::string xml;
    for (int i = 0; i < 30; ++i) {
      const bool torn = round % 3 == 2 && random() % 9 == 0;
      const std::string piece = torn ? kTorn[random() % std::size(kTorn)] : kWhole[random() % std::size(kWhole)];
      xml += random() % 3 == 0 ? "<w:p><w:r>" + piece + "</w:r></w:p>" : piece;
    }
    if (round % 3 == 1) damage(xml, random);
    ASSERT_EQ(word_outcome(true, xml), word_outcome(false, xml)) << round << "\n" << xml;
  }
}

TEST(XmlShortcuts_word, nesting_is_limited_all_the_same) {
  std::string deep;
  for (int i = 0; i < 210; ++i) deep += "<w:rPr>";
  EXPECT_NE(word_outcome(true, deep).find("nests too deeply"), std::string::npos);
  EXPECT_EQ(word_outcome(true, deep), word_outcome(false, deep));
}

TEST(PlainCell_window, ends_where_it_is_said_to_end) {
  const std::string whole = "<c r=\"AB12\" s=\"3\" t=\"inlineStr\"><is><t>x</t></is></c>" + std::string(kWindowPadding, '<');
  const std::size_t size = whole.size() - kWindowPadding;
  PlainCell cell;
  EXPECT_EQ(take_plain_cell(whole.data(), whole.data() + size, cell), whole.data() + size);
  EXPECT_EQ(cell.column, 27U);
  EXPECT_EQ(cell.row, 12U);
  EXPECT_EQ(cell.value, "x");
  for (std::size_t shorter = 0; shorter < size; ++shorter) EXPECT_EQ(take_plain_cell(whole.data(), whole.data() + shorter, cell), nullptr) << shorter;
  const std::string row = "</row> <row r=\"7\" ht=\"1\">" + std::string(kWindowPadding, '>');
  std::uint64_t number = 0;
  EXPECT_NE(take_plain_row(row.data(), row.data() + row.size() - kWindowPadding, number), nullptr);
  EXPECT_EQ(number, 7U);
  for (std::size_t shorter = 0; shorter < row.size() - kWindowPadding; ++shorter) EXPECT_EQ(take_plain_row(row.data(), row.data() + shorter, number), nullptr);
}

TEST(PlainNumber_shows_as_stored, only_what_formatting_leaves_alone) {
  std::mt19937 random(3);
  for (int round = 0; round < 200'000; ++round) {
    std::string text;
    for (std::size_t size = 1 + random() % 16; size > 0; --size) text.push_back("0123456789.-5+e "[random() % 16]);
    std::string shown;
    format_number(text, {}, false, shown);
    const std::string padded = text + std::string(16, '7');
    if (shows_as_stored(std::string_view(padded).substr(0, text.size()))) {
      ASSERT_EQ(shown, text);
    }
  }
}

}  // namespace
}  // namespace gongdun::read
