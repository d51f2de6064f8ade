#include "detect/character_count.h"

#include <bit>

#include "detect/class_stretches.h"

namespace gongdun::detect {
namespace {

std::uint64_t count(const ClassStretches& stretches, ByteRange range) {
  ClassStretches::Mask mask;
  stretches.classify(range, mask);
  std::uint64_t sum = 0;
  for (std::size_t w = 0; w < stretches.words(); ++w) sum += static_cast<std::uint64_t>(std::popcount(mask[w]));
  return sum;
}

}  // namespace

CharacterCounts count_characters(std::string_view text) {
  constexpr ByteRange kContinuation{0x80, 0x3F}, kHanLead{0xE4, 5}, kLineEnd{'\n', 0};
  CharacterCounts counts;
  counts.characters = text.size();
  for (ClassStretches stretches(text); stretches.next();) {
    counts.characters -= count(stretches, kContinuation);
    counts.han += count(stretches, kHanLead);
    counts.lines += count(stretches, kLineEnd) - stretches.padding();
  }
  return counts;
}

}  // namespace gongdun::detect
