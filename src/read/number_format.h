// Spreadsheet numbers as people see them (ISO/IEC 29500-1 §18.8.30 number formats): dates and times as ISO text, identity and telephone
// numbers with all their digits (never 1.1E+17, never ".0"), zero-padded codes with their zeros, percentages with their sign.
// Thousands separators, currency and fixed decimals are left away: the value itself is what counts.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gongdun::read {

struct NumberFormat {
  enum class Kind : std::uint8_t { general, date, time, date_time, elapsed, percent, digits };
  Kind kind = Kind::general;
  bool milliseconds = false;
  std::string pattern;  // for digits: '0' and '#' take a digit, everything else is printed ("000-0000-0000")
};

// From a format code such as `yyyy"年"m"月"d"日"`; only the section for positive numbers counts.
NumberFormat parse_number_format(std::string_view code);
// The built-in formats (§18.8.30, with the Chinese ones 27–36 and 50–58).
NumberFormat builtin_number_format(unsigned id);

// Appends the visible form of a stored number. `epoch_1904`: the workbook counts days from 1904-01-01.
void format_number(std::string_view stored, const NumberFormat& format, bool epoch_1904, std::string& out);
// Appends all digits of a decimal number, without exponent, noise beyond 15 digits or trailing zeros after the point.
void plain_number(std::string_view stored, std::string& out);

}  // namespace gongdun::read
