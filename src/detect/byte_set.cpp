#include "detect/byte_set.h"

#include <algorithm>

namespace gongdun::detect {
namespace {

struct Plane {
  char32_t from, to;
  std::uint32_t length;
  int shift;      // of the lead byte's payload
  unsigned mark;  // lead byte's mark
};
constexpr Plane kPlanes[] = {{0x80, 0x7FF, 2, 6, 0xC0}, {0x800, 0xFFFF, 3, 12, 0xE0}, {0x10000, 0x10FFFF, 4, 18, 0xF0}};

}  // namespace

ByteSet first_bytes(const CodeSet& set) {
  ByteSet bytes;
  for (std::size_t c = 0; c < 128; ++c) bytes.set(c, set.ascii.test(c));
  for (const auto& [from, to] : set.wide) {
    for (const Plane& plane : kPlanes) {
      const char32_t low = std::max(from, plane.from), high = std::min(to, plane.to);
      for (char32_t lead = low >> plane.shift; low <= high && lead <= high >> plane.shift; ++lead) bytes.set(plane.mark | lead);
    }
  }
  return bytes;
}

ByteSet all_bytes(const CodeSet& set) {
  ByteSet bytes = first_bytes(set);
  if (!set.wide.empty()) {
    for (std::size_t c = 0x80; c < 0xC0; ++c) bytes.set(c);
  }
  return bytes;
}

ByteLengths byte_lengths(const CodeSet& set) {
  ByteLengths lengths;
  if (set.ascii.any()) lengths.min = 1;
  for (const auto& [from, to] : set.wide) {
    for (const Plane& plane : kPlanes) {
      if (std::max(from, plane.from) > std::min(to, plane.to)) continue;
      lengths.min = std::min(lengths.min, plane.length);
      lengths.max = std::max(lengths.max, plane.length);
    }
  }
  if (set.ascii.none() && set.wide.empty()) lengths.min = 1;  // an empty class never matches
  return lengths;
}

const ByteSet& word_bytes() {
  static const ByteSet set = [] {
    ByteSet bytes;
    for (std::size_t c = 0; c < 256; ++c) bytes.set(c, is_word_byte(static_cast<unsigned char>(c)));
    return bytes;
  }();
  return set;
}

}  // namespace gongdun::detect
