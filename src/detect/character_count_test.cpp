#include "detect/character_count.h"

#include <gtest/gtest.h>

#include <string>

namespace gongdun::detect {
namespace {

TEST(CharacterCount, EveryLength_asByByte) {
  std::string text;
  for (int i = 0; text.size() < 2600; ++i) text += i % 7 == 0 ? "\n" : i % 3 == 0 ? "高" : i % 5 == 0 ? "é" : "a";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    CharacterCounts wanted;
    for (const char c : text.substr(0, length)) {
      const auto byte = static_cast<unsigned char>(c);
      wanted.characters += (byte & 0xC0) != 0x80;
      wanted.han += byte >= 0xE4 && byte <= 0xE9;
      wanted.lines += c == '\n';
    }
    const CharacterCounts got = count_characters(std::string_view(text).substr(0, length));
    ASSERT_EQ(got.characters, wanted.characters) << length;
    ASSERT_EQ(got.han, wanted.han) << length;
    ASSERT_EQ(got.lines, wanted.lines) << length;
  }
}

}  // namespace
}  // namespace gongdun::detect
