// Floors, volume, aggregation and combination with the shipped rules.
#include <gtest/gtest.h>

#include "grade/grade_fixture_test.h"

namespace gongdun::grade {
namespace {

using namespace testing;

TEST(Floor, ordinaryPersonal_isLevelTwo_atLeast) {
  Facts facts = table();
  EXPECT_EQ(code(facts), "general-1");
  column(facts, "cn.mobile", 50);
  EXPECT_EQ(code(facts), "general-2");
}

TEST(Floor, sensitivePersonal_isLevelFour_evenOnce) {
  Facts facts = document();
  in_text(facts, "cn.resident_id", 1);
  const Assessment result = assess(facts);
  EXPECT_EQ(grade_code(result.proposed), "general-4");
  ASSERT_FALSE(result.reasons.empty());
  EXPECT_EQ(result.reasons[0].rule, "pi.sensitive");
  EXPECT_NE(result.reasons[0].text.zh.find("共 1 处"), std::string::npos);
  EXPECT_NE(result.reasons[0].basis.find("PIPL"), std::string::npos);
  EXPECT_EQ(result.reasons[0].pack, "grading");
  EXPECT_EQ(result.reasons[0].verified, "M");
}

TEST(Floor, maskedSensitive_isLevelTwoWithANote_notFour) {
  Facts facts = table();
  column(facts, "cn.resident_id", 900, true);
  const Assessment result = assess(facts);
  EXPECT_EQ(grade_code(result.proposed), "general-2");
  EXPECT_TRUE(reason(result, "pi.masked"));
  EXPECT_TRUE(reason(result, "pi.masked_note"));
  EXPECT_FALSE(reason(result, "pi.sensitive"));
}

TEST(Floor, secret_isLevelFourInCredentials_forDocuments) {
  Facts facts = document();
  in_text(facts, "secret.password", 2);
  const Assessment result = assess(facts);
  EXPECT_EQ(grade_code(result.proposed), "general-4");
  EXPECT_EQ(result.category, "凭据/口令与密钥");
}

TEST(Floor, strayPasswordInATable_keepsTheTableWhereItBelongs_butRaisesIt) {
  Facts facts = table();
  header(facts, {"供应商", "采购数量", "交货期"});
  in_text(facts, "secret.password", 1);
  const Assessment result = assess(facts);
  EXPECT_EQ(grade_code(result.proposed), "general-4");
  EXPECT_EQ(result.category, "管理数据/采购与供应商");
}

TEST(Volume, persons_crossingTheLinesRaises_notBefore) {
  Facts facts = table(99'999);
  column(facts, "cn.mobile", 99'999);
  facts.persons = 99'999;
  EXPECT_EQ(code(facts), "general-2");
  facts.persons = 100'000;
  EXPECT_EQ(code(facts), "general-3");
  facts.persons = 9'999'999;
  EXPECT_EQ(code(facts), "general-3");
  facts.persons = 10'000'000;
  EXPECT_EQ(code(facts), "important");
}

TEST(Volume, sensitivePersons_reachImportantEarlier_atAMillion) {
  Facts facts = table();
  column(facts, "cn.resident_id", 999'999);
  facts.persons = 999'999;
  EXPECT_EQ(code(facts), "general-4");
  facts.persons = 1'000'000;
  EXPECT_EQ(code(facts), "important");
}

TEST(Volume, personsWithoutPersonalFindings_meanNothing_always) {
  Facts facts = table();
  facts.persons = 50'000'000;
  EXPECT_EQ(code(facts), "general-1");
}

TEST(Aggregation, threeKindsTogether_raiseOneLevel_aboveAHundredPersons) {
  Facts facts = table();
  column(facts, "cn.mobile", 500);
  column(facts, "email", 500);
  facts.persons = 500;
  EXPECT_EQ(code(facts), "general-2");
  column(facts, "person.name", 500);
  const Assessment result = assess(facts);
  EXPECT_EQ(grade_code(result.proposed), "general-3");
  const Reason* why = reason(result, "pi.kinds");
  ASSERT_TRUE(why);
  EXPECT_NE(why->text.zh.find("3 类"), std::string::npos);
  EXPECT_NE(why->text.zh.find("500 人"), std::string::npos);
  EXPECT_EQ(why->text.zh.find('{'), std::string::npos);
}

TEST(Aggregation, raises_stopAtLevelFour_neverBecomingImportant) {
  Facts facts = table();
  for (const char* id : {"cn.mobile", "email", "person.name", "cn.resident_id"}) column(facts, id, 200'000);
  facts.persons = 200'000;
  EXPECT_EQ(code(facts), "general-4");
}

TEST(Combine, highestWins_andEachPartIsExplained_withTheMixtureClause) {
  Facts facts = table(5000);
  header(facts, {"富氧率", "料速", "铁水硅", "终点碳", "高炉", "转炉", "炉次", "钢种"});
  column(facts, "cn.mobile", 5000);
  const Assessment result = assess(facts);
  EXPECT_EQ(result.sector.id, "S-01");
  EXPECT_EQ(result.proposed.data_class, Class::important);
  EXPECT_TRUE(reason(result, "S-01-D1"));
  EXPECT_TRUE(reason(result, "pi.ordinary"));
  EXPECT_TRUE(reason(result, "gb43697.matrix"));
  EXPECT_TRUE(reason(result, "m166.a13"));
  EXPECT_EQ(result.reasons[0].rule.substr(0, 4), "S-01");
  EXPECT_NE(result.reasons[0].text.zh.find("表头 1"), std::string::npos);
}

TEST(Reasons, everyOne_hasBasisPackAndBothLanguages_always) {
  Facts facts = table(5000);
  header(facts, {"富氧率", "料速", "铁水硅", "终点碳", "高炉", "供应商", "采购数量"});
  column(facts, "cn.resident_id", 5000);
  facts.persons = 5000;
  const Assessment result = assess(facts);
  ASSERT_GE(result.reasons.size(), 4U);
  for (const Reason& one : result.reasons) {
    EXPECT_FALSE(one.basis.empty()) << one.rule;
    EXPECT_FALSE(one.pack.empty()) << one.rule;
    EXPECT_EQ(one.verified.size(), 1U) << one.rule;
    EXPECT_FALSE(one.text.zh.empty()) << one.rule;
    EXPECT_FALSE(one.text.en.empty()) << one.rule;
    EXPECT_EQ(one.text.zh.find('{'), std::string::npos) << one.text.zh;
    EXPECT_EQ(one.text.en.find('{'), std::string::npos) << one.text.en;
  }
}

TEST(Coverage, longSeries_raisesProductionData_oneLevel) {
  Facts facts = table(120'000);
  facts.kind = "series";
  header(facts, {"采样时间", "位号", "质量码"});
  facts.items = 11;
  const Grade eleven = assess(facts).proposed;
  facts.items = 12;
  const Grade twelve = assess(facts).proposed;
  EXPECT_EQ(twelve.level, eleven.level + 1);
}

}  // namespace
}  // namespace gongdun::grade
