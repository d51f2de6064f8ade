#include "base/base64.h"

#include <gtest/gtest.h>

namespace gongdun::base {
namespace {

std::string decoded(std::string_view text) {
  std::string out;
  return decode_base64(text, out) ? out : "refused";
}

// The vectors of RFC 4648 §10.
TEST(Base64, standardVectors_areDecoded) {
  EXPECT_EQ(decoded(""), "");
  EXPECT_EQ(decoded("Zg=="), "f");
  EXPECT_EQ(decoded("Zm8="), "fo");
  EXPECT_EQ(decoded("Zm9v"), "foo");
  EXPECT_EQ(decoded("Zm9vYg=="), "foob");
  EXPECT_EQ(decoded("Zm9vYmE="), "fooba");
  EXPECT_EQ(decoded("Zm9vYmFy"), "foobar");
}

TEST(Base64, paddingLeftOut_isDecoded) {
  EXPECT_EQ(decoded("Zg"), "f");
  EXPECT_EQ(decoded("Zm8"), "fo");
}

TEST(Base64, bothAlphabets_giveTheSameBytes) {
  EXPECT_EQ(decoded("+/8="), decoded("-_8="));
  EXPECT_EQ(decoded("-_8").size(), 2U);
}

TEST(Base64, brokenLines_areJoined) {
  EXPECT_EQ(decoded("Zm9v\r\n  YmFy\n"), "foobar");
}

TEST(Base64, otherCharacters_areRefused) {
  EXPECT_EQ(decoded("Zm9v!"), "refused");
  EXPECT_EQ(decoded("Zg==Zg=="), "refused");
  EXPECT_EQ(decoded("Zm9vY"), "refused");
}

}  // namespace
}  // namespace gongdun::base
