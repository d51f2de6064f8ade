// SM3 (GB/T 32905-2016) for content addresses, pack digests and the tamper-evident log. Backend: libgcrypt, behind this header only.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace gongdun::crypto {

using Sm3Digest = std::array<std::uint8_t, 32>;

class Sm3 {
 public:
  Sm3();
  ~Sm3();
  Sm3(Sm3&&) noexcept;
  Sm3& operator=(Sm3&&) noexcept;
  Sm3& update(std::string_view bytes);
  Sm3Digest finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string sm3_hex(std::string_view bytes);
std::string hex(std::span<const std::uint8_t> bytes);
// From the operating system; ends the program if there is none (nothing safe could follow).
std::string random_hex(std::size_t bytes);

}  // namespace gongdun::crypto
