#include "read/layout_table.h"

#include <gtest/gtest.h>

#include <string>

#include "read/layout_text.h"
#include "read/recorder.h"

namespace gongdun::read {
namespace {

RecordedItem read_pages(const std::vector<std::string>& pages) {
  Recorder recorder;
  recorder.begin_item({}, {});
  const Limits limits;
  LayoutText layout(recorder, limits);
  std::uint32_t number = 0;
  for (const std::string& page : pages) layout.page(page, ++number);
  layout.finish();
  recorder.end_item();
  return std::move(recorder.items.front());
}

const std::string kHeader = "序号   姓名     性别   身份证号码                联系电话          家庭住址\n";
const std::string kRows =
    "1    张伟     女    110105199001011000   13812345000   河北省唐山市路南区新华道12号\n"
    "2    欧阳娜娜   男    110105199002021001   13812345001   上海市浦东新区张江路88号\n"
    "3    李芳     女    110105199003031002                 北京市海淀区\n"
    "4    王小明    男    110105199004041003   13812345003\n";

TEST(LayoutTable_page, columns_header_and_empty_cells) {
  const RecordedItem item = read_pages({"        职工信息登记表\n\n说明：本表由人力资源部填写。\n\n" + kHeader + kRows + "\n\n   审核人：陈静\n"});
  ASSERT_EQ(item.tables.size(), 1U);
  const RecordedTable& table = item.tables[0];
  EXPECT_EQ(table.table.page, 1U);
  ASSERT_TRUE(table.table.has_header);
  EXPECT_EQ(table.table.columns.at(3).name, "身份证号码");
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_FALSE(table.rows.at(2).contains(4));
  EXPECT_EQ(table.rows.at(2).at(5), "北京市海淀区");
  EXPECT_EQ(table.rows.at(3).at(4), "13812345003");
  EXPECT_EQ(item.text, "职工信息登记表\n说明：本表由人力资源部填写。\n审核人：陈静\n");
}

TEST(LayoutTable_pages, continue_past_footer_and_repeated_header) {
  std::string more = kRows;
  more.replace(more.find("张伟"), 6, "赵六");
  const RecordedItem item = read_pages({kHeader + kRows + "\n\n          第1页共2页\n", kHeader + more + "\n          第2页共2页\n"});
  ASSERT_EQ(item.tables.size(), 1U);
  EXPECT_EQ(item.tables[0].rows.size(), 8U);
  EXPECT_EQ(item.tables[0].rows.at(4).at(1), "赵六");
  EXPECT_EQ(item.text, "第1页共2页\n第2页共2页\n");
}

TEST(LayoutTable_pages, continue_without_header_even_for_one_row) {
  const RecordedItem item = read_pages({kHeader + kRows, "5    孙七     男    110105199005051004   13812345009   天津市\n\n以上信息属实。\n"});
  ASSERT_EQ(item.tables.size(), 1U);
  EXPECT_EQ(item.tables[0].rows.size(), 5U);
  EXPECT_EQ(item.tables[0].rows.back().at(5), "天津市");
}

TEST(LayoutTable_pages, another_table_is_another_table) {
  const RecordedItem item =
      read_pages({kHeader + kRows, "炉号        钢种      温度\nL001      Q235B   1612\nL002      Q355B   1620\nL003      Q195    1600\n"});
  ASSERT_EQ(item.tables.size(), 2U);
  EXPECT_EQ(item.tables[1].table.columns.at(1).name, "钢种");
}

TEST(LayoutTable_wrapped, cell_is_joined_to_its_row) {
  const RecordedItem item =
      read_pages({"姓名      电话            住址\n张三      13800138000   河北省唐山市路南区\n                       新华道12号\n李四      13900139000   "
                  "上海市\n王五      13700137000   天津市\n"});
  ASSERT_EQ(item.tables.size(), 1U);
  ASSERT_EQ(item.tables[0].rows.size(), 3U);
  EXPECT_EQ(item.tables[0].rows.at(0).at(2), "河北省唐山市路南区新华道12号");
}

TEST(LayoutTable_wrapped, centred_cells_go_to_the_row_they_stand_around) {
  const RecordedItem item =
      read_pages({"序号    姓名       手机号码              现住址                银行卡号\n"
                  "                            甘肃省金昌市金川区北京路1\n"
                  " 1    王建国   13944556600                      6222020000000100000\n"
                  "                             2号院3号楼2单元501室\n"
                  " 2    李秀英   13944556601   甘肃省金昌市永昌县城关镇       6222020000000100001\n"
                  "                            江西省鹰潭市贵溪市冶金大\n"
                  " 3    诸葛明   13944556602                      6222020000000100002\n"
                  "                                 道15号\n"
                  " 4    赵敏     13944556603    云南省昆明市东川区         6222020000000100003\n"});
  ASSERT_EQ(item.tables.size(), 1U);
  ASSERT_EQ(item.tables[0].rows.size(), 4U);
  EXPECT_EQ(item.tables[0].table.columns.at(3).name, "现住址");
  EXPECT_EQ(item.tables[0].rows.at(0).at(3), "甘肃省金昌市金川区北京路1 2号院3号楼2单元501室");
  EXPECT_EQ(item.tables[0].rows.at(1).at(3), "甘肃省金昌市永昌县城关镇");
  EXPECT_EQ(item.tables[0].rows.at(2).at(3), "江西省鹰潭市贵溪市冶金大道15号");
  EXPECT_EQ(item.tables[0].rows.at(3).at(3), "云南省昆明市东川区");
}

TEST(LayoutTable_prose, is_left_as_text) {
  const std::string columns =
      "The quick brown fox jumps over the lazy dog      and runs away from it as fast as\n"
      "it can because the dog wakes up and barks at      the fox, which is not what a fox\n"
      "likes to hear in the early morning of a day      in which nothing else happens at\n"
      "all, so that the story could end here now.       But it does not end here at all.\n";
  EXPECT_TRUE(read_pages({columns}).tables.empty());
  const std::string contents = "1 概述   ........   3\n2 范围   ........   5\n3 术语   ........   9\n4 要求   ........   12\n";
  EXPECT_TRUE(read_pages({contents}).tables.empty());
  const std::string list = "•    第一条内容说明文字\n•    第二条内容说明文字\n•    第三条内容说明文字\n•    第四条\n";
  const RecordedItem item = read_pages({list});
  EXPECT_TRUE(item.tables.empty());
  EXPECT_NE(item.text.find("第三条内容说明文字"), std::string::npos);
}

TEST(LayoutTable_lines, absurdly_wide_ones_are_text) {
  std::string wide;
  for (int i = 0; i < 5000; ++i) wide += "a  ";
  const RecordedItem item = read_pages({wide + "\n" + wide + "\n" + wide + "\n" + wide + "\n"});
  EXPECT_TRUE(item.tables.empty());
  EXPECT_GT(item.text.size(), 4 * 9000U);
}

}  // namespace
}  // namespace gongdun::read
