// Headers and footers of printed sheets are text with codes (ISO/IEC 29500-1 §18.3.1.46, [MS-XLS] §2.4.136): &L &C &R sections, &P page,
// &"font,style", &12 size.
#pragma once
#include <string>
#include <string_view>

namespace gongdun::read {

// The text without its codes.
std::string plain_sheet_header(std::string_view coded);

}  // namespace gongdun::read
