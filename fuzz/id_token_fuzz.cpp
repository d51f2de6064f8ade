// ID tokens, key sets and discovery documents as another party sends them. No crash; nothing made at random is ever a right token.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "access/oidc.h"
#include "base/base64.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun;
  using namespace gongdun::access;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parse_discovery(text, "https://id.example.org");
  const std::size_t half = size / 2;
  const auto keys = parse_key_set(text.substr(0, half));
  // Once as it is, once as the claims of a token that is written as it should be.
  const std::string wrapped =
      base::encode_base64url(R"({"alg":"ES256"})") + "." + base::encode_base64url(text.substr(half)) + "." + base::encode_base64url(std::string(64, 'x'));
  for (const std::string_view token_text : {text.substr(half), std::string_view(wrapped)}) {
    const auto token = parse_token(token_text);
    if (!token) continue;
    if (token->payload.size() > kMostTokenBytes || token->signed_part.size() > token_text.size()) std::abort();
    if (keys && check_token(*token, *keys, {"https://id.example.org", "c", "n", 1}).fault == TokenFault::none) std::abort();
  }
  std::string bytes;
  if (base::decode_base64url(text, bytes) && base::encode_base64url(bytes) != text) std::abort();
  return 0;
}
