// What one value looks like: which kinds of characters it holds, how long it is, and the coarse shape that follows. One pass, no allocation.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gongdun::detect {

enum class Shape : std::uint8_t { empty, integer, number, datetime, code, text };
inline constexpr std::size_t kShapes = 6;
const char* shape_name(Shape shape);

struct CellShape {
  // Kinds of characters, as bits.
  static constexpr std::uint16_t kDigit = 1, kUpper = 2, kLower = 4, kHan = 8, kWide = 16, kSpace = 32, kDot = 64, kDash = 128, kColon = 256, kSlash = 512,
                                 kStar = 1024, kOther = 2048, kSign = 4096;
  std::uint16_t kinds = 0;
  std::uint32_t bytes = 0, characters = 0, digits = 0, letters = 0;
  Shape shape = Shape::empty;

  bool only(std::uint16_t allowed) const { return (kinds & ~allowed) == 0; }
  bool has(std::uint16_t kind) const { return (kinds & kind) != 0; }
};

CellShape shape_of(std::string_view value);

// The value of an integer of at most 18 digits; false if it is none.
bool small_integer(std::string_view value, std::int64_t& out);
// A decimal number, thousands separators allowed; false if it is none.
bool decimal_number(std::string_view value, double& out);

}  // namespace gongdun::detect
