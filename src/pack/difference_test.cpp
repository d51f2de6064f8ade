#include "pack/difference.h"

#include <gmock/gmock.h>

#include "pack/pack_fixture_test.h"

namespace gongdun::pack {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RuleTexts texts_of(const testing::PackFolder& folder) {
  RuleTexts out;
  const Loaded loaded = load_packs(folder.root().string(), "2026-11-23", &out);
  EXPECT_THAT(loaded.problems, IsEmpty()) << format_problems(loaded.problems, base::Lang::en);
  return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

class PackDifference : public ::testing::Test {
 protected:
  void SetUp() override {
    testing::write_good(before_);
    testing::write_good(after_);
  }
  std::vector<RuleChange> changes() const { return difference(texts_of(before_), texts_of(after_)); }
  testing::PackFolder before_, after_;
};

TEST_F(PackDifference, SameRulesOtherLayout_isNone) {
  after_.file("good/detectors.yaml",
              "# a comment\n" + replaced(testing::kGoodDetector, "    basis: PIPL A4\n    verified: V\n", "    verified: V\n    basis: PIPL A4\n"));
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(PackDifference, FieldsOfAList_areValuesThatWentAndCame) {
  after_.file("good/detectors.yaml", replaced(replaced(testing::kGoodDetector, "[手机号, ", "[移动电话, 手机号, "), "window: 20", "window: 40"));
  const auto found = changes();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, "cn.mobile");
  EXPECT_EQ(found[0].what, RuleChange::What::changed);
  EXPECT_EQ(found[0].kind, "detectors");
  ASSERT_EQ(found[0].fields.size(), 2u);
  EXPECT_EQ(found[0].fields[0].field, "context.header_words");
  EXPECT_THAT(found[0].fields[0].added, ElementsAre("移动电话"));
  EXPECT_THAT(found[0].fields[0].removed, IsEmpty());
  EXPECT_EQ(found[0].fields[1].field, "context.window");
  EXPECT_THAT(found[0].fields[1].removed, ElementsAre("20"));
  EXPECT_THAT(found[0].fields[1].added, ElementsAre("40"));
}

TEST_F(PackDifference, ObjectsOfASector_areRulesOfTheirOwn) {
  after_.file("good/sector.yaml", replaced(replaced(testing::kGoodSector, "id: S-01-D1", "id: S-01-D2"), "[电解铝]", "[电解铜]"));
  const auto found = changes();
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].id, "S-01");
  EXPECT_EQ(found[0].fields[0].field, "anti_terms");
  EXPECT_EQ(found[1].id, "S-01-D1");
  EXPECT_EQ(found[1].what, RuleChange::What::removed);
  EXPECT_EQ(found[2].id, "S-01-D2");
  EXPECT_EQ(found[2].what, RuleChange::What::added);
  EXPECT_EQ(found[2].name.zh, "冶炼控制参数");
}

}  // namespace
}  // namespace gongdun::pack
