// Text as Windows documents store it: 8-bit in a numbered code page, or UTF-16 little-endian. Malformed bytes become U+FFFD.
#pragma once
#include <string>
#include <string_view>

#include "base/encoding.h"

namespace gongdun::read {

// 936 → GB18030, 950 → Big5, 932 → Shift-JIS, 65001 → UTF-8, 1200 → UTF-16; Western (1252) for all others.
base::Encoding of_code_page(int page);
// Text up to a first zero character, if there is one. Page 0: nobody said, so the bytes decide.
std::string from_code_page(std::string_view bytes, int page);
std::string from_utf16(std::string_view bytes);
// Characters of which only the low byte is stored (U+0000 to U+00FF).
std::string from_latin1(std::string_view bytes);
// Line ends of any kind become \n; other control characters become blanks, apart from tabs.
std::string plain_lines(std::string_view text);

}  // namespace gongdun::read
