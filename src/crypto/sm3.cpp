#include "crypto/sm3.h"

#include <gcrypt.h>

#include <algorithm>
#include <cstdlib>

#include "crypto/digest.h"

#include "crypto/library.h"

namespace gongdun::crypto {

struct Sm3::Impl {
  gcry_md_hd_t handle = nullptr;
  Impl() {
    initialise_libraries();
    if (gcry_md_open(&handle, GCRY_MD_SM3, 0) != 0) std::abort();  // a libgcrypt without SM3: nothing can be trusted
  }
  ~Impl() { gcry_md_close(handle); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
};

Sm3::Sm3() : impl_(std::make_unique<Impl>()) {}
Sm3::~Sm3() = default;
Sm3::Sm3(Sm3&&) noexcept = default;
Sm3& Sm3::operator=(Sm3&&) noexcept = default;

Sm3& Sm3::update(std::string_view bytes) {
  gcry_md_write(impl_->handle, bytes.data(), bytes.size());
  return *this;
}

Sm3Digest Sm3::finish() {
  const unsigned char* bytes = gcry_md_read(impl_->handle, GCRY_MD_SM3);
  Sm3Digest digest{};
  std::copy_n(bytes, digest.size(), digest.begin());
  return digest;
}

std::string hex(std::span<const std::uint8_t> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

std::string sm3_hex(std::string_view bytes) {
  return hex(Sm3().update(bytes).finish());
}

std::string random_hex(std::size_t bytes) {
  const std::string random = random_bytes(bytes);
  return hex({reinterpret_cast<const std::uint8_t*>(random.data()), random.size()});
}

}  // namespace gongdun::crypto
