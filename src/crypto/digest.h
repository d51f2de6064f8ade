// SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104) where another party's protocol asks for them: PKCE, signatures of webhooks. What is our own uses SM3.
#pragma once
#include <string>
#include <string_view>

namespace gongdun::crypto {

std::string sha256(std::string_view bytes);                               // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
std::string random_bytes(std::size_t count);                              // as random_hex

}  // namespace gongdun::crypto
