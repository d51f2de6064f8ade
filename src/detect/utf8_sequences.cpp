#include "detect/utf8_sequences.h"

#include <algorithm>

namespace gongdun::detect {
namespace {

constexpr char32_t kLast[] = {0x7F, 0x7FF, 0xFFFF, 0x10FFFF};  // of one, two … bytes
constexpr std::uint8_t kLeadMark[] = {0, 0xC0, 0xE0, 0xF0};

std::uint8_t byte_of(char32_t code, unsigned length, unsigned place) {
  const char32_t bits = code >> 6 * (length - 1 - place);
  return static_cast<std::uint8_t>(place == 0 ? kLeadMark[length - 1] | bits : 0x80 | (bits & 0x3F));
}

// Codes of one length. A range is a product of byte ranges once everything below its first different place runs from the lowest to the highest.
void split(char32_t from, char32_t to, unsigned length, std::vector<std::vector<ByteSpan>>& out) {
  for (unsigned low = 1; low < length; ++low) {
    const char32_t below = (char32_t{1} << 6 * low) - 1;
    if ((from & ~below) == (to & ~below)) break;
    if ((from & below) != 0) {
      split(from, from | below, length, out);
      return split((from | below) + 1, to, length, out);
    }
    if ((to & below) != below) {
      split(from, (to & ~below) - 1, length, out);
      return split(to & ~below, to, length, out);
    }
  }
  std::vector<ByteSpan> sequence;
  for (unsigned place = 0; place < length; ++place) sequence.emplace_back(byte_of(from, length, place), byte_of(to, length, place));
  out.push_back(std::move(sequence));
}

}  // namespace

std::vector<std::vector<ByteSpan>> utf8_sequences(char32_t from, char32_t to) {
  std::vector<std::vector<ByteSpan>> out;
  const auto add = [&](char32_t low, char32_t high) {
    for (unsigned length = 2; length <= 4; ++length) {
      const char32_t first = std::max<char32_t>(low, kLast[length - 2] + 1), last = std::min(high, kLast[length - 1]);
      if (first <= last) split(first, last, length, out);
    }
  };
  if (from <= 0xD7FF) add(from, std::min<char32_t>(to, 0xD7FF));
  if (to >= 0xE000) add(std::max<char32_t>(from, 0xE000), to);
  return out;
}

}  // namespace gongdun::detect
