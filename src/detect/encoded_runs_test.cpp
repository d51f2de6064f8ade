#include "detect/encoded_runs.h"

#include <gtest/gtest.h>

#include <random>

#include "detect/look_through_kit_test.h"

namespace gongdun::detect {
namespace {

constexpr std::string_view kPlain = "user=mes_admin host=10.2.3.4 note=hot strip mill line two";

std::vector<std::string> decoded(std::string_view text) {
  std::vector<EncodedRun> runs;
  find_encoded_runs(text, runs);
  std::vector<std::string> out;
  for (const EncodedRun& run : runs) {
    std::string one;
    if (decode_run(text, run, false, one)) out.push_back(one);
  }
  return out;
}

TEST(EncodedRuns, base64InALine_isDecodedWhereItStands) {
  const std::string encoded = base64_of(kPlain);
  const std::string text = "value: " + encoded + " end";
  std::vector<EncodedRun> runs;
  find_encoded_runs(text, runs);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(text.substr(runs[0].begin, runs[0].end - runs[0].begin), encoded);
  EXPECT_EQ(decoded(text), std::vector<std::string>{std::string(kPlain)});
}

TEST(EncodedRuns, base64UrlAlphabetWithoutPadding_isDecoded) {
  std::string encoded = base64_of("口令?>?>~~~ 热轧二线 口令?>?>");
  std::ranges::replace(encoded, '+', '-');
  std::ranges::replace(encoded, '/', '_');
  while (encoded.ends_with('=')) encoded.pop_back();
  EXPECT_EQ(decoded("x " + encoded + "\n"), std::vector<std::string>{"口令?>?>~~~ 热轧二线 口令?>?>"});
}

TEST(EncodedRuns, brokenLines_areOneRun) {
  std::string long_text;
  for (int i = 0; i < 20; ++i) long_text += std::string(kPlain) + "\n";
  const std::string encoded = base64_of(long_text);
  for (const std::string_view end : {"\n", "\r\n", "\n    "}) {
    std::string wrapped = "data: |" + std::string(end);
    for (std::size_t i = 0; i < encoded.size(); i += 76) wrapped += encoded.substr(i, 76) + std::string(end);
    EXPECT_EQ(decoded(wrapped), std::vector<std::string>{long_text}) << end.size();
  }
}

TEST(EncodedRuns, runAtEveryPlaceOfTheWords_isFound) {
  const std::string encoded = base64_of(kPlain);
  for (std::size_t before = 0; before < 1100; ++before) {
    const std::string text = std::string(before, ' ') + encoded + " ";
    ASSERT_EQ(decoded(text).size(), 1U) << before;
  }
}

TEST(EncodedRuns, everyLengthFromTheShortest_isFound) {
  for (std::size_t size = 16; size < 300; ++size) {
    std::string plain;
    while (plain.size() < size) plain += kPlain;
    plain.resize(size);
    ASSERT_EQ(decoded("(" + base64_of(plain) + ")"), std::vector<std::string>{plain}) << size;
  }
}

TEST(EncodedRuns, utf16OfPowerShell_isDecoded) {
  EXPECT_EQ(decoded("powershell -EncodedCommand " + wide_base64_of(kPlain)), std::vector<std::string>{std::string(kPlain)});
}

TEST(EncodedRuns, hexText_isDecoded) {
  EXPECT_EQ(decoded("0x " + hex_of(kPlain)), std::vector<std::string>{std::string(kPlain)});
}

TEST(EncodedRuns, percentEncodedWord_isDecoded) {
  EXPECT_EQ(decoded("GET /login?q=user%3Dmes%26name%3D%E7%83%AD%E8%BD%A7 HTTP/1.1"), std::vector<std::string>{"/login?q=user=mes&name=热轧"});
}

TEST(EncodedRuns, unicodeEscapes_areDecodedByTheLine) {
  EXPECT_EQ(decoded("a\nkey(\"\\u5bc6\\u7801\") = \"\\u0058k9\"\nb"), std::vector<std::string>{"key(\"密码\") = \"Xk9\""});
}

TEST(EncodedRuns, sourceOfEscapes_isTheirOwnPlace) {
  const std::string_view text = "x=%41%42CD";
  const EncodedRun run{0, text.size(), Encoding::percent};
  const SourceSpan span = source_of(text, run, 3, 5);  // "BC" of "x=ABCD"
  EXPECT_EQ(text.substr(span.begin, span.end - span.begin), "%42C");
}

TEST(EncodedRuns, bytesThatAreNoText_holdNothing) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 64; ++i) bytes += static_cast<char>(random());
    EXPECT_TRUE(decoded("MII " + base64_of(bytes) + " ").empty());
  }
  EXPECT_TRUE(decoded("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").empty());
  EXPECT_TRUE(decoded("someVeryLongIdentifierWithoutAnyMeaning /usr/share/doc/packages/gongdun/README").empty());
}

TEST(EncodedRuns, escapesOfAnotherCharacterSet_holdNothing) {
  EXPECT_TRUE(decoded("q=%C3%DC%C2%EB%3D").empty());  // GBK
}

TEST(EncodedRuns, randomBytes_neverReachOutside) {
  std::mt19937 random(11);
  constexpr std::string_view kBytes = "ABab09+/=_-%uU\\\n\r \x1f\"{}4e00";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t size = random() % 400;
    for (std::size_t i = 0; i < size; ++i) text += kBytes[random() % kBytes.size()];
    std::vector<EncodedRun> runs;
    find_encoded_runs(text, runs);
    std::size_t last = 0;
    for (const EncodedRun& run : runs) {
      ASSERT_LE(last, run.begin);
      ASSERT_LT(run.begin, run.end);
      ASSERT_LE(run.end, text.size());
      last = run.end;
      std::string out;
      decode_run(text, run, true, out);
    }
  }
}

}  // namespace
}  // namespace gongdun::detect
