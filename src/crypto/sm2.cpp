#include "crypto/sm2.h"

#include <botan/auto_rng.h>
#include <botan/base64.h>
#include <botan/data_src.h>
#include <botan/ecdsa.h>
#include <botan/pem.h>
#include <botan/pk_keys.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>
#include <botan/x509_key.h>

#include "crypto/sm3.h"

namespace gongdun::crypto {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t kLongestKey = 8192;
constexpr const char* kCurve = "sm2p256v1";
constexpr const char* kPadding = "1234567812345678,SM3";

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

Botan::RandomNumberGenerator& random_source() {
  thread_local Botan::AutoSeeded_RNG rng;
  return rng;
}

std::unexpected<base::Error> no_key(const char* zh, const char* en) {
  return base::fail(Code::invalid_input, zh, en);
}

// Key files name the general algorithm of elliptic curves and the curve, as GM/T 0010 and other programs have it; Botan's own name for SM2 keys is read nowhere
// else.
Botan::ECDSA_PublicKey written(const Botan::EC_PublicKey& key) {
  return {key.domain(), key.public_point()};
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string() : std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

}  // namespace

struct Sm2PublicKey::Impl {
  Botan::SM2_PublicKey key;
};

Sm2PublicKey::Sm2PublicKey(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Sm2PublicKey::Sm2PublicKey(const Sm2PublicKey&) = default;
Sm2PublicKey& Sm2PublicKey::operator=(const Sm2PublicKey&) = default;
Sm2PublicKey::Sm2PublicKey(Sm2PublicKey&&) noexcept = default;
Sm2PublicKey& Sm2PublicKey::operator=(Sm2PublicKey&&) noexcept = default;
Sm2PublicKey::~Sm2PublicKey() = default;

Result<Sm2PublicKey> Sm2PublicKey::parse(std::string_view given) {
  const std::string text = trimmed(given);
  if (text.empty() || text.size() > kLongestKey) return no_key("公钥为空或过长", "the public key is empty or too long");
  try {
    const Botan::secure_vector<std::uint8_t> der =
        text.starts_with("-----") ? Botan::PEM_Code::decode_check_label(text, "PUBLIC KEY") : Botan::base64_decode(text);
    Botan::DataSource_Memory source(der);
    std::unique_ptr<Botan::Public_Key> key(Botan::X509::load_key(source));
    const auto* ec = dynamic_cast<const Botan::EC_PublicKey*>(key.get());
    // Keys of the curve are also written under the general name of elliptic curves.
    if (ec == nullptr || ec->domain().get_curve_oid() != Botan::OID::from_string(kCurve) || !ec->check_key(random_source(), true))
      return no_key("不是 SM2 公钥", "not an SM2 public key");
    return Sm2PublicKey(std::make_shared<const Impl>(Impl{Botan::SM2_PublicKey(ec->domain(), ec->public_point())}));
  } catch (const std::exception&) {
    return no_key("公钥无法读取，应为 PEM 或 Base64", "the public key cannot be read; PEM or base64 is expected");
  }
}

std::string Sm2PublicKey::text() const {
  return Botan::base64_encode(Botan::X509::BER_encode(written(impl_->key)));
}

std::string Sm2PublicKey::pem() const {
  return Botan::X509::PEM_encode(written(impl_->key));
}

std::string Sm2PublicKey::fingerprint() const {
  const std::vector<std::uint8_t> der = Botan::X509::BER_encode(written(impl_->key));
  return sm3_hex({reinterpret_cast<const char*>(der.data()), der.size()});
}

bool Sm2PublicKey::verify(std::string_view message, std::string_view signature_base64) const {
  try {
    const auto signature = Botan::base64_decode(signature_base64.data(), signature_base64.size(), false);
    Botan::PK_Verifier verifier(impl_->key, kPadding, Botan::DER_SEQUENCE);
    return verifier.verify_message(bytes_of(message), message.size(), signature.data(), signature.size());
  } catch (const std::exception&) {
    return false;
  }
}

struct Sm2PrivateKey::Impl {
  Botan::SM2_PrivateKey key;
};

Sm2PrivateKey::Sm2PrivateKey(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sm2PrivateKey::Sm2PrivateKey(Sm2PrivateKey&&) noexcept = default;
Sm2PrivateKey& Sm2PrivateKey::operator=(Sm2PrivateKey&&) noexcept = default;
Sm2PrivateKey::~Sm2PrivateKey() = default;

Sm2PrivateKey Sm2PrivateKey::generate() {
  return Sm2PrivateKey(std::make_unique<Impl>(Impl{Botan::SM2_PrivateKey(random_source(), Botan::EC_Group(kCurve))}));
}

Result<Sm2PrivateKey> Sm2PrivateKey::parse(std::string_view pem, std::string_view passphrase) {
  if (pem.size() > kLongestKey) return no_key("私钥文件过大", "the private key is too large");
  try {
    if (pem.find("ENCRYPTED PRIVATE KEY") == std::string_view::npos)
      return no_key("私钥须为口令加密的 PKCS #8（PEM）", "the private key must be PKCS #8 under a passphrase (PEM)");
    Botan::DataSource_Memory source(bytes_of(pem), pem.size());
    const std::unique_ptr<Botan::Private_Key> key(Botan::PKCS8::load_key(source, std::string(passphrase)));
    const auto* ec = dynamic_cast<const Botan::EC_PrivateKey*>(key.get());
    if (ec == nullptr || ec->domain().get_curve_oid() != Botan::OID::from_string(kCurve)) return no_key("不是 SM2 私钥", "not an SM2 private key");
    return Sm2PrivateKey(std::make_unique<Impl>(Impl{Botan::SM2_PrivateKey(random_source(), ec->domain(), ec->private_value())}));
  } catch (const std::exception&) {
    return base::fail(Code::permission, "口令不对，或者私钥文件已损坏", "the passphrase is wrong, or the private key is damaged");
  }
}

std::string Sm2PrivateKey::pem(std::string_view passphrase) const {
  const Botan::ECDSA_PrivateKey key(random_source(), impl_->key.domain(), impl_->key.private_value());
  return Botan::PKCS8::PEM_encode(key, random_source(), std::string(passphrase));
}

Sm2PublicKey Sm2PrivateKey::public_key() const {
  return Sm2PublicKey(std::make_shared<const Sm2PublicKey::Impl>(Sm2PublicKey::Impl{Botan::SM2_PublicKey(impl_->key.domain(), impl_->key.public_point())}));
}

std::string Sm2PrivateKey::sign(std::string_view message) const {
  Botan::PK_Signer signer(impl_->key, random_source(), kPadding, Botan::DER_SEQUENCE);
  return Botan::base64_encode(signer.sign_message(bytes_of(message), message.size(), random_source()));
}

}  // namespace gongdun::crypto
