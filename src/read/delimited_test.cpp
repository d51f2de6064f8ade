#include <gtest/gtest.h>

#include "base/stop_flag.h"
#include "read/delimited_split.h"
#include "read/dialect.h"
#include "read/test_support.h"

namespace gongdun::read {
namespace {

RecordedTable only_table(const RecordedItem& item) {
  EXPECT_EQ(item.tables.size(), 1u) << item.info.format;
  return item.tables.empty() ? RecordedTable{} : item.tables.front();
}

std::string cell(const RecordedTable& table, std::size_t row, std::uint32_t column) {
  if (row >= table.rows.size()) return "<no row>";
  const auto found = table.rows[row].find(column);
  return found == table.rows[row].end() ? "" : found->second;
}

TEST(Delimited, CsvWithQuotesAndLineBreaks_keepsCellsAndLines) {
  const auto table = only_table(read_bytes("编号,说明,数量\r\n1,\"含,逗号 \"\"引号\"\"\",5\r\n2,\"第一行\n第二行\",6\r\n3,普通,7\r\n"));
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_TRUE(table.table.has_header);
  EXPECT_EQ(cell(table, 0, 1), "含,逗号 \"引号\"");
  EXPECT_EQ(cell(table, 1, 1), "第一行\n第二行");
  EXPECT_EQ(table.row_numbers, (std::vector<std::uint64_t>{2, 3, 5}));
}

TEST(Delimited, EveryDialect_givesTheSameCells) {
  for (const std::string mark : {",", ";", "\t", "|", "^", "\x01"}) {
    std::string text;
    for (const char* row : {"name#age#city", "张三#30#北京", "李四#41#上海", "王五#25#广州"}) {
      std::string line = row;
      for (std::size_t at; (at = line.find('#')) != std::string::npos;) line.replace(at, 1, mark);
      text += line + "\n";
    }
    const auto table = only_table(read_bytes(text));
    ASSERT_EQ(table.rows.size(), 3u) << mark;
    EXPECT_EQ(cell(table, 1, 2), "上海");
    EXPECT_EQ(table.table.columns[1].name, "age");
  }
}

TEST(Delimited, EveryEncoding_givesTheSameCells) {
  const std::string text = "姓名,手机号码,部门\n张三,13800000001,炼钢一车间\n李四,13800000002,设备管理部\n";
  for (const char* charset : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16,version=0", "GB18030", "UTF-32LE"}) {
    const auto table = only_table(read_bytes(encode_as(text, charset)));
    ASSERT_EQ(table.rows.size(), 2u) << charset;
    EXPECT_EQ(table.table.columns[0].name, "姓名") << charset;
    EXPECT_EQ(cell(table, 1, 2), "设备管理部") << charset;
    EXPECT_EQ(table.row_numbers[1], 3u);
  }
}

TEST(Delimited, WithoutHeader_hasNoNames) {
  const auto table = only_table(read_bytes("张伟,13812345678,2020-01-01\n王芳,13912345678,2020-01-02\n李娜,13712345678,2020-01-03\n"));
  EXPECT_FALSE(table.table.has_header);
  EXPECT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.row_numbers[0], 1u);
  EXPECT_EQ(table.table.columns[0].name, "");
}

TEST(Delimited, TitleRows_areTitleAndText) {
  const auto item = read_bytes("制表人：王芳 13912345678\n\n炉号,温度,钢种\nA1,1650,Q235\nA2,1648,Q345\nA3,1648,Q345\n");
  const auto table = only_table(item);
  EXPECT_EQ(table.table.title, "制表人：王芳 13912345678");
  EXPECT_NE(item.text.find("13912345678"), std::string::npos);
  EXPECT_EQ(item.blocks.at(0).part, "title");
  EXPECT_EQ(table.row_numbers[0], 4u);
}

TEST(Delimited, BlankSeparatedNumbers_areATable) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "  1." + std::to_string(i) + "   2.5e-3 " + std::to_string(i * 100) + "\t-7  \n";
  const auto item = read_bytes(text);
  EXPECT_EQ(item.info.format, "columns");
  const auto table = only_table(item);
  EXPECT_EQ(table.rows.size(), 20u);
  EXPECT_EQ(cell(table, 3, 2), "300");
  EXPECT_EQ(cell(table, 3, 3), "-7");
  EXPECT_EQ(table.table.columns.size(), 4u);
}

TEST(Delimited, DrawnTable_losesItsFrame) {
  const auto table = only_table(read_bytes(
      "+----+------+-----+\n| id | name | age |\n+----+------+-----+\n| 1  | Ann  | 30  |\n| 2  | Bob  | 41  |\n| 3  | Cid  | 42  |\n+----+------+-----+\n"));
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.table.columns.at(0).name, "id");
  EXPECT_EQ(cell(table, 1, 1), "Bob");
}

TEST(Delimited, ProseLogsAndCode_areText) {
  const std::vector<std::string> texts{
      "This is a sentence. I wish, really, I could say more!\nBut this is the test. Perhaps I could do better?\nLuckily, this is short.\n",
      "2024-01-01 00:00:00,123 INFO starting the service now please wait\n2024-01-01 00:00:01,456 WARN disk space is running low again\n2024-01-01 "
      "00:00:02,789 INFO the service has started and waits\n",
      "10.0.0.1 - - [01/Jan/2024:00:00:00 +0800] \"GET /index.html HTTP/1.1\" 200 512\n10.0.0.2 - - [01/Jan/2024:00:00:01 +0800] \"GET /a.js HTTP/1.1\" 200 "
      "99\n10.0.0.3 - - [01/Jan/2024:00:00:02 +0800] \"GET /b.js HTTP/1.1\" 404 0\n",
      "#include <stdio.h>\nint main(int argc, char **argv) {\n  int a, b;\n  scanf(\"%d,%d\", &a, &b);\n  printf(\"%d, %d\\n\", a, b);\n  return 0;\n}\n",
      "高炉冷却水系统操作规程，适用于一号高炉。操作员应每班检查，发现异常立即报告，并做好记录。\n水压低于规定值时，应先减风，再查明原因，必要时休风。\n",
      "const int t[] = {\n  1, 2, 3, 4,\n  5, 6, 7, 8,\n  9, 10, 11, 12,\n};\n"};
  for (const std::string& text : texts) EXPECT_EQ(read_bytes(text).info.format, "text") << text;
}

TEST(Delimited, LongCell_isCutAndTheRestIsText) {
  Limits limits;
  limits.cell_bytes = 100;
  std::string text = "id,note,n\n";
  for (int i = 0; i < 5; ++i) text += std::to_string(i) + ",\"" + std::string(90, 'x') + "值 13812345678 tail\"," + std::to_string(i) + "\n";
  const auto item = read_bytes(text, limits);
  const auto table = only_table(item);
  EXPECT_LE(cell(table, 0, 1).size(), 100u);
  EXPECT_EQ(cell(table, 0, 2), "0");
  EXPECT_NE(item.text.find("tail"), std::string::npos);
}

TEST(Delimited, StrayQuote_swallowsNothing) {
  std::string text = "id,size,name\n";
  for (int i = 0; i < 2000; ++i) text += std::to_string(i) + (i == 3 ? ",\"12 inch,pipe\n" : ",12,pipe\n");
  const auto table = only_table(read_bytes(text));
  EXPECT_EQ(table.rows.size(), 2000u);
  EXPECT_EQ(cell(table, 1999, 0), "1999");
}

TEST(Delimited, SmallBlocks_giveTheSameRecords) {
  std::string text = "编号,名称,备注\n";
  for (int i = 0; i < 300; ++i) text += std::to_string(i) + ",\"泵 " + std::to_string(i) + "\n第二行\",\"a\"\"b\"\n";
  const auto whole = only_table(read_bytes(text));
  for (const std::size_t block : {64u, 100u, 777u}) {
    Limits limits;
    limits.block_bytes = block;
    const auto pieces = only_table(read_bytes(text, limits));
    EXPECT_EQ(pieces.rows, whole.rows) << block;
    EXPECT_EQ(pieces.row_numbers, whole.row_numbers) << block;
  }
}

TEST(Delimited, MoreColumnsThanTheLimit_areHandedOnAsText) {
  Limits limits;
  limits.columns = 4;
  const auto item = read_bytes("a,b,c,d,e,f\n1,2,3,4,5,66666\n1,2,3,4,5,77777\n1,2,3,4,5,88888\n", limits);
  const auto table = only_table(item);
  EXPECT_EQ(table.rows.at(0).size(), 4u);
  EXPECT_NE(item.text.find("77777"), std::string::npos);
}

TEST(Split, AnyBytes_neverLoseTheirPlace) {
  std::uint32_t random = 5;
  const std::string alphabet = "a1,;\t|\" \n\r'\x1f\xE9\xAB\xAB\xAB\xAB\xAB\xAB\xAB\xAB";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t size = (random = random * 1664525 + 1013904223) >> 24;
    for (std::size_t i = 0; i < size; ++i) text.push_back(alphabet[((random = random * 1664525 + 1013904223) >> 20) % alphabet.size()]);
    for (const bool blanks : {false, true}) {
      SplitState state{.dialect = {.delimiter = blanks ? ' ' : ',', .blanks = blanks}, .cell_bytes = 8};
      std::string data = text + std::string(kSplitPadding, kCellSeparator);
      ASSERT_EQ(split_records(data.data(), text.size(), true, state), text.size());
      std::uint32_t end = 0;
      for (const Cell& c : state.cells) {
        ASSERT_GE(c.begin, end);
        ASSERT_GT(c.end, c.begin);
        ASSERT_LE(c.end, text.size());
        end = c.end;
      }
    }
  }
}

}  // namespace
}  // namespace gongdun::read
