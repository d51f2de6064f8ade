// Conversion tables of the double-byte encodings, built once per process from ICU and then read without locks.
// Private to base.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "base/encoding.h"

namespace gongdun::base {

struct DoubleByteTable {
  std::array<std::uint16_t, 256> single{};  // 0: lead byte or illegal (byte 0 itself is never looked up)
  std::array<bool, 256> lead{};
  std::vector<std::uint16_t> pair;  // [lead << 8 | trail] → BMP code point, 0: illegal
};

// gb18030, big5 or shift_jis.
const DoubleByteTable& double_byte_table(Encoding encoding);

// GB18030 four-byte form: the number of the character in the standard's linear order.
constexpr std::uint32_t gb18030_linear(const unsigned char* p) {
  return (((p[0] - 0x81U) * 10 + (p[1] - 0x30U)) * 126 + (p[2] - 0x81U)) * 10 + (p[3] - 0x30U);
}
// 0: no such character.
char32_t gb18030_four_byte(std::uint32_t linear);

// U+0080..U+009F positions of cp1252; 0: undefined.
inline constexpr std::array<std::uint16_t, 32> kCp1252High{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                           0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                           0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

}  // namespace gongdun::base
