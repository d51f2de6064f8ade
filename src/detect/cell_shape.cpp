#include "detect/cell_shape.h"

#include <array>
#include <charconv>

namespace gongdun::detect {

namespace {

using C = CellShape;

constexpr std::array<std::uint16_t, 256> make_kinds() {
  std::array<std::uint16_t, 256> table{};
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    std::uint16_t kind = C::kOther;
    if (c >= '0' && c <= '9')
      kind = C::kDigit;
    else if (c >= 'A' && c <= 'Z')
      kind = C::kUpper;
    else if (c >= 'a' && c <= 'z')
      kind = C::kLower;
    else if (i >= 0xE3 && i <= 0xE9)
      kind = C::kHan;
    else if (i >= 0x80)
      kind = i < 0xC0 ? 0 : C::kWide;
    else if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      kind = C::kSpace;
    else if (c == '.')
      kind = C::kDot;
    else if (c == '-' || c == '_')
      kind = C::kDash;
    else if (c == ':')
      kind = C::kColon;
    else if (c == '/')
      kind = C::kSlash;
    else if (c == '*')
      kind = C::kStar;
    else if (c == '+' || c == ',')
      kind = C::kSign;
    table[static_cast<std::size_t>(i)] = kind;
  }
  return table;
}
constexpr auto kKinds = make_kinds();

// One addition per byte: characters, digits and letters in 20 bits each.
constexpr std::array<std::uint64_t, 256> make_counts() {
  std::array<std::uint64_t, 256> table{};
  for (std::size_t i = 0; i < 256; ++i) {
    std::uint64_t add = (i & 0xC0) != 0x80 ? 1 : 0;
    if (kKinds[i] == C::kDigit) add |= 1ULL << 20;
    if ((kKinds[i] & (C::kUpper | C::kLower)) != 0) add |= 1ULL << 40;
    table[i] = add;
  }
  return table;
}
constexpr auto kCounts = make_counts();
constexpr std::size_t kCountedBytes = (1U << 20) - 1;  // longer values are judged by their beginning

bool looks_like_time(const CellShape& shape, std::string_view value) {
  if (shape.digits < 3 || shape.bytes > 32) return false;
  if (!shape.only(C::kDigit | C::kDash | C::kSlash | C::kColon | C::kDot | C::kSpace | C::kSign | C::kUpper | C::kHan)) return false;
  if (value[0] < '0' || value[0] > '9') return false;  // LZ-1450-0203 is a drawing number
  if (shape.has(C::kHan)) return value.find("年") != std::string_view::npos || value.find("月") != std::string_view::npos;
  int dashes = 0, slashes = 0, colons = 0;
  for (const char c : value) {
    dashes += c == '-';
    slashes += c == '/';
    colons += c == ':';
  }
  if (shape.has(C::kUpper) && shape.letters > 3) return false;
  const bool date = (dashes == 2 || slashes == 2) && shape.digits >= 4 && shape.digits <= 20;
  return (date && shape.bytes <= 10 + 22) ? (shape.digits >= 6) : (colons >= 1 && colons <= 2 && shape.digits >= 3 && shape.digits <= 17 && dashes != 1);
}

bool is_code(const CellShape& shape) {
  constexpr std::uint16_t kSigns = C::kDigit | C::kUpper | C::kLower | C::kDash | C::kDot | C::kSlash | C::kColon | C::kStar | C::kOther | C::kSign;
  return (shape.digits > 0 && shape.only(kSigns)) || (shape.only(C::kUpper | C::kDash | C::kDot) && shape.bytes <= 12);
}

// [+-]digits[,digits][.digits][e[+-]digits], at least one digit.
bool looks_like_number(std::string_view value) {
  std::size_t at = value[0] == '+' || value[0] == '-' ? 1 : 0, digits = 0;
  const auto run = [&](bool commas) {
    for (; at < value.size() && ((value[at] >= '0' && value[at] <= '9') || (commas && value[at] == ',' && digits > 0)); ++at) ++digits;
  };
  run(true);
  if (at < value.size() && value[at] == '.') {
    ++at;
    run(false);
  }
  if (digits == 0) return false;
  if (at < value.size() && (value[at] == 'e' || value[at] == 'E')) {
    ++at;
    if (at < value.size() && (value[at] == '+' || value[at] == '-')) ++at;
    const std::size_t before = digits;
    run(false);
    if (digits == before) return false;
  }
  return at == value.size();
}

}  // namespace

const char* shape_name(Shape shape) {
  constexpr std::array<const char*, kShapes> kNames{"empty", "integer", "number", "datetime", "code", "text"};
  return kNames[static_cast<std::size_t>(shape)];
}

CellShape shape_of(std::string_view value) {
  CellShape shape;
  shape.bytes = static_cast<std::uint32_t>(value.size());
  std::uint64_t counts = 0;
  unsigned kinds = 0;
  for (const char c : value.substr(0, kCountedBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    kinds |= kKinds[byte];
    counts += kCounts[byte];
  }
  shape.kinds = static_cast<std::uint16_t>(kinds);
  shape.characters = static_cast<std::uint32_t>(counts & kCountedBytes);
  shape.digits = static_cast<std::uint32_t>(counts >> 20 & kCountedBytes);
  shape.letters = static_cast<std::uint32_t>(counts >> 40 & kCountedBytes);
  if (value.empty()) return shape;
  if (shape.only(C::kDigit))
    shape.shape = Shape::integer;
  else if (shape.only(C::kDigit | C::kDash | C::kSign | C::kDot | C::kUpper | C::kLower) && shape.letters <= 1 && looks_like_number(value)) {
    shape.shape = shape.has(C::kDot) || shape.letters > 0 ? Shape::number : Shape::integer;
  } else if (looks_like_time(shape, value))
    shape.shape = Shape::datetime;
  else if (is_code(shape))
    shape.shape = Shape::code;
  else
    shape.shape = Shape::text;
  return shape;
}

bool small_integer(std::string_view value, std::int64_t& out) {
  if (value.empty() || value.size() > 18) return false;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
  return error == std::errc{} && end == value.data() + value.size();
}

bool decimal_number(std::string_view value, double& out) {
  std::array<char, 40> digits{};
  std::size_t used = 0;
  if (value.empty() || value.size() > digits.size()) return false;
  bool dot_seen = false;
  for (const char c : value) {
    dot_seen |= c == '.';
    if (c == ',' && !dot_seen && used > 0) continue;
    digits[used++] = c;
  }
  const char* begin = digits.data() + (digits[0] == '+' ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, digits.data() + used, out);
  return error == std::errc{} && end == digits.data() + used && used > 0;
}

}  // namespace gongdun::detect
