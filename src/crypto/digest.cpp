#include "crypto/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include <array>
#include <cstdlib>

namespace gongdun::crypto {

namespace {

constexpr std::size_t kBytes = 32;

std::string text_of(const std::array<unsigned char, kBytes>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, kBytes> out{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, EVP_sha256(), nullptr) != 1 || size != kBytes) std::abort();
  return text_of(out);
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::array<unsigned char, kBytes> out{};
  unsigned size = 0;
  // A null key means "the key of last time" to OpenSSL.
  const char none = 0;
  if (HMAC(EVP_sha256(), key.empty() ? &none : key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
           out.data(), &size) == nullptr ||
      size != kBytes)
    std::abort();
  return text_of(out);
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  for (std::size_t have = 0; have < count;) {
    const ssize_t got = getrandom(out.data() + have, count - have, 0);
    if (got <= 0) std::abort();
    have += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace gongdun::crypto
