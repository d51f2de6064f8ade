#include "crypto/password.h"

#include <sodium.h>

#include <array>

#include "crypto/library.h"
#include "crypto/sm3.h"

namespace gongdun::crypto {

base::Result<std::string> hash_password(std::string_view password) {
  initialise_libraries();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_argon2id_str(out.data(), password.data(), password.size(), crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                                 crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE) != 0)
    return base::fail(base::Code::limit, "内存不足，无法处理口令（需要约 64 MiB）", "not enough memory to process a password (about 64 MiB is needed)");
  return std::string(out.data());
}

bool verify_password(const std::string& hash, std::string_view password) {
  initialise_libraries();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& nobodys_password() {
  static const std::string hash = hash_password(random_hex(32)).value_or("");
  return hash;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gongdun::crypto
