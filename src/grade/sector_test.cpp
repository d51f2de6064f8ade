#include <gtest/gtest.h>

#include "grade/grade_fixture_test.h"

namespace gongdun::grade {
namespace {

using namespace testing;

TEST(Sector, speakingHeaders_nameIt_withEvidence) {
  Facts facts = table();
  header(facts, {"炉次", "钢种", "终点碳", "出钢温度"});
  const Assessment result = assess(facts);
  EXPECT_EQ(result.sector.id, "S-01");
  EXPECT_GT(result.sector.score, 4);
  EXPECT_FALSE(result.sector.evidence.empty());
}

TEST(Sector, crossSectorMaterial_hasNone_nothingIsForced) {
  for (const char* format : {"dwg", "dxf", "opcua-nodeset", "sunspec-model", "mtconnect", "eml", "png", "xlsx"}) {
    Facts facts = document();
    facts.formats = {format};
    body(facts, {"温度", "压力", "设备", "项目", "合同", "temperature", "pressure"}, 20);
    EXPECT_TRUE(assess(facts).sector.id.empty()) << format;
  }
}

pack::Sector made_up(const std::string& id, std::vector<pack::Term> terms) {
  pack::Sector sector;
  sector.meta.id = id;
  sector.terms = std::move(terms);
  return sector;
}

TEST(Sector, twoAlike_giveNone_withoutALead) {
  auto packs = std::make_shared<pack::PackSet>();
  packs->sectors = {made_up("A", {{"炼钢", 3, true}, {"钢包", 3, true}}), made_up("B", {{"氧化铝", 3, true}, {"阳极", 2, true}})};
  Facts facts = table();
  header(facts, {"炼钢", "钢包", "氧化铝", "阳极"});
  EXPECT_TRUE(Grader(packs).guess_sector(facts).id.empty());  // 12 : 10, less than 1.3
  packs->sectors[0].min_lead = 1.1;
  EXPECT_EQ(Grader(packs).guess_sector(facts).id, "A");
}

TEST(Sector, surroundings_settleAWeakGuess_only) {
  Facts weak = table();
  header(weak, {"炉号"});
  body(weak, {"高炉"}, 1);
  EXPECT_TRUE(assess(weak).sector.id.empty());
  const SectorGuess steel{"S-01", 20, {}}, ship{"S-06", 20, {}};
  const Assessment settled = assess(weak, {}, steel);
  ASSERT_EQ(settled.sector.id, "S-01");
  EXPECT_NE(reason(settled, "S-01")->text.zh.find("同一来源"), std::string::npos);
  EXPECT_TRUE(assess(weak, {}, ship).sector.id.empty());
  EXPECT_TRUE(assess(table(), {}, steel).sector.id.empty());
}

TEST(Sector, hint_overridesContent_andSaysSo) {
  Facts facts = table();
  header(facts, {"炉次", "钢种", "终点碳"});
  const Assessment result = assess(facts, "S-02");
  EXPECT_EQ(result.sector.id, "S-02");
  EXPECT_NE(reason(result, "S-02")->text.zh.find("使用者指定"), std::string::npos);
  EXPECT_EQ(assess(facts, "auto").sector.id, "S-01");
  EXPECT_EQ(assess(facts, "S-77").sector.id, "S-01");
}

TEST(Sector, wordInsideAWord_countsOnce_theLongestWins) {
  Facts nested = table();
  // One cell "铁水硅含量" is seen as three dictionary words.
  header(nested, {"铁水硅含量", "铁水硅", "铁水"});
  const SectorGuess guess = Grader(shipped_packs()).guess_sector(nested);
  EXPECT_TRUE(guess.id.empty()) << guess.score;
}

TEST(Category, employeeTable_isHumanResources_notCustomers) {
  Facts facts = table(300);
  header(facts, {"工号", "姓名", "部门", "入职日期", "身份证号"});
  column(facts, "person.name", 300);
  column(facts, "cn.resident_id", 300);
  EXPECT_EQ(assess(facts).category, "管理数据/人事");
}

TEST(Category, personsWithoutContext_arePersonalInformation_ofUsers) {
  Facts facts = table(300);
  column(facts, "person.name", 300);
  column(facts, "cn.resident_id", 300);
  column(facts, "cn.mobile", 300);
  column(facts, "cn.address", 300);
  EXPECT_EQ(assess(facts).category, "用户数据/个人信息");
}

TEST(Category, everyKindOfAsset_hasOne_fromTheShippedPacks) {
  const struct {
    const char* kind;
    const char* category;
  } cases[] = {{"table", "管理数据/其他"},  {"series", "管理数据/其他"},    {"document", "管理数据/其他"}, {"config", "运维数据/系统配置"},
               {"code", "研发数据/源代码"}, {"media", "管理数据/影像资料"}, {"archive", "管理数据/其他"},  {"binary", "管理数据/其他"}};
  for (const auto& one : cases) {
    Facts facts;
    facts.kind = one.kind;
    EXPECT_EQ(assess(facts).category, one.category) << one.kind;
  }
}

TEST(Category, format_placesIndustrialFiles_withoutWords) {
  const struct {
    const char* format;
    const char* category;
  } cases[] = {{"dwg", "研发数据/设计图纸"},         {"opcua-nodeset", "生产数据/设备模型"},
               {"sunspec-model", "生产数据/点表"},   {"mtconnect", "生产数据/机床数据采集"},
               {"las", "研发数据/勘探测井"},         {"gdsii", "研发数据/芯片版图与工艺库"},
               {"dbc", "研发数据/整车通信协议"},     {"arxml", "研发数据/ECU软件架构"},
               {"garment-pattern", "研发数据/版型"}, {"cyclonedx-json", "研发数据/软件物料清单"},
               {"ais", "外部数据/船舶动态"},         {"eml", "管理数据/往来邮件"}};
  for (const auto& one : cases) {
    Facts facts;
    facts.kind = "document";
    facts.formats = {one.format};
    const Assessment result = assess(facts);
    // A sector may call the same format one of its sensitive objects and place it there.
    if (result.objects.empty()) {
      EXPECT_EQ(result.category, one.category) << one.format;
    }
  }
}

TEST(DocumentKind, isToldByItsWords_inChineseAndEnglish) {
  const struct {
    std::vector<std::string> words;
    const char* kind;
  } cases[] = {{{"质量证明书", "炉批号", "化学成分"}, "doc.quality_certificate"},
               {{"应急预案", "应急演练", "应急物资"}, "doc.emergency_plan"},
               {{"甲方", "乙方", "合同编号", "违约责任"}, "doc.contract"},
               {{"purchase order", "supplier", "po number"}, "doc.purchase_order"},
               {{"penetration test report", "cvss", "remediation"}, "doc.vulnerability_report"},
               {{"生产计划", "计划产量"}, "doc.production_plan"}};
  for (const auto& one : cases) {
    Facts facts = document();
    body(facts, one.words, 2);
    EXPECT_EQ(assess(facts).document_kind, one.kind);
  }
}

}  // namespace
}  // namespace gongdun::grade
