// Counts of characters, Han characters and lines of a piece of UTF-8, at the speed of the byte classes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gongdun::detect {

struct CharacterCounts {
  std::uint64_t characters = 0, han = 0, lines = 0;
};

CharacterCounts count_characters(std::string_view text);

}  // namespace gongdun::detect
