// Time-based one-time passwords (RFC 6238: HMAC-SHA1, six digits, steps of 30 seconds) as authenticator apps make them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongdun::crypto {

inline constexpr std::int64_t kTotpStepSeconds = 30;

// 20 random bytes in base32 without padding (RFC 4648), the form apps take.
std::string new_totp_secret();
// `step`: seconds since 1970 divided by 30. Six digits; empty if the secret is no base32.
std::string totp_code(std::string_view base32_secret, std::int64_t step);
// The step a code belongs to: now, the one before or the one after (clocks differ). A step up to `last_used` is not accepted again.
std::optional<std::int64_t> check_totp(std::string_view base32_secret, std::string_view code, std::int64_t unix_seconds, std::int64_t last_used);

}  // namespace gongdun::crypto
