#include "crypto/sm3.h"

#include <gtest/gtest.h>

namespace gongdun::crypto {
namespace {

// GB/T 32905-2016, appendix A.1 and A.2.
TEST(Sm3, StandardVectors) {
  EXPECT_EQ(sm3_hex("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string text;
  for (int i = 0; i < 16; ++i) text += "abcd";
  EXPECT_EQ(sm3_hex(text), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Sm3, Update_inPieces_sameDigest) {
  Sm3 pieces;
  pieces.update("a").update("").update("bc");
  EXPECT_EQ(hex(pieces.finish()), sm3_hex("abc"));
}

TEST(Random, TwoDraws_differ) {
  EXPECT_EQ(random_hex(16).size(), 32U);
  EXPECT_NE(random_hex(16), random_hex(16));
}

}  // namespace
}  // namespace gongdun::crypto
