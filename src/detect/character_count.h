// Counts of characters, Han characters and lines of a piece of UTF-8. Written so that the compiler makes wide instructions of it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gongdun::detect {

struct CharacterCounts {
  std::uint64_t characters = 0, han = 0, lines = 0;
};

inline CharacterCounts count_characters(std::string_view text) {
  constexpr std::size_t kStep = 128;  // below 256: byte counters do not run over
  CharacterCounts counts;
  std::size_t at = 0;
  for (; at + kStep <= text.size(); at += kStep) {
    const char* block = text.data() + at;
    std::uint8_t characters = 0, han = 0, lines = 0;
    for (std::size_t i = 0; i < kStep; ++i) {
      const auto byte = static_cast<std::uint8_t>(block[i]);
      characters = static_cast<std::uint8_t>(characters + ((byte & 0xC0) != 0x80 ? 1 : 0));
      han = static_cast<std::uint8_t>(han + (static_cast<std::uint8_t>(byte - 0xE4) < 6 ? 1 : 0));
      lines = static_cast<std::uint8_t>(lines + (byte == '\n' ? 1 : 0));
    }
    counts.characters += characters;
    counts.han += han;
    counts.lines += lines;
  }
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    counts.characters += (byte & 0xC0) != 0x80;
    counts.han += static_cast<std::uint8_t>(byte - 0xE4) < 6;
    counts.lines += byte == '\n';
  }
  return counts;
}

}  // namespace gongdun::detect
