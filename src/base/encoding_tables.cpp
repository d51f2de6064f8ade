#include "base/encoding_tables.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <memory>
#include <span>

namespace gongdun::base {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return converter;
}

// The BMP code point of one whole character, or 0.
std::uint16_t one_character(UConverter* converter, std::span<const char> bytes) {
  std::array<UChar, 4> out{};
  UErrorCode status = U_ZERO_ERROR;
  const auto length =
      ucnv_toUChars(converter, out.data(), static_cast<std::int32_t>(out.size()), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status) || length != 1 || out[0] == 0xFFFD) return 0;
  return out[0];
}

DoubleByteTable build(const char* name, std::span<const std::array<unsigned, 2>> leads) {
  DoubleByteTable table;
  table.pair.assign(65536, 0);
  const Converter converter = open_converter(name);
  for (unsigned byte = 1; byte < 0x80; ++byte) table.single[byte] = static_cast<std::uint16_t>(byte);
  if (!converter) return table;
  for (const auto& [first, last] : leads) {
    for (unsigned lead = first; lead <= last; ++lead) {
      table.lead[lead] = true;
      for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
        if (trail == 0x7F) continue;
        const std::array<char, 2> bytes{static_cast<char>(lead), static_cast<char>(trail)};
        table.pair[lead << 8 | trail] = one_character(converter.get(), bytes);
      }
    }
  }
  for (unsigned byte = 0x80; byte < 0x100; ++byte) {
    if (table.lead[byte]) continue;
    const char value = static_cast<char>(byte);
    table.single[byte] = one_character(converter.get(), {&value, 1});
  }
  return table;
}

constexpr std::uint32_t kBmpFourByte = 39'420;          // 81308130 .. 8431A439
constexpr std::uint32_t kSupplementaryStart = 189'000;  // 90308130

std::vector<std::uint16_t> build_four_byte() {
  std::vector<std::uint16_t> table(kBmpFourByte, 0);
  const Converter converter = open_converter("GB18030");
  if (!converter) return table;
  for (std::uint32_t linear = 0; linear < kBmpFourByte; ++linear) {
    const std::array<char, 4> bytes{static_cast<char>(0x81 + linear / 12600), static_cast<char>(0x30 + linear / 1260 % 10),
                                    static_cast<char>(0x81 + linear / 10 % 126), static_cast<char>(0x30 + linear % 10)};
    table[linear] = one_character(converter.get(), bytes);
  }
  return table;
}

}  // namespace

const DoubleByteTable& double_byte_table(Encoding encoding) {
  using Lead = std::array<unsigned, 2>;
  static constexpr std::array<Lead, 1> kChinese{{{0x81, 0xFE}}};
  static constexpr std::array<Lead, 2> kJapanese{{{0x81, 0x9F}, {0xE0, 0xFC}}};
  if (encoding == Encoding::big5) {
    static const DoubleByteTable big5 = build("Big5", kChinese);
    return big5;
  }
  if (encoding == Encoding::shift_jis) {
    static const DoubleByteTable shift_jis = build("windows-31j", kJapanese);
    return shift_jis;
  }
  static const DoubleByteTable gb18030 = build("GB18030", kChinese);
  return gb18030;
}

char32_t gb18030_four_byte(std::uint32_t linear) {
  static const std::vector<std::uint16_t> bmp = build_four_byte();
  if (linear < kBmpFourByte) return bmp[linear];
  if (linear < kSupplementaryStart) return 0;
  const char32_t code_point = linear - kSupplementaryStart + 0x10000;
  return code_point <= 0x10FFFF ? code_point : 0;
}

}  // namespace gongdun::base
