#include "detect/prose_names.h"

#include <gtest/gtest.h>

#include <string>

namespace gongdun::detect {
namespace {

std::string names_in(std::string_view text, std::string_view label) {
  std::vector<Piece> pieces;
  names_after_label(text, text.find(label) + label.size(), pieces);
  std::string out;
  for (const Piece& piece : pieces) out += std::string(text.substr(piece.begin, piece.end - piece.begin)) + ";";
  return out;
}

TEST(PersonName_realNames, accepted) {
  for (const char* name : {"张建国", "李梅", "欧阳修文", "王 伟", "阿卜杜拉·艾力"}) EXPECT_TRUE(judge_person_name(name).name) << name;
}

TEST(PersonName_equipmentPlacesAndPosts, refused) {
  for (const char* word : {"离心泵", "连铸机", "冷却塔", "马弗炉", "黄铜", "石灰石", "安全部", "江苏省", "周一", "张三丰收了", "生产部", "A123", ""}) {
    EXPECT_FALSE(judge_person_name(word).name) << word;
  }
}

TEST(PersonName_maskedForms, seenAsMasked) {
  EXPECT_TRUE(masked_person_name("张*"));
  EXPECT_TRUE(masked_person_name("欧阳**"));
  EXPECT_TRUE(masked_person_name("*建国"));
  EXPECT_FALSE(masked_person_name("***"));
  EXPECT_FALSE(masked_person_name("型号*"));
}

TEST(NamesAfterLabel_listsAndBoundaries, read) {
  EXPECT_EQ(names_in("联系人：张建国，电话另行通知", "联系人"), "张建国;");
  EXPECT_EQ(names_in("参会人员：张建国、李晓梅、王海涛。", "参会人员"), "张建国;李晓梅;王海涛;");
  EXPECT_EQ(names_in("经办人 李晓梅 2026年3月", "经办人"), "李晓梅;");
  EXPECT_EQ(names_in("联系人：无", "联系人"), "");
  EXPECT_EQ(names_in("负责人应当每日巡检高炉本体。", "负责人"), "");
  EXPECT_EQ(names_in("操作员工位编号", "操作员"), "");
}

TEST(NameBeforeTitle_sureNames, read) {
  const std::string text = "请王海涛师傅确认，老师傅已退休";
  Piece piece;
  ASSERT_TRUE(name_before_title(text, text.find("师傅"), piece));
  EXPECT_EQ(text.substr(piece.begin, piece.end - piece.begin), "王海涛");
  EXPECT_FALSE(name_before_title(text, text.rfind("师傅"), piece));
}

TEST(Organization_runningText, beginIsFound) {
  const std::string text = "本工程由鞍山宏远冶金设备有限公司负责";
  const std::size_t at = text.find("有限公司");
  Piece piece;
  ASSERT_TRUE(organization_at(text, at, at + std::string("有限公司").size(), piece));
  EXPECT_EQ(text.substr(piece.begin, piece.end - piece.begin), "鞍山宏远冶金设备有限公司");
  const std::string bare = "该有限公司";
  EXPECT_FALSE(organization_at(bare, 3, bare.size(), piece));
}

TEST(Address_structureDecides, strength) {
  EXPECT_EQ(address_strength("江苏省苏州市吴中区东吴北路88号3栋502室"), 2);
  EXPECT_EQ(address_strength("上海市宝山区牡丹江路1508号"), 2);
  EXPECT_LT(address_strength("高炉1号风口平台"), 2);
  EXPECT_LT(address_strength("苏州精工轴承股份有限公司"), 2);
  EXPECT_EQ(address_strength("40001"), 0);
}

TEST(Recognisers_brokenBytes, noCrash) {
  const std::string cut = std::string("联系人：") + "\xE5\xBC";
  EXPECT_EQ(names_in(cut, "联系人"), "");
  EXPECT_FALSE(judge_person_name("\xE5\xBC\xA0\xE5\xBC").name);
  EXPECT_EQ(address_strength(std::string(200, '\xE7')), 0);
}

}  // namespace
}  // namespace gongdun::detect
