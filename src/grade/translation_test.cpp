// The same table with Chinese and with English column names is of the same industry; what cannot speak follows its folder, and only then.
#include <gtest/gtest.h>

#include "grade/grade_fixture_test.h"

namespace gongdun::grade {
namespace {

using namespace testing;

struct Pair {
  const char* sector;
  std::vector<std::string> zh, en;
};

const std::vector<Pair>& pairs() {
  static const std::vector<Pair> all{
      {"S-01",
       {"炉次", "钢种", "铁水温度", "终点碳", "出钢温度"},
       {"heat number", "steel grade", "hot metal temperature", "end point carbon", "tap temperature"}},
      {"S-02", {"钻孔编号", "岩性", "品位", "勘探线"}, {"drillhole", "lithology", "ore grade", "assay"}},
      {"S-03", {"井名", "孔隙度", "渗透率", "含水率"}, {"well name", "porosity", "permeability", "water cut"}},
      {"S-04", {"车速", "累计里程", "单体电压", "方向盘"}, {"vehicle speed", "odometer", "cell voltage", "steering wheel"}},
      {"S-05", {"迎角", "真空速", "副翼", "飞行小时"}, {"angle of attack", "true airspeed", "aileron", "flight hours"}},
      {"S-06", {"船名", "航次", "吃水", "主机转速"}, {"vessel name", "voyage", "draught", "main engine rpm"}},
      {"S-07", {"纱支", "经密", "纬密", "浴比"}, {"yarn count", "warp", "weft", "liquor ratio"}},
      {"S-08", {"晶圆号", "光刻", "刻蚀速率", "良率"}, {"wafer id", "lithography", "etch rate", "chamber pressure"}},
      {"S-09", {"代码仓库", "提交说明", "指派给", "影响版本"}, {"source code repository", "commit message", "assignee", "fixed version"}},
  };
  return all;
}

TEST(Translation, ofTheHeaders_keepsTheSector) {
  for (const Pair& one : pairs()) {
    Facts zh = table(), en = table();
    EXPECT_EQ(assess(header(zh, one.zh)).sector.id, one.sector);
    EXPECT_EQ(assess(header(en, one.en)).sector.id, one.sector);
  }
}

TEST(HeaderTerm, countsInColumnNames_notInRunningText) {
  auto packs = std::make_shared<pack::PackSet>();
  pack::Sector sector;
  sector.meta.id = "A";
  sector.min_score = 4;
  sector.terms = {{"slag", 2, true}, {"wells", 3, true, true}};
  packs->sectors = {sector};
  Facts columns = table(), cells = table(), text = document();
  header(columns, {"slag", "wells"});
  EXPECT_EQ(Grader(packs).guess_sector(columns).id, "A");
  header(cells, {"slag"});
  body(cells, {"wells"}, 50);
  EXPECT_TRUE(Grader(packs).guess_sector(cells).id.empty());
  header(text, {"slag", "wells"});
  EXPECT_TRUE(Grader(packs).guess_sector(text).id.empty());
}

TEST(HeaderTerm, ofAWordInBothLists_weighsMore_butIsOnePiece) {
  auto packs = std::make_shared<pack::PackSet>();
  pack::Sector sector;
  sector.meta.id = "A";
  sector.min_score = 4;
  sector.terms = {{"slag", 2, true}, {"slag", 3, true, true}};
  packs->sectors = {sector};
  Facts facts = table();
  header(facts, {"slag"});
  EXPECT_TRUE(Grader(packs).guess_sector(facts).id.empty());  // one word is one piece of evidence
}

Facts numbers() {
  Facts facts = table(500);
  facts.columns = facts.number_columns = 24;
  return facts;
}

TEST(Numbers, withoutAWord_areMeasurements_ofTheirOwnFolder) {
  const Assessment alone = assess(numbers());
  EXPECT_TRUE(alone.sector.id.empty());
  EXPECT_EQ(alone.category, "生产数据/历史数据");
  EXPECT_EQ(grade_code(alone.proposed), "general-2");
  SectorGuess engines{"S-05", 20, {}};
  EXPECT_TRUE(assess(numbers(), {}, engines).sector.id.empty());  // of the folder above
  engines.here = true;
  EXPECT_EQ(assess(numbers(), {}, engines).sector.id, "S-05");
  engines.score = 6;
  EXPECT_TRUE(assess(numbers(), {}, engines).sector.id.empty());  // not sure enough
}

TEST(Numbers, withWordsOfAnotherIndustry_doNotFollowTheirFolder) {
  Facts facts = numbers();
  header(facts, {"高炉", "风温"});
  SectorGuess ship{"S-06", 40, {}};
  ship.here = true;
  EXPECT_NE(assess(facts, {}, ship).sector.id, "S-06");
}

TEST(SpecialFormat, keepsItsCategory_whateverWordsAreInIt) {
  Facts facts = document(50'000);
  facts.formats = {"opcua-nodeset"};
  body(facts, {"p&id", "piping class", "reactor", "valve", "distillation", "refinery", "crude oil"}, 20);
  const Assessment result = assess(facts);
  EXPECT_EQ(result.category, "生产数据/设备模型");
  EXPECT_EQ(result.proposed.data_class, Class::general);
  EXPECT_TRUE(reason(result, "base.device_model"));
}

TEST(Factors, areListed_withWhatVolumeWouldChange) {
  Facts facts = table(5000);
  header(facts, {"粗钢产量", "生铁产量", "炼钢生产计划", "日产量"});
  const Assessment few = assess(facts);
  ASSERT_EQ(few.sector.id, "S-01");
  const Reason* said = reason(few, "element.factors");
  ASSERT_TRUE(said);
  EXPECT_NE(said->text.zh.find("领域（钢铁）"), std::string::npos) << said->text.zh;
  EXPECT_NE(said->text.zh.find("行数达到"), std::string::npos) << said->text.zh;
  facts.rows = 2'000'000;
  EXPECT_GT(assess(facts).proposed, few.proposed);  // and that volume does
}

TEST(Words, ofAScenario_addAReason_andChangeNothing) {
  Facts facts = table(), with = table();
  header(facts, {"炉次", "钢种", "终点碳"});
  with = facts;
  body(with, {"委托加工", "外协厂"}, 5);
  const Assessment before = assess(facts), after = assess(with);
  EXPECT_EQ(after.proposed, before.proposed);
  EXPECT_FALSE(reason(before, "scene.entrusted"));
  EXPECT_TRUE(reason(after, "scene.entrusted"));
}

}  // namespace
}  // namespace gongdun::grade
