#include "detect/literal_set.h"

#include <gtest/gtest.h>

#include <random>

namespace gongdun::detect {
namespace {

class Collector final : public LiteralSet::Receiver {
 public:
  void literal(std::uint32_t id, std::size_t end) override { hits.emplace_back(end, id); }
  std::vector<std::pair<std::size_t, std::uint32_t>> hits;
};

// A text longer than one call may take is searched in pieces: every hit once, also those across a border.
TEST(LiteralSet, TextInPieces_sameHits) {
  const std::vector<Literal> literals = {{"abc", false}, {"bca", false}, {"c", false}, {"abcabcab", false}};
  std::mt19937_64 random(5);
  std::string text;
  while (text.size() < 3000) text += "abc"[random() % 3 == 0 ? random() % 3 : text.size() % 3];
  Collector expected;
  auto whole = LiteralSet::compile(literals);
  ASSERT_TRUE(whole);
  LiteralSet::Scratch whole_scratch(*whole);
  whole->scan(text, whole_scratch, expected);
  EXPECT_GT(expected.hits.size(), 500U);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{16}, std::size_t{17}, std::size_t{1000}}) {
    auto set = LiteralSet::compile(literals, ReadyCache::none(), piece);
    ASSERT_TRUE(set);
    LiteralSet::Scratch scratch(*set);
    Collector found;
    set->scan(text, scratch, found);
    EXPECT_EQ(found.hits, expected.hits) << piece;
  }
}

}  // namespace
}  // namespace gongdun::detect
