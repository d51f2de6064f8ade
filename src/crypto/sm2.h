// SM2 signatures (GB/T 32918.2-2016 over the curve of GB/T 32918.5, digest SM3, the default identity of GM/T 0009-2012, 1234567812345678).
// Backend: Botan, behind this header only. Signatures are DER (GM/T 0009), public keys SubjectPublicKeyInfo, both as base64 where they are text.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::crypto {

class Sm2PublicKey {
 public:
  // PEM ("-----BEGIN PUBLIC KEY-----") or the base64 of its content. Fails for other algorithms, other curves and points that are not on it.
  static base::Result<Sm2PublicKey> parse(std::string_view text);
  Sm2PublicKey(const Sm2PublicKey&);
  Sm2PublicKey& operator=(const Sm2PublicKey&);
  Sm2PublicKey(Sm2PublicKey&&) noexcept;
  Sm2PublicKey& operator=(Sm2PublicKey&&) noexcept;
  ~Sm2PublicKey();

  std::string text() const;  // base64, one line
  std::string pem() const;
  std::string fingerprint() const;  // SM3 of the encoded key, hex
  bool verify(std::string_view message, std::string_view signature_base64) const;

 private:
  friend class Sm2PrivateKey;
  struct Impl;
  explicit Sm2PublicKey(std::shared_ptr<const Impl> impl);
  std::shared_ptr<const Impl> impl_;
};

class Sm2PrivateKey {
 public:
  static Sm2PrivateKey generate();
  // Encrypted PKCS #8 in PEM; permission where the passphrase does not fit.
  static base::Result<Sm2PrivateKey> parse(std::string_view pem, std::string_view passphrase);
  Sm2PrivateKey(Sm2PrivateKey&&) noexcept;
  Sm2PrivateKey& operator=(Sm2PrivateKey&&) noexcept;
  ~Sm2PrivateKey();

  std::string pem(std::string_view passphrase) const;  // always encrypted
  Sm2PublicKey public_key() const;
  std::string sign(std::string_view message) const;  // base64

 private:
  struct Impl;
  explicit Sm2PrivateKey(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::crypto
