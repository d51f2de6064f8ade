// Rows and cells of a worksheet in the shape nearly every program writes them: <c r="B7" s="3" t="s"><v>12</v></c>, </row><row r="8" …>.
// Anything else is not taken, and goes through the XML scanner. Private to the XLSX reader.
#pragma once
#include <cstdint>
#include <string_view>

namespace gongdun::read {

// `at` … `end`: what XmlScan::ahead() gave; 64 bytes behind it may be read. Both return the place behind what was taken, or nullptr.
struct PlainCell {
  bool placed = false;       // a reference was given
  std::uint32_t column = 0;  // from 0
  std::uint64_t row = 0;
  std::uint32_t style = 0;
  char type = 'n';         // as SheetReader has it: n s t b e
  std::string_view value;  // without entities
};
const char* take_plain_cell(const char* at, const char* end, PlainCell& cell);
const char* take_plain_row(const char* at, const char* end, std::uint64_t& number);

// True where the visible form of a number is what is stored: at most 15 bytes, digits with at most one sign in front and one point among them,
// no zero at the end of the fraction. 16 bytes are read.
bool shows_as_stored(std::string_view number);

}  // namespace gongdun::read
