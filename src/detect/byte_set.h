// Sets of bytes, and what UTF-8 makes of sets of code points.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>

#include "detect/pattern_syntax.h"

namespace gongdun::detect {

using ByteSet = std::bitset<256>;

// The bytes a character of the set can begin with.
ByteSet first_bytes(const CodeSet& set);
// All bytes its characters may contain (continuation bytes not told apart).
ByteSet all_bytes(const CodeSet& set);
// Lengths in bytes of its characters.
struct ByteLengths {
  std::uint32_t min = 4, max = 1;
};
ByteLengths byte_lengths(const CodeSet& set);

const ByteSet& word_bytes();  // what \w matches

inline bool is_word_byte(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
inline bool is_alnum_byte(unsigned char c) {
  return is_word_byte(c) && c != '_';
}
inline bool is_digit_byte(unsigned char c) {
  return c >= '0' && c <= '9';
}
inline bool is_hex_byte(unsigned char c) {
  return is_digit_byte(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace gongdun::detect
