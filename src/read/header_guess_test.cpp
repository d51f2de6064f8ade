#include "read/header_guess.h"

#include <gtest/gtest.h>

namespace gongdun::read {
namespace {

std::vector<std::string> names(const HeaderGuess& guess) {
  std::vector<std::string> list;
  for (const Column& column : guess.columns) list.push_back(column.name);
  return list;
}
using Names = std::vector<std::string>;

TEST(HeaderGuess, TextHeaderOverValues_isFound) {
  const auto guess = guess_header({{"姓名", "手机", "入职日期"}, {"张三", "13800000000", "2020-01-05"}, {"李四", "13900000000", "2021-02-06"}});
  EXPECT_TRUE(guess.has_header);
  EXPECT_EQ(guess.header_rows, 1u);
  EXPECT_EQ(names(guess), (Names{"姓名", "手机", "入职日期"}));
}

TEST(HeaderGuess, NumbersOnly_haveNoHeader) {
  const auto guess = guess_header({{"1", "2.5", "3"}, {"4", "5.5", "6"}, {"7", "8.5", "9"}});
  EXPECT_FALSE(guess.has_header);
  EXPECT_EQ(guess.first_data_row(), 0u);
  EXPECT_EQ(names(guess), (Names{"", "", ""}));
}

TEST(HeaderGuess, PersonalRecordsWithoutHeader_areAllData) {
  const auto guess = guess_header({{"张伟", "男", "110101199003070134", "13812345678", "北京市东城区"},
                                   {"王芳", "女", "310101198505052345", "13912345678", "上海市黄浦区"},
                                   {"李娜", "女", "440101199212121236", "13712345678", "广州市越秀区"},
                                   {"赵强", "男", "510101198801012349", "13612345678", "成都市锦江区"}});
  EXPECT_FALSE(guess.has_header);
  EXPECT_EQ(guess.first_data_row(), 0u);
}

TEST(HeaderGuess, TextOnlyWithFieldWords_hasHeader) {
  const auto guess = guess_header({{"姓名", "部门", "职务"}, {"张伟", "炼钢厂", "厂长"}, {"王芳", "轧钢厂", "主任"}});
  EXPECT_TRUE(guess.has_header);
}

TEST(HeaderGuess, TitleAndBlankRows_comeBeforeTheHeader) {
  const auto guess = guess_header({{"2024年3月炼钢日报", "", ""}, {"", "", ""}, {"炉号", "温度", "钢种"}, {"A1", "1650", "Q235"}, {"A2", "1648", "Q345"}});
  EXPECT_EQ(guess.title, "2024年3月炼钢日报");
  EXPECT_EQ(guess.title_rows, 2u);
  EXPECT_EQ(guess.first_data_row(), 3u);
  EXPECT_EQ(guess.columns[1].name, "温度");
}

TEST(HeaderGuess, UnitRow_goesToTheUnits) {
  const auto guess = guess_header(
      {{"时间", "温度", "压力", "流量"}, {"-", "℃", "MPa", "m³/h"}, {"2024-01-01 08:00", "650", "1.2", "30"}, {"2024-01-01 09:00", "651", "1.3", "31"}});
  EXPECT_EQ(guess.header_rows, 2u);
  EXPECT_EQ(guess.columns[1].unit, "℃");
  EXPECT_EQ(guess.columns[3].unit, "m³/h");
}

TEST(HeaderGuess, SecondLanguageRow_goesToTheComments) {
  const auto guess = guess_header({{"姓名", "年龄", "部门"}, {"name", "age", "department"}, {"张伟", "30", "炼钢"}, {"王芳", "41", "轧钢"}});
  EXPECT_EQ(guess.header_rows, 2u);
  EXPECT_EQ(guess.columns[2].comment, "department");
  EXPECT_EQ(guess.columns[2].name, "部门");
}

TEST(HeaderGuess, MergedGroupRow_isJoinedWithTheRowBelow) {
  const auto guess = guess_header({{"入口", "", "出口", ""}, {"温度", "压力", "温度", "压力"}, {"10", "1.1", "20", "2.1"}, {"11", "1.2", "21", "2.2"}});
  EXPECT_EQ(names(guess), (Names{"入口/温度", "入口/压力", "出口/温度", "出口/压力"}));
  EXPECT_EQ(guess.first_data_row(), 2u);
}

TEST(HeaderGuess, GapsNamedInTheNextRow_areJoined) {
  const auto guess =
      guess_header({{"编号", "名称", "温度", "", "备注"}, {"", "", "入口", "出口", ""}, {"1", "泵", "20", "30", "无"}, {"2", "阀", "21", "31", "有"}});
  EXPECT_EQ(names(guess), (Names{"编号", "名称", "温度/入口", "温度/出口", "备注"}));
}

TEST(HeaderGuess, UnitInName_isTakenButTheNameStays) {
  const auto guess = guess_header({{"温度(℃)", "流量/（m³/h）", "压力/MPa", "备注(可选)"}, {"1", "2", "3", "无"}, {"4", "5", "6", "有"}});
  EXPECT_EQ(guess.columns[0].name, "温度(℃)");
  EXPECT_EQ(guess.columns[0].unit, "℃");
  EXPECT_EQ(guess.columns[2].unit, "MPa");
  EXPECT_EQ(guess.columns[3].unit, "");
}

TEST(HeaderGuess, YearsAsHeadings_areAHeader) {
  const auto guess = guess_header({{"产品", "2021", "2022", "2023"}, {"热轧板", "120.5", "133.1", "140.2"}, {"冷轧板", "80.5", "83.1", "90.2"}});
  EXPECT_TRUE(guess.has_header);
}

TEST(HeaderGuess, NothingAtAll_isNoHeader) {
  EXPECT_FALSE(guess_header({}).has_header);
  EXPECT_FALSE(guess_header({{}, {""}}).has_header);
}

}  // namespace
}  // namespace gongdun::read
