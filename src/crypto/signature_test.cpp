#include "crypto/signature.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>

#include "base/base64.h"

namespace gongdun::crypto {

namespace {

std::string decoded(std::string_view text) {
  std::string out;
  EXPECT_TRUE(base::decode_base64url(text, out));
  return out;
}

// RFC 7515 appendix A.2 (RSA) and A.3 (P-256): the same payload under both.
constexpr std::string_view kPayload = ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr std::string_view kRsaSignature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnby"
    "TyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rq"
    "Vt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
constexpr std::string_view kEcSignature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

PublicKey rsa() {
  return {
      .kind = PublicKey::Kind::rsa,
      .n = decoded("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b3269"
                   "0r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aG"
                   "hyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
      .e = decoded("AQAB"),
      .x = {},
      .y = {}};
}

PublicKey p256() {
  return {.kind = PublicKey::Kind::p256,
          .n = {},
          .e = {},
          .x = decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
          .y = decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")};
}

std::string signed_part(std::string_view header) {
  return std::string(header) + std::string(kPayload);
}

}  // namespace

TEST(Signature, Rfc7515Examples_areRight) {
  EXPECT_TRUE(is_signature(SignatureKind::rs256, rsa(), signed_part("eyJhbGciOiJSUzI1NiJ9"), decoded(kRsaSignature)));
  EXPECT_TRUE(is_signature(SignatureKind::es256, p256(), signed_part("eyJhbGciOiJFUzI1NiJ9"), decoded(kEcSignature)));
}

TEST(Signature, OtherMessageKeyKindOrSignature_isWrong) {
  const std::string right = decoded(kEcSignature), message = signed_part("eyJhbGciOiJFUzI1NiJ9");
  EXPECT_FALSE(is_signature(SignatureKind::es256, p256(), message + "x", right));
  EXPECT_FALSE(is_signature(SignatureKind::es256, rsa(), message, right));
  EXPECT_FALSE(is_signature(SignatureKind::rs256, p256(), message, right));
  EXPECT_FALSE(is_signature(SignatureKind::ps256, rsa(), signed_part("eyJhbGciOiJSUzI1NiJ9"), decoded(kRsaSignature)));
  for (const std::string& wrong : {std::string(), std::string(64, '\0'), right + "x", right.substr(1), std::string(64, '\xff')})
    EXPECT_FALSE(is_signature(SignatureKind::es256, p256(), message, wrong));
  PublicKey beside = p256();
  beside.x[0] = static_cast<char>(beside.x[0] ^ 1);
  EXPECT_FALSE(is_signature(SignatureKind::es256, beside, message, right));
}

TEST(Signature, Pss_isRightUnderPssAlone) {
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_RSA_gen(2048), EVP_PKEY_free);
  BIGNUM* n = nullptr;
  ASSERT_EQ(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_RSA_N, &n), 1);
  std::string modulus(256, '\0'), signature(256, '\0');
  BN_bn2bin(n, reinterpret_cast<unsigned char*>(modulus.data()));
  BN_free(n);
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* settings = nullptr;
  ASSERT_EQ(EVP_DigestSignInit(context.get(), &settings, EVP_sha256(), nullptr, key.get()), 1);
  EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING);
  EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST);
  std::size_t size = signature.size();
  ASSERT_EQ(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, reinterpret_cast<const unsigned char*>("m"), 1), 1);
  const PublicKey shown{.kind = PublicKey::Kind::rsa, .n = modulus, .e = std::string("\x01\x00\x01", 3), .x = {}, .y = {}};
  EXPECT_TRUE(is_signature(SignatureKind::ps256, shown, "m", signature));
  EXPECT_FALSE(is_signature(SignatureKind::rs256, shown, "m", signature));
}

TEST(Signature, SmallOrOddRsaKeys_areNotTaken) {
  PublicKey small = rsa();
  small.n = small.n.substr(0, 128);
  EXPECT_FALSE(is_signature(SignatureKind::rs256, small, "m", std::string(128, 'x')));
  PublicKey one = rsa();
  one.e = "\x01";
  EXPECT_FALSE(is_signature(SignatureKind::rs256, one, "m", std::string(256, 'x')));
  PublicKey huge = rsa();
  huge.n = std::string(4096, 'x');
  EXPECT_FALSE(is_signature(SignatureKind::rs256, huge, "m", std::string(4096, 'x')));
}

}  // namespace gongdun::crypto
