#include "crypto/password.h"

#include <gtest/gtest.h>

#include "crypto/totp.h"

namespace gongdun::crypto {

TEST(Password, HashOfPassword_isArgon2idAndVerifiesOnlyIt) {
  const auto hash = hash_password("正确的口令 horse");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(*hash, "正确的口令 horse"));
  EXPECT_FALSE(verify_password(*hash, "正确的口令 horsf"));
  EXPECT_FALSE(verify_password("", "x"));
  EXPECT_NE(*hash, *hash_password("正确的口令 horse"));
}

// RFC 6238 appendix B, SHA-1, the last six of eight digits; the secret is "12345678901234567890".
TEST(Totp, VectorsOfRfc6238) {
  const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  EXPECT_EQ(totp_code(secret, 59 / 30), "287082");
  EXPECT_EQ(totp_code(secret, 1111111109 / 30), "081804");
  EXPECT_EQ(totp_code(secret, 1234567890 / 30), "005924");
  EXPECT_EQ(totp_code(secret, 20000000000 / 30), "353130");
  EXPECT_EQ(totp_code("no base32!", 1), "");
}

TEST(Totp, Code_isTakenOnceAndWithinOneStep) {
  const std::string secret = new_totp_secret();
  ASSERT_EQ(secret.size(), 32U);
  const std::int64_t now = 1'800'000'000;
  const std::string code = totp_code(secret, now / 30);
  const auto step = check_totp(secret, code, now, 0);
  ASSERT_TRUE(step);
  EXPECT_FALSE(check_totp(secret, code, now, *step)) << "a code seen by somebody else must not work again";
  EXPECT_TRUE(check_totp(secret, code, now + 30, 0));
  EXPECT_FALSE(check_totp(secret, code, now + 90, 0));
}

}  // namespace gongdun::crypto
