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
TEST(EncodeBase64, Rfc4648Vectors_comeOut) {
  // RFC 4648 §10.
  const std::pair<const char*, const char*> vectors[] = {{"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
                                                         {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, coded] : vectors) EXPECT_EQ(encode_base64(plain), coded);
  EXPECT_EQ(encode_base64url("\xff\xfe\xfb"), "__77");
  EXPECT_EQ(encode_base64url("f"), "Zg");
}

TEST(DecodeBase64Url, OtherWaysOfWriting_areRefused) {
  std::string out;
  EXPECT_TRUE(decode_base64url("Zg", out));
  EXPECT_EQ(out, "f");
  for (const char* text : {"Zg==", "Zh", "Z", "Zm 9v", "Zm9v\n", "__7+", "Zm9v.", "/w"}) EXPECT_FALSE(decode_base64url(text, out)) << text;
}

}  // namespace gongdun::base
