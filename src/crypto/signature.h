// Signatures of others, as tokens carry them (RFC 7518 §3.3–3.5): RSA PKCS#1 v1.5 and PSS with SHA-256, ECDSA on P-256. Only checking; keys as numbers.
#pragma once
#include <string>
#include <string_view>

namespace gongdun::crypto {

enum class SignatureKind { rs256, ps256, es256 };

// Big-endian numbers without sign. RSA: n and e, 2,048 to 8,192 bits. EC on P-256: x and y, 32 bytes each.
struct PublicKey {
  enum class Kind { rsa, p256 } kind = Kind::rsa;
  std::string n, e, x, y;
};

// False for every signature that is not right, for a key of another kind or of a size that is not taken, and for a point that is not on the curve.
bool is_signature(SignatureKind kind, const PublicKey& key, std::string_view message, std::string_view signature);

}  // namespace gongdun::crypto
