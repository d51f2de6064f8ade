#include "base/utf8.h"

#include <gtest/gtest.h>

namespace gongdun::base {
namespace {

TEST(Utf8, ValidText_isAccepted) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("plain ascii that is longer than thirty-two bytes, to take the fast path"));
  EXPECT_TRUE(is_valid_utf8("高炉炉顶温度 é Ж 𠮷 end"));
}

TEST(Utf8, MalformedText_isRefusedAtItsFirstBadByte) {
  EXPECT_EQ(valid_utf8_length("ab\xC0\x80"), 2u);         // overlong
  EXPECT_EQ(valid_utf8_length("高\xE4\xB8"), 3u);         // cut
  EXPECT_EQ(valid_utf8_length("\xED\xA0\x80"), 0u);       // surrogate
  EXPECT_EQ(valid_utf8_length("\xE0\x80\x80"), 0u);       // overlong, three bytes
  EXPECT_EQ(valid_utf8_length("x\xF4\x90\x80\x80"), 1u);  // beyond U+10FFFF
  EXPECT_EQ(valid_utf8_length(std::string(40, 'a') + "\xFF"), 40u);
}

TEST(Utf8, EveryCodePoint_survivesEncodingAndDecoding) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    ASSERT_EQ(next_code_point(text, at), c);
    ASSERT_EQ(at, text.size());
    ASSERT_TRUE(is_valid_utf8(text));
  }
}

TEST(Utf8, PrefixAndCount_goByCharacters) {
  EXPECT_EQ(count_code_points("工盾ab"), 4u);
  EXPECT_EQ(utf8_prefix("工盾ab", 3), "工盾a");
  EXPECT_EQ(utf8_prefix("工", 9), "工");
}

TEST(Utf8, DisplayWidth_countsWideCharactersTwice) {
  EXPECT_EQ(display_width("工盾ab"), 6u);
  EXPECT_EQ(display_width("Ａ１"), 4u);
  EXPECT_EQ(display_width("é"), 1u);
}

TEST(Utf8, FoldWidth_makesFullWidthAsciiPlain) {
  EXPECT_EQ(fold_width("Ａ１：　手机"), "A1: 手机");
}

TEST(Utf8, Trim_removesIdeographicSpaceToo) {
  EXPECT_EQ(trim("　 姓名\t　"), "姓名");
  EXPECT_EQ(trim("　"), "");
}

TEST(Utf8, Printable_replacesControlsAndDirectionOverrides) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
  EXPECT_EQ(printable("txt\u202Eexe"), "txt\uFFFDexe");
  EXPECT_EQ(printable("\xFF名"), "\uFFFD名");
}

}  // namespace
}  // namespace gongdun::base
