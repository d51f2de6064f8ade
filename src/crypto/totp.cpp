#include "crypto/totp.h"

#include <fmt/format.h>
#include <gcrypt.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crypto/password.h"
#include "crypto/sm3.h"

namespace gongdun::crypto {

namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kSecretBytes = 20;

std::string base32(std::string_view bytes) {
  std::string out;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(c);
    bits += 8;
    for (; bits >= 5; bits -= 5) out += kBase32[(buffer >> (bits - 5)) & 31U];
  }
  if (bits > 0) out += kBase32[(buffer << (5 - bits)) & 31U];
  return out;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string out;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = kBase32.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    buffer = (buffer << 5) | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits >= 8) {
      out += static_cast<char>((buffer >> (bits - 8)) & 0xffU);
      bits -= 8;
    }
  }
  return out;
}

std::optional<std::array<unsigned char, 20>> hmac_sha1(std::string_view key, std::string_view message) {
  Sm3 make_library_ready;
  gcry_md_hd_t handle = nullptr;
  if (gcry_md_open(&handle, GCRY_MD_SHA1, GCRY_MD_FLAG_HMAC) != 0) return std::nullopt;
  std::array<unsigned char, 20> out{};
  const bool keyed = gcry_md_setkey(handle, key.data(), key.size()) == 0;
  if (keyed) {
    gcry_md_write(handle, message.data(), message.size());
    std::copy_n(gcry_md_read(handle, GCRY_MD_SHA1), out.size(), out.begin());
  }
  gcry_md_close(handle);
  return keyed ? std::optional(out) : std::nullopt;
}

}  // namespace

std::string new_totp_secret() {
  std::array<char, kSecretBytes> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) std::abort();
  return base32({bytes.data(), bytes.size()});
}

std::string totp_code(std::string_view base32_secret, std::int64_t step) {
  const auto key = from_base32(base32_secret);
  if (!key || key->empty()) return {};
  std::string message(8, '\0');
  for (int i = 0; i < 8; ++i) message[static_cast<std::size_t>(7 - i)] = static_cast<char>((step >> (8 * i)) & 0xff);
  const auto mac = hmac_sha1(*key, message);
  if (!mac) return {};
  const std::size_t at = (*mac)[19] & 0x0fU;
  const std::uint32_t number = ((*mac)[at] & 0x7fU) << 24 | (*mac)[at + 1] << 16 | (*mac)[at + 2] << 8 | (*mac)[at + 3];
  return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> check_totp(std::string_view base32_secret, std::string_view code, std::int64_t unix_seconds, std::int64_t last_used) {
  const std::int64_t now = unix_seconds / kTotpStepSeconds;
  std::optional<std::int64_t> found;
  for (std::int64_t step = now - 1; step <= now + 1; ++step) {
    const std::string right = totp_code(base32_secret, step);
    if (!right.empty() && equal_in_constant_time(right, code) && step > last_used) found = step;
  }
  return found;
}

}  // namespace gongdun::crypto
