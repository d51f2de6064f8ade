#include "base/encoding.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "base/utf8.h"

namespace gongdun::base {
namespace {

constexpr std::string_view kChinese =
    "员工花名册：张伟，男，身份证号码，手机，部门为炼钢一车间。高炉炉顶压力上限值和冷却水流量由操作员每班确认一次，记录保存三年。\n";
constexpr std::string_view kTraditional = "員工資料表：客戶名稱、電話號碼、聯絡地址與銀行帳戶，請於本月底以前完成設備維護記錄並送交品質管理部門確認。\n";
constexpr std::string_view kJapanese = "社員名簿：氏名、電話番号、住所を記入してください。この検査結果は工場の品質管理部で確認されました。\n";

std::string encode(std::string_view utf8, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const auto size =
      ucnv_convert(charset, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << charset;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::span<const std::byte> bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out.append(text);
  return out;
}

struct Case {
  const char* charset;
  Encoding expected;
  std::string_view text;
};

class DetectEncoding : public testing::TestWithParam<Case> {};

TEST_P(DetectEncoding, RunningText_isRecognisedAndDecodesBack) {
  const auto& [charset, expected, text] = GetParam();
  for (const int times : {1, 3, 60}) {
    const std::string whole = repeat(text, times);
    const std::string stored = encode(whole, charset);
    const DetectedEncoding found = detect_encoding(bytes(stored), true);
    EXPECT_EQ(encoding_name(found.encoding), std::string(encoding_name(expected))) << charset << " x" << times;
    EXPECT_EQ(to_utf8(bytes(stored), expected), whole);
  }
}

TEST_P(DetectEncoding, HeadCutAnywhere_isStillRecognised) {
  const auto& [charset, expected, text] = GetParam();
  const std::string stored = encode(repeat(text, 4), charset);
  for (std::size_t cut = stored.size() - 9; cut < stored.size(); ++cut) {
    EXPECT_EQ(detect_encoding(bytes(stored).first(cut), false).encoding, expected) << charset << " cut at " << cut;
  }
}

TEST_P(DetectEncoding, DecoderFedByteByByte_givesTheSameText) {
  const auto& [charset, expected, text] = GetParam();
  const std::string stored = encode(text, charset);
  Decoder decoder(expected);
  std::string out;
  for (std::size_t i = 0; i < stored.size(); ++i) decoder.decode(bytes(stored).subspan(i, 1), out, i + 1 == stored.size());
  EXPECT_EQ(out, text);
  EXPECT_EQ(decoder.malformed(), 0u);
}

INSTANTIATE_TEST_SUITE_P(All, DetectEncoding,
                         testing::Values(Case{"UTF-8", Encoding::utf8, kChinese}, Case{"GB18030", Encoding::gb18030, kChinese},
                                         Case{"GBK", Encoding::gb18030, kChinese}, Case{"Big5", Encoding::big5, kTraditional},
                                         Case{"Shift_JIS", Encoding::shift_jis, kJapanese}, Case{"UTF-16LE", Encoding::utf16le, kChinese},
                                         Case{"UTF-16BE", Encoding::utf16be, kChinese}, Case{"UTF-32LE", Encoding::utf32le, "name,phone\n李雷,138\n"},
                                         Case{"UTF-16LE", Encoding::utf16le, "id,name\r\n1,value\r\n"},
                                         Case{"UTF-16BE", Encoding::utf16be, "id,name\r\n1,value\r\n"},
                                         Case{"windows-1252", Encoding::cp1252, "Prüfbericht für Stahl – Zugfestigkeit größer als erwartet, geprüft in Köln\n"},
                                         Case{"windows-1252", Encoding::cp1252, "Le procès-verbal a été signé à l'usine par le contrôleur désigné\n"}));

TEST(DetectEncoding, ShortGbkHeading_isGb18030) {
  for (const std::string_view line : {"姓名,手机,身份证号\n", "时间,FI-1.PV,FI-2.PV\n2024-01-01,1.5,2.5\n", "编号,设备名称\n1,泵\n"}) {
    EXPECT_EQ(detect_encoding(bytes(encode(line, "GB18030")), true).encoding, Encoding::gb18030) << line;
  }
}

TEST(DetectEncoding, Gb18030FourByteCharacters_decode) {
  const std::string text = "姓名：㐂𠮷ĉ，工号";
  const std::string stored = encode(text, "GB18030");
  EXPECT_EQ(detect_encoding(bytes(stored), true).encoding, Encoding::gb18030);
  EXPECT_EQ(to_utf8(bytes(stored), Encoding::gb18030), text);
}

TEST(DetectEncoding, Marks_decideAndAreCounted) {
  using namespace std::string_view_literals;
  EXPECT_EQ(detect_encoding(bytes("\xEF\xBB\xBF"
                                  "a"sv),
                            true)
                .encoding,
            Encoding::utf8_bom);
  EXPECT_EQ(detect_encoding(bytes("\xEF\xBB\xBF"
                                  "a"sv),
                            true)
                .mark_bytes,
            3u);
  EXPECT_EQ(detect_encoding(bytes("\xFF\xFE"
                                  "a\0"sv),
                            true)
                .encoding,
            Encoding::utf16le_bom);
  EXPECT_EQ(detect_encoding(bytes("\xFE\xFF\0a"sv), true).encoding, Encoding::utf16be_bom);
  EXPECT_EQ(detect_encoding(bytes("\xFF\xFE\0\0a\0\0\0"sv), true).mark_bytes, 4u);
}

TEST(DetectEncoding, BinaryContent_isBinary) {
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 20000; ++i) noise.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  EXPECT_EQ(detect_encoding(bytes(noise), true).encoding, Encoding::binary);
  using namespace std::string_view_literals;
  EXPECT_EQ(detect_encoding(bytes("\x7f"
                                  "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0\1\0\0\0"sv),
                            true)
                .encoding,
            Encoding::binary);
  EXPECT_EQ(detect_encoding(bytes(std::string(5000, '\0')), true).encoding, Encoding::binary);
}

TEST(DetectEncoding, TextPaddedWithZeros_isText) {
  EXPECT_EQ(detect_encoding(bytes("2024-01-01 启动完成\n" + std::string(4096, '\0')), true).encoding, Encoding::utf8);
}

TEST(DetectEncoding, MostlyUtf8WithAFewBadBytes_isUtf8) {
  EXPECT_EQ(detect_encoding(bytes(repeat(kChinese, 10) + "\xFF\xFE"), true).encoding, Encoding::utf8);
}

TEST(Decoder, MalformedBytes_becomeReplacementAndAreCounted) {
  Decoder utf8(Encoding::utf8), gbk(Encoding::gb18030), utf16(Encoding::utf16le);
  std::string out;
  utf8.decode(bytes("a\xFF"
                    "b"),
              out, true);
  EXPECT_EQ(out,
            "a\uFFFD"
            "b");
  EXPECT_EQ(utf8.malformed(), 1u);
  out.clear();
  gbk.decode(bytes("\xFF"
                   "b\xB0"),
             out, true);
  EXPECT_EQ(out,
            "\uFFFD"
            "b\uFFFD");
  out.clear();
  utf16.decode(bytes(std::string_view("\x00\xD8"
                                      "a",
                                      3)),
               out, true);  // lone surrogate, odd byte
  EXPECT_EQ(out, "\uFFFD\uFFFD");
}

TEST(Decoder, AnyBytesInAnyEncoding_giveValidUtf8) {
  std::uint32_t state = 7;
  for (int round = 0; round < 200; ++round) {
    std::string noise;
    for (int i = 0; i < 300; ++i) noise.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 23));
    for (int e = 0; e <= static_cast<int>(Encoding::binary); ++e) {
      Decoder decoder(static_cast<Encoding>(e));
      std::string pieces, whole = to_utf8(bytes(noise), static_cast<Encoding>(e));
      const std::size_t cut = state % noise.size();
      decoder.decode(bytes(noise).first(cut), pieces, false);
      decoder.decode(bytes(noise).subspan(cut), pieces, true);
      ASSERT_TRUE(is_valid_utf8(whole));
      ASSERT_EQ(pieces, whole) << encoding_name(static_cast<Encoding>(e));
    }
  }
}

}  // namespace
}  // namespace gongdun::base
