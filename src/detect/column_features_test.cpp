#include "detect/column_features.h"

#include <gtest/gtest.h>

#include <fmt/core.h>

#include "detect/table_scan.h"
#include "pack/load.h"

namespace gongdun::detect {
namespace {

class Profiled {
 public:
  using Column = std::pair<read::Column, std::vector<std::string>>;

  explicit Profiled(const std::vector<Column>& columns) : scratch_(*plan().engine), looks_(plan()), scanner_(plan(), {}, looks_), state_(plan(), {}, {}) {
    read::Table table;
    for (const Column& column : columns) table.columns.push_back(column.first);
    scanner_.begin(table, scratch_);
    read::RowBatch batch;
    for (std::size_t row = 0; row < columns[0].second.size(); ++row) {
      for (std::uint32_t i = 0; i < columns.size(); ++i) batch.add(i, row + 1, columns[i].second[row]);
      ++batch.rows;
    }
    scanner_.rows(batch, scratch_, state_);
  }

  Features of(std::size_t column, std::string_view detector) const {
    const Tally* tally = scanner_.columns()[column].find(static_cast<std::uint16_t>(plan().engine->find_detector(detector)));
    return tally ? features_of(plan(), scanner_.columns()[column], *tally, neighbours_of(plan(), scanner_.columns())[column]) : Features{};
  }

 private:
  static const ScanPlan& plan() {
    static const ScanPlan kPlan(*Engine::compile(pack::load_packs(GD_SOURCE_DIR "/packs").set));
    return kPlan;
  }
  Engine::Scratch scratch_;
  CellLooks looks_;
  TableScanner scanner_;
  ItemState state_;
};

TEST(Features_namesUnderTheirHeader, sharesAndHeader) {
  const Profiled table({{{.name = "姓名"}, {"张建国", "李晓梅", "王海涛", "冷却塔"}}});
  const Features features = table.of(0, "person.name");
  EXPECT_EQ(features[Feature::bias], 100);
  EXPECT_EQ(features[Feature::valid], 75);
  EXPECT_EQ(features[Feature::names], 75);
  EXPECT_EQ(features[Feature::things], 25);
  EXPECT_EQ(features[Feature::told_whole], 100);
  EXPECT_EQ(features[Feature::told_valid], 75);
  EXPECT_EQ(features[Feature::silent], 0);
  EXPECT_EQ(features[Feature::few], 100);
  EXPECT_EQ(features[Feature::spread], 100);
}

TEST(Features_numbersThatCountUpwards, runningUnderANumberingHeader) {
  const Profiled table({{{.name = "工单编号"}, {"13800000001", "13800000002", "13800000003", "13800000004", "13800000005", "13800000006"}}});
  const Features features = table.of(0, "cn.mobile");
  EXPECT_EQ(features[Feature::running], 100);
  EXPECT_EQ(features[Feature::valid], 100);
  EXPECT_EQ(features[Feature::told_whole] + features[Feature::told_head] + features[Feature::told_part], 0);
  EXPECT_TRUE(features[Feature::numbering] == 100);
  EXPECT_EQ(features[Feature::digits], 100);
}

TEST(Features_wordOnlyInTheComment, commentSpeaks) {
  const Profiled table({{{.name = "c1", .comment = "联系电话"}, {"13912345678", "18655512340", "15077889900"}}});
  EXPECT_EQ(table.of(0, "cn.mobile")[Feature::comment], 100);
  EXPECT_EQ(table.of(0, "cn.mobile")[Feature::told_whole], 100);
}

TEST(Features_neighboursThatProveThemselves, counted) {
  const std::vector<std::string> ids{"11010519491231002X", "320506199506204715", "610113197602298127"}, names{"张建国", "李晓梅", "王海涛"},
      heats{"2B407713", "2B407714", "2B407715"};
  const Profiled table({{{.name = "c1"}, names}, {{.name = "c2"}, ids}, {{.name = "炉号"}, heats}});
  EXPECT_EQ(table.of(0, "person.name")[Feature::personal_near], 50);
  EXPECT_EQ(table.of(0, "person.name")[Feature::industry_near], 50);
}

TEST(FeatureNames_everyFeature, hasANameOfItsOwn) {
  for (std::size_t i = 0; i < kFeatures; ++i) {
    EXPECT_FALSE(kFeatureNames[i].zh.empty() || kFeatureNames[i].en.empty());
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(kFeatureNames[i].id, kFeatureNames[j].id);
  }
}

}  // namespace
}  // namespace gongdun::detect
