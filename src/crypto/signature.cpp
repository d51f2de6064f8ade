#include "crypto/signature.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <memory>

#include "base/freed.h"

namespace gongdun::crypto {

namespace {

using Key = std::unique_ptr<EVP_PKEY, base::Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, base::Freed<EVP_PKEY_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, base::Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, base::Freed<OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, base::Freed<BN_free>>;

constexpr int kLeastBits = 2048, kMostBits = 8192;
constexpr std::size_t kHalf = 32;  // of a P-256 signature, and a coordinate

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number(std::string_view text) {
  return Number(BN_bin2bn(bytes(text), static_cast<int>(text.size()), nullptr));
}

Key from_params(const char* type, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
    return nullptr;
  return Key(key);
}

Key rsa_key(const PublicKey& key) {
  if (key.n.size() > kMostBits / 8 || key.e.empty() || key.e.size() > 8) return nullptr;
  const Number n = number(key.n), e = number(key.e);
  if (!n || !e || BN_num_bits(n.get()) < kLeastBits || !BN_is_odd(e.get()) || BN_is_one(e.get())) return nullptr;
  const Builder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return nullptr;
  return from_params("RSA", builder.get());
}

Key p256_key(const PublicKey& key) {
  if (key.x.size() != kHalf || key.y.size() != kHalf) return nullptr;
  const std::string point = "\x04" + key.x + key.y;
  const Builder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
    return nullptr;
  Key made = from_params("EC", builder.get());
  if (!made) return nullptr;
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, made.get(), nullptr));
  return context && EVP_PKEY_public_check(context.get()) == 1 ? std::move(made) : nullptr;
}

// JOSE writes r and s one after the other, OpenSSL wants them as DER.
std::string der_of(std::string_view signature) {
  if (signature.size() != 2 * kHalf) return {};
  const std::unique_ptr<ECDSA_SIG, base::Freed<ECDSA_SIG_free>> pair(ECDSA_SIG_new());
  Number r = number(signature.substr(0, kHalf)), s = number(signature.substr(kHalf));
  if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
  (void)r.release();
  (void)s.release();
  unsigned char* out = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &out);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return der;
}

}  // namespace

bool is_signature(SignatureKind kind, const PublicKey& key, std::string_view message, std::string_view signature) {
  const bool elliptic = kind == SignatureKind::es256;
  if (elliptic != (key.kind == PublicKey::Kind::p256)) return false;
  const Key ready = elliptic ? p256_key(key) : rsa_key(key);
  const std::string der = elliptic ? der_of(signature) : std::string(signature);
  const std::unique_ptr<EVP_MD_CTX, base::Freed<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
  if (!ready || der.empty() || !context) return false;
  EVP_PKEY_CTX* settings = nullptr;  // the context's own
  if (EVP_DigestVerifyInit(context.get(), &settings, EVP_sha256(), nullptr, ready.get()) != 1) return false;
  if (kind == SignatureKind::ps256 &&
      (EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) != 1 || EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) != 1))
    return false;
  return EVP_DigestVerify(context.get(), bytes(der), der.size(), bytes(message), message.size()) == 1;
}

}  // namespace gongdun::crypto
