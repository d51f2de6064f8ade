// Numbers of Excel's binary formats that take four bytes, and the names of its errors. Source: [MS-XLS] §2.5.217 and §2.5.10, [MS-XLSB] §2.5.123.
#pragma once
#include <bit>
#include <cstdint>

namespace gongdun::read {

// 30 bits of a number, either whole or the upper part of a double, perhaps to be divided by 100.
inline double rk_number(std::uint32_t rk) {
  double value = (rk & 2U) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2) : std::bit_cast<double>(static_cast<std::uint64_t>(rk & ~3U) << 32);
  if ((rk & 1U) != 0) value /= 100;
  return value;
}

inline const char* excel_error(unsigned code) {
  switch (code) {
    case 0x00: return "#NULL!";
    case 0x07: return "#DIV/0!";
    case 0x0F: return "#VALUE!";
    case 0x17: return "#REF!";
    case 0x1D: return "#NAME?";
    case 0x24: return "#NUM!";
    default: return "#N/A";
  }
}

}  // namespace gongdun::read
