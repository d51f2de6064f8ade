// The table against PCRE2 at every place of text made of pieces that come close.
#include "detect/pattern_dfa.h"

#include <gtest/gtest.h>

#include <random>

#include "detect/confirm.h"
#include "detect/pattern_syntax.h"

namespace gongdun::detect {
namespace {

constexpr std::string_view kPatterns[] = {
    R"re(\b[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]\b)re",
    R"re(\b(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){2}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\b)re",
    R"re((?:京|津|沪|苏|浙)[A-HJ-NP-Z](?:·|-)?[A-HJ-NP-Z0-9]{5,6}\b)re",
    R"re((?:路|街|号院)[0-9０-９]{1,5}(?:号|栋|#))re",
    R"re((?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{1,4}:){2,3}[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:]))re",
    R"re((?<=[0-9])[A-Z]{0,3}(?=[0-9])[0-9A-F]{2})re",
    R"re((?:a|ab)(?:c|bcd){1,2}d?)re",
    R"re(\b[A-Z]{2,4}-[0-9]{3,5}(?:-[A-Z0-9]{1,3})?\b)re",
    R"re(\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,24}\b)re",
    R"re(省[^\s,]{0,3}(?:区|县)号)re",
    R"re([^\s,]+区[0-9a-f]*)re",
    R"re((?:[a-z]+,)+@|^[0-9]+$|\B-[a-z])re",
    R"re((?i)AB+c(?:d|1)*)re",
    R"re(\b(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\b)re",
};

constexpr std::string_view kPieces[] = {"1",
                                        "25",
                                        "192.168.1.254",
                                        ".",
                                        "京",
                                        "苏E12345",
                                        "·",
                                        "-",
                                        "路12号",
                                        "街３号院",
                                        "省南县aa区1号",
                                        "区号",
                                        ",",
                                        " ",
                                        "省",
                                        "1f:2",
                                        ":",
                                        "AB-1",
                                        "ABC-",
                                        "abcd",
                                        "ab",
                                        "110101199003070019",
                                        "X",
                                        "\n",
                                        "a.b-c@mail.example.cn",
                                        "@",
                                        "\xE7\x9C",
                                        "é",
                                        "𠮷",
                                        "\xFF",
                                        "\xED\xA0\x80"};

TEST(PatternDfa, EveryPlace_asPcre2) {
  std::mt19937_64 random(17);
  std::string text;
  while (text.size() < 20000) text += kPieces[random() % std::size(kPieces)];
  Confirmer::State state;
  for (const std::string_view pattern : kPatterns) {
    const auto syntax = parse_pattern(pattern);
    ASSERT_TRUE(syntax) << pattern;
    const auto table = PatternDfa::from(*syntax->root);
    ASSERT_TRUE(table) << pattern;
    const auto exact = Confirmer::compile(std::string(pattern));
    ASSERT_TRUE(exact) << pattern;
    std::size_t matches = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
      Span span;
      const bool found = exact->match_at(text, at, text.size(), state, span);
      ASSERT_EQ(table->match_at(text, at), found ? span.end : 0) << pattern << " at " << at << ": " << text.substr(at, 40);
      matches += found ? 1 : 0;
    }
    EXPECT_GT(matches, 0U) << pattern;
  }
}

TEST(PatternDfa, OtherShapes_refused) {
  for (const std::string_view pattern :
       {R"re([a-z]{2,9}?x)re", R"re((?:a?)+x)re", R"re((?<=é)a)re", R"re((?=ab)[a-z]+)re", R"re((?:省|区)[^\s,]{2,60}(?:路|街)[^\s,]{0,30}(?:号|栋))re"}) {
    const auto syntax = parse_pattern(pattern);
    ASSERT_TRUE(syntax) << pattern;
    EXPECT_FALSE(PatternDfa::from(*syntax->root)) << pattern;
  }
}

}  // namespace
}  // namespace gongdun::detect
