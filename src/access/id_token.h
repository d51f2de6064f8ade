// ID tokens (OpenID Connect Core 1.0 §2, §3.1.3.7) and the keys they are signed with (RFC 7517): pure functions over text from another party. Taken are
// RS256, PS256 and ES256; a token without signature or with one made by a shared secret is refused whatever its header says.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "crypto/signature.h"

namespace gongdun::access {

inline constexpr std::size_t kMostTokenBytes = 32 * 1024, kMostKeySetBytes = 256 * 1024, kMostKeys = 100;
inline constexpr base::TimeUs kClockAllowance = 60'000'000;  // clocks differ
inline constexpr base::TimeUs kOldestToken = 600'000'000;    // a token is fetched when it is made

struct SigningKey {
  std::string id;                             // kid; may be empty
  std::optional<crypto::SignatureKind> only;  // alg, where the key says so
  crypto::PublicKey key;
};
// Keys for other uses or of other kinds are passed by, as RFC 7517 §5 wants; a text that is no key set is an error.
base::Result<std::vector<SigningKey>> parse_key_set(std::string_view json);

struct SignedToken {
  std::string header_key;  // kid
  crypto::SignatureKind kind = crypto::SignatureKind::rs256;
  std::string signed_part, signature;
  std::string payload;  // JSON text, not yet to be believed
};
base::Result<SignedToken> parse_token(std::string_view token);

// Wrong for one of the reasons a person in front of a screen can do something about or an administrator must hear of; stable texts.
enum class TokenFault { none, malformed, unknown_key, signature, issuer, audience, expired, nonce };
const char* fault_name(TokenFault fault);

struct Expected {
  std::string issuer, client, nonce;
  base::TimeUs now = 0;
};
struct Claims {
  std::string subject;
  std::vector<std::string> methods;  // amr
  std::string shown;                 // preferred_username, email or name: to show, never to identify anybody by
};
struct Checked {
  TokenFault fault = TokenFault::none;
  Claims claims;  // only without fault
};
// Signature first; claims are read only when it is right.
Checked check_token(const SignedToken& token, const std::vector<SigningKey>& keys, const Expected& expected);

}  // namespace gongdun::access
