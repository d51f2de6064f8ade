#include "access/id_token.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json_depth.h"
#include "base/utf8.h"
#include "crypto/password.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using crypto::SignatureKind;
using Json = nlohmann::json;

namespace {

constexpr std::size_t kDepth = 8, kMostSubject = 255, kMostShown = 200, kMostMethods = 20;
constexpr double kMostSeconds = 4e11;  // far beyond any clock, far below what µs in 64 bits hold

std::optional<SignatureKind> kind_of(const std::string& name) {
  if (name == "RS256") return SignatureKind::rs256;
  if (name == "PS256") return SignatureKind::ps256;
  if (name == "ES256") return SignatureKind::es256;
  return std::nullopt;
}

// An object, or nothing.
Json object_of(std::string_view text) {
  if (base::is_too_deep(text, kDepth) || !base::is_valid_utf8(text)) return nullptr;
  Json json = Json::parse(text, nullptr, false);
  return json.is_object() ? json : Json(nullptr);
}

std::string text_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool number_at(const Json& object, const char* name, std::string& out) {
  return base::decode_base64url(text_at(object, name), out) && !out.empty();
}

std::optional<SigningKey> read_key(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  if (json.contains("use") && text_at(json, "use") != "sig") return std::nullopt;
  SigningKey out{.id = text_at(json, "kid"), .only = {}, .key = {}};
  if (json.contains("alg")) {
    out.only = kind_of(text_at(json, "alg"));
    if (!out.only) return std::nullopt;
  }
  const std::string type = text_at(json, "kty");
  if (type == "RSA") {
    out.key.kind = crypto::PublicKey::Kind::rsa;
    return number_at(json, "n", out.key.n) && number_at(json, "e", out.key.e) ? std::optional(out) : std::nullopt;
  }
  if (type == "EC" && text_at(json, "crv") == "P-256") {
    out.key.kind = crypto::PublicKey::Kind::p256;
    return number_at(json, "x", out.key.x) && number_at(json, "y", out.key.y) ? std::optional(out) : std::nullopt;
  }
  return std::nullopt;
}

bool fits(const SigningKey& key, const SignedToken& token) {
  const bool elliptic = token.kind == SignatureKind::es256;
  if (elliptic != (key.key.kind == crypto::PublicKey::Kind::p256) || (key.only && *key.only != token.kind)) return false;
  return token.header_key.empty() || key.id == token.header_key;
}

std::optional<base::TimeUs> time_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!std::isfinite(seconds) || seconds < 0 || seconds > kMostSeconds) return std::nullopt;
  return static_cast<base::TimeUs>(seconds * 1e6);
}

// Meant for us, and not for us among others unless it names us as the one who asked (§3.1.3.7, points 3 to 5).
bool is_for(const Json& claims, const std::string& client) {
  const auto audience = claims.find("aud");
  if (audience == claims.end()) return false;
  if (claims.contains("azp") && text_at(claims, "azp") != client) return false;
  if (audience->is_string()) return audience->get_ref<const std::string&>() == client;
  if (!audience->is_array() || std::ranges::find(*audience, Json(client)) == audience->end()) return false;
  return audience->size() == 1 || claims.contains("azp");
}

bool is_timely(const Json& claims, base::TimeUs now) {
  const auto end = time_at(claims, "exp"), made = time_at(claims, "iat");
  if (!end || !made || *end + kClockAllowance <= now) return false;
  if (*made > now + kClockAllowance || *made + kOldestToken + kClockAllowance < now) return false;
  if (!claims.contains("nbf")) return true;
  const auto begin = time_at(claims, "nbf");
  return begin && *begin <= now + kClockAllowance;
}

TokenFault fault_in(const Json& claims, const Expected& expected) {
  const std::string subject = text_at(claims, "sub");
  if (subject.empty() || subject.size() > kMostSubject || subject.find('\0') != std::string::npos) return TokenFault::malformed;
  if (text_at(claims, "iss") != expected.issuer) return TokenFault::issuer;
  if (!is_for(claims, expected.client)) return TokenFault::audience;
  if (!is_timely(claims, expected.now)) return TokenFault::expired;
  if (expected.nonce.empty() || !crypto::equal_in_constant_time(text_at(claims, "nonce"), expected.nonce)) return TokenFault::nonce;
  return TokenFault::none;
}

Claims read_claims(const Json& json) {
  Claims claims{.subject = text_at(json, "sub"), .methods = {}, .shown = {}};
  if (const auto methods = json.find("amr"); methods != json.end() && methods->is_array())
    for (const Json& one : *methods)
      if (one.is_string() && claims.methods.size() < kMostMethods) claims.methods.push_back(one.get<std::string>());
  for (const char* name : {"preferred_username", "email", "name"})
    if (claims.shown.empty()) claims.shown = base::printable(text_at(json, name));
  if (claims.shown.size() > kMostShown) claims.shown.clear();
  return claims;
}

}  // namespace

const char* fault_name(TokenFault fault) {
  static constexpr std::array kNames{"none", "malformed", "unknown_key", "signature", "issuer", "audience", "expired", "nonce"};
  return kNames[static_cast<std::size_t>(fault)];
}

Result<std::vector<SigningKey>> parse_key_set(std::string_view json) {
  const auto wrong = [] { return base::fail(Code::invalid_input, "不是有效的签名公钥集（JWKS）", "not a valid key set (JWKS)", "jwks_uri"); };
  if (json.size() > kMostKeySetBytes) return wrong();
  const Json set = object_of(json);
  const auto keys = set.is_object() ? set.find("keys") : set.end();
  if (!set.is_object() || keys == set.end() || !keys->is_array() || keys->size() > kMostKeys) return wrong();
  std::vector<SigningKey> out;
  for (const Json& one : *keys)
    if (auto key = read_key(one)) out.push_back(std::move(*key));
  return out;
}

Result<SignedToken> parse_token(std::string_view token) {
  const auto wrong = [](const char* zh, const char* en) { return base::fail(Code::invalid_input, zh, en, "id_token"); };
  const std::size_t first = token.find('.'), last = token.rfind('.');
  if (token.size() > kMostTokenBytes || first == std::string_view::npos || first == last || token.find('.', first + 1) != last)
    return wrong("不是有效的身份令牌", "not an ID token");
  SignedToken out;
  std::string header;
  if (!base::decode_base64url(token.substr(0, first), header) || !base::decode_base64url(token.substr(first + 1, last - first - 1), out.payload) ||
      !base::decode_base64url(token.substr(last + 1), out.signature))
    return wrong("身份令牌编码不正确", "the ID token is not encoded as it should be");
  const Json json = object_of(header);
  // What `crit` names must be understood (RFC 7515 §4.1.11), and we know none of it.
  if (!json.is_object() || json.contains("crit")) return wrong("身份令牌头不正确", "the header of the ID token is not right");
  const auto kind = kind_of(text_at(json, "alg"));
  if (!kind) return wrong("身份令牌的签名算法不被接受（只接受 RS256、PS256、ES256）", "the ID token's algorithm is not taken (RS256, PS256 and ES256 are)");
  out.kind = *kind;
  out.header_key = text_at(json, "kid");
  out.signed_part = token.substr(0, last);
  return out;
}

Checked check_token(const SignedToken& token, const std::vector<SigningKey>& keys, const Expected& expected) {
  bool known = false, right = false;
  for (const SigningKey& key : keys) {
    if (right || !fits(key, token)) continue;
    known = true;
    right = crypto::is_signature(token.kind, key.key, token.signed_part, token.signature);
  }
  if (!right) return {known ? TokenFault::signature : TokenFault::unknown_key, {}};
  const Json claims = object_of(token.payload);
  if (!claims.is_object()) return {TokenFault::malformed, {}};
  if (const TokenFault fault = fault_in(claims, expected); fault != TokenFault::none) return {fault, {}};
  return {TokenFault::none, read_claims(claims)};
}

}  // namespace gongdun::access
