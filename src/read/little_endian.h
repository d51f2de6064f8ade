// Numbers as Intel machines store them, out of bytes that may end early: what is missing reads as zero, so callers check lengths where it matters.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gongdun::read::little {

template <std::size_t Bytes>
constexpr std::uint64_t number(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < Bytes) return 0;
  std::uint64_t value = 0;
  for (std::size_t i = Bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

constexpr std::uint8_t u8(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(number<1>(bytes, at));
}
constexpr std::uint16_t u16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(number<2>(bytes, at));
}
constexpr std::uint32_t u32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(number<4>(bytes, at));
}
constexpr std::uint64_t u64(std::string_view bytes, std::size_t at) {
  return number<8>(bytes, at);
}
inline double f64(std::string_view bytes, std::size_t at) {
  return std::bit_cast<double>(u64(bytes, at));
}
// substr that never throws.
constexpr std::string_view part(std::string_view bytes, std::size_t at, std::size_t count = std::string_view::npos) {
  return at >= bytes.size() ? std::string_view{} : bytes.substr(at, count);
}

}  // namespace gongdun::read::little
