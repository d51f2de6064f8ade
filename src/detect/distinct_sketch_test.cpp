#include "detect/distinct_sketch.h"

#include <gtest/gtest.h>

#include <string>

namespace gongdun::detect {
namespace {

TEST(DistinctSketch_fewValues, exact) {
  const ValueHash hash;
  DistinctSketch sketch;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 100; ++i) sketch.add(hash("value " + std::to_string(i)));
  }
  EXPECT_EQ(sketch.estimate(), 100U);
}

TEST(DistinctSketch_manyValues, withinThirtyPercent) {
  const ValueHash hash;
  DistinctSketch sketch, other;
  for (int i = 0; i < 100'000; ++i) (i % 2 ? sketch : other).add(hash(std::to_string(i)));
  sketch.merge(other);
  EXPECT_NEAR(static_cast<double>(sketch.estimate()), 100'000, 30'000);
}

TEST(ValueHash_twoScanners, differentKeys) {
  EXPECT_NE(ValueHash()("320506199506204715"), ValueHash()("320506199506204715"));
}

TEST(ValueHash_shortTails, allBytesCount) {
  const ValueHash hash;
  EXPECT_NE(hash("a"), hash("b"));
  EXPECT_NE(hash("abc"), hash("abd"));
  EXPECT_NE(hash("abcdefghi"), hash("abcdefghj"));
  EXPECT_NE(hash(""), hash(std::string_view("\0", 1)));
}

}  // namespace
}  // namespace gongdun::detect
