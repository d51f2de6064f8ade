#include "catalog/facts_json.h"

#include <gtest/gtest.h>

namespace gongdun::catalog {
namespace {

TEST(FactsJson, RoundTrip_keepsEverything) {
  grade::Facts facts{.kind = "table",
                     .name = "花名册",
                     .formats = {"csv"},
                     .terms = {{"铁水", 1, 2, 3}},
                     .headers = {"姓名"},
                     .rows = 5,
                     .bytes = 1ULL << 40,
                     .persons = 4,
                     .items = 2,
                     .characters = 9};
  facts.detectors = {{.detector = "cn.mobile", .found = 5, .distinct = 4, .column_share = 0.5, .in_column = true, .masked_only = true}};
  const auto back = facts_from_json(facts_to_json(facts));
  ASSERT_TRUE(back);
  EXPECT_EQ(facts_to_json(*back), facts_to_json(facts));
  EXPECT_EQ(back->bytes, 1ULL << 40);
}

TEST(FactsJson, BrokenText_isAnErrorNotACrash) {
  for (const char* text : {"", "{", "[]", "{\"terms\":[[1]]}", "{\"rows\":\"x\"}", "{\"detectors\":5}"})
    EXPECT_TRUE(!facts_from_json(text) || facts_from_json(text)->terms.empty()) << text;
  EXPECT_FALSE(assessment_from_json("{\"sector\":3}"));
}

TEST(FactsJson, InvalidUtf8_isReplaced) {
  grade::Facts facts{.name = "bad\xff name"};
  EXPECT_TRUE(facts_from_json(facts_to_json(facts)));
}

}  // namespace
}  // namespace gongdun::catalog
