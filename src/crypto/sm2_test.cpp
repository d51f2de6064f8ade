#include "crypto/sm2.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace gongdun::crypto {
namespace {

TEST(Sm2, Signature_fitsItsMessageAndKeyOnly) {
  const Sm2PrivateKey key = Sm2PrivateKey::generate(), other = Sm2PrivateKey::generate();
  const std::string signature = key.sign("规则包");
  EXPECT_TRUE(key.public_key().verify("规则包", signature));
  EXPECT_FALSE(key.public_key().verify("规则包 ", signature));
  EXPECT_FALSE(other.public_key().verify("规则包", signature));
  for (const std::string bad : {"", "AAAA", "not base64 !", "MAYCAQACAQA="}) EXPECT_FALSE(key.public_key().verify("规则包", bad)) << bad;
}

TEST(Sm2, PublicKey_comesBackFromBothForms) {
  const Sm2PublicKey key = Sm2PrivateKey::generate().public_key();
  for (const std::string& form : {key.text(), key.pem(), "\n" + key.pem() + "\n"}) {
    const auto back = Sm2PublicKey::parse(form);
    ASSERT_TRUE(back) << form;
    EXPECT_EQ(back->fingerprint(), key.fingerprint());
  }
}

TEST(Sm2, PublicKey_ofAnotherKindOrDamaged_isRefused) {
  // P-256 (RFC 5480 form of the base point), and damaged ones.
  const char* const p256 = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==";
  EXPECT_FALSE(Sm2PublicKey::parse(p256));
  std::string text = Sm2PrivateKey::generate().public_key().text();
  text[text.size() - 6] = text[text.size() - 6] == 'A' ? 'B' : 'A';  // off the curve
  EXPECT_FALSE(Sm2PublicKey::parse(text));
  for (const std::string bad : {"", "x", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"}) EXPECT_FALSE(Sm2PublicKey::parse(bad)) << bad;
  EXPECT_FALSE(Sm2PublicKey::parse(std::string(100'000, 'A')));
}

TEST(Sm2, PrivateKey_isKeptUnderItsPassphrase) {
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  const std::string pem = key.pem("correct horse");
  EXPECT_NE(pem.find("ENCRYPTED"), std::string::npos);
  const auto back = Sm2PrivateKey::parse(pem, "correct horse");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->public_key().fingerprint(), key.public_key().fingerprint());
  const auto wrong = Sm2PrivateKey::parse(pem, "another");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, base::Code::permission);
  EXPECT_FALSE(Sm2PrivateKey::parse("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", ""));
}

// Another implementation agrees: OpenSSL's command line verifies what we sign.
TEST(Sm2, Signature_isVerifiedByOpenssl) {
  if (std::system("command -v openssl >/dev/null") != 0) GTEST_SKIP() << "the openssl command is not here";
  char folder[] = "/tmp/gd-sm2-XXXXXX";
  ASSERT_NE(::mkdtemp(folder), nullptr);
  const std::filesystem::path at = folder;
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  std::ofstream(at / "key.pem") << key.public_key().pem();
  std::ofstream(at / "message") << "规则包";
  std::ofstream(at / "signature.b64") << key.sign("规则包") << '\n';
  const std::string command = "cd " + at.string() +
                              " && openssl base64 -d -A -in signature.b64 -out signature && openssl dgst -sm3 -verify key.pem -sigopt "
                              "distid:1234567812345678 -signature signature message >out 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ofstream(at / "message") << "规则包!";
  EXPECT_NE(std::system(command.c_str()), 0);
  std::filesystem::remove_all(at);
}

}  // namespace
}  // namespace gongdun::crypto
