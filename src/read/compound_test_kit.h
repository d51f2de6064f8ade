// Pieces of binary documents for the tests of this room.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace gongdun::read::test {

// A number in little-endian bytes.
template <std::size_t Bytes>
std::string num(std::uint64_t value) {
  std::string out;
  for (std::size_t i = 0; i < Bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
  return out;
}

// UTF-16 little-endian of text in the basic plane.
inline std::string wide(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) out += num<2>(base::next_code_point(utf8, at));
  return out;
}

}  // namespace gongdun::read::test
