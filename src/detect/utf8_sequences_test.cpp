#include "detect/utf8_sequences.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/utf8.h"

namespace gongdun::detect {
namespace {

std::string encode(char32_t c) {
  std::string out;
  base::append_utf8(out, c);
  return out;
}

bool in(const std::vector<std::vector<ByteSpan>>& sequences, const std::string& bytes) {
  std::size_t found = 0;
  for (const auto& sequence : sequences) {
    bool all = sequence.size() == bytes.size();
    for (std::size_t i = 0; all && i < bytes.size(); ++i)
      all = static_cast<std::uint8_t>(bytes[i]) >= sequence[i].first && static_cast<std::uint8_t>(bytes[i]) <= sequence[i].second;
    found += all ? 1 : 0;
  }
  EXPECT_LE(found, 1U);
  return found == 1;
}

TEST(Utf8Sequences, AnyRange_exactlyItsCharacters) {
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    const auto pick = [&](std::uint32_t below) { return static_cast<char32_t>(0x80 + random() % below); };
    char32_t from = pick(round % 2 == 0 ? 0x10FF80 : 0x3000), to = pick(round % 3 == 0 ? 0x10FF80 : 0xFF00);
    if (from > to) std::swap(from, to);
    const auto sequences = utf8_sequences(from, to);
    for (int i = 0; i < 400; ++i) {
      char32_t c = i < 100 ? from + static_cast<char32_t>(i) - 50 : i < 200 ? to + static_cast<char32_t>(i) - 150 : pick(0x10FF80);
      c = std::max<char32_t>(c, 0x80);
      if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) continue;
      ASSERT_EQ(in(sequences, encode(c)), c >= from && c <= to)
          << std::hex << static_cast<std::uint32_t>(from) << ' ' << static_cast<std::uint32_t>(to) << ' ' << static_cast<std::uint32_t>(c);
    }
  }
}

TEST(Utf8Sequences, EveryCharacter_isFewSequencesWithoutSurrogates) {
  const auto sequences = utf8_sequences(0x80, 0x10FFFF);
  EXPECT_LE(sequences.size(), 9U);  // the table of RFC 3629 §4
  EXPECT_FALSE(in(sequences, "\xED\xA0\x80"));
  EXPECT_FALSE(in(sequences, "\xE0\x80\x80"));
  EXPECT_FALSE(in(sequences, "\xF4\x90\x80\x80"));
}

}  // namespace
}  // namespace gongdun::detect
