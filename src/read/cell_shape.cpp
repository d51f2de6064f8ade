#include "read/cell_shape.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

constexpr std::size_t kWordCharacters = 40;

bool is_missing(std::string_view cell) {
  if (cell.empty()) return true;
  if (cell.size() > 5) return false;
  const std::string low = base::ascii_lower(cell);
  constexpr std::array<std::string_view, 10> kNothing{"-", "--", "null", "nan", "n/a", "na", "none", "\\n", "/", "—"};
  return std::find(kNothing.begin(), kNothing.end(), low) != kNothing.end();
}

// Digits, grouping commas, one decimal point.
bool take_decimal(std::string_view& text) {
  std::size_t digits = 0, points = 0, at = 0;
  for (; at < text.size(); ++at) {
    if (digit(text[at])) {
      ++digits;
    } else if (text[at] == '.' && points == 0) {
      ++points;
    } else if (text[at] != ',' || digits == 0 || points > 0 || at + 1 >= text.size() || !digit(text[at + 1])) {
      break;
    }
  }
  text.remove_prefix(at);
  return digits > 0;
}

bool is_number(std::string_view text) {
  for (const std::string_view sign : {"¥", "￥", "$", "€"}) {
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
  }
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (text.starts_with("$")) text.remove_prefix(1);
  if (!take_decimal(text)) return false;
  if (text.size() >= 2 && (text.front() | 0x20) == 'e') {
    text.remove_prefix(1);
    if (text.front() == '-' || text.front() == '+') text.remove_prefix(1);
    if (text.empty() || !std::all_of(text.begin(), text.end(), digit)) return false;
    text = {};
  }
  if (text.ends_with('%')) text.remove_suffix(1);
  return text.empty();
}

// Digits with at least two separators of dates and times, or one colon; month names are left to `word`.
bool is_datetime(std::string_view text) {
  if (text.size() < 4 || text.size() > 40 || !digit(text.front())) return false;
  std::size_t digits = 0, marks = 0, dots = 0, colons = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c == U'年' || c == U'月' || c == U'日' || c == U'时' || c == U'分' || c == U'秒' || c == '-' || c == '/' || c == '.') {
      ++marks;
      if (c == '.') ++dots;
    } else if (c == ':') {
      ++colons;
    } else if (c != ' ' && c != 'T' && c != 'Z' && c != '+' && c != ',' && c != 'A' && c != 'P' && c != 'M' && c != 'a' && c != 'p' && c != 'm') {
      return false;
    }
  }
  if (digits > 20 || dots > 2) return false;  // three dots: an address or a version
  return (marks >= 2 && marks <= 6 && digits >= 4) || (colons >= 1 && colons <= 4 && marks != 1 && digits >= 3);
}

}  // namespace

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), digit);
}

bool has_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (base::is_han(base::next_code_point(text, at))) return true;
  }
  return false;
}

CellShape shape_of(std::string_view cell) {
  cell = base::trim(cell);
  if (is_missing(cell)) return CellShape::missing;
  if (cell.size() <= 64) {
    if (is_number(cell)) return CellShape::number;
    if (is_datetime(cell)) return CellShape::datetime;
  }
  if (cell.size() > 4 * kWordCharacters || base::count_code_points(cell) > kWordCharacters) return CellShape::sentence;
  const bool one_piece = cell.find_first_of(" \t") == std::string_view::npos;
  if (one_piece && has_digit(cell) && !has_han(cell)) return CellShape::code;
  return CellShape::word;
}

bool is_year(std::string_view cell) {
  cell = base::trim(cell);
  return cell.size() == 4 && (cell.starts_with("19") || cell.starts_with("20")) && digit(cell[2]) && digit(cell[3]);
}

bool is_identifier(std::string_view cell) {
  cell = base::trim(cell);
  if (cell.empty() || cell.size() > 64 || !(letter(cell.front()) || cell.front() == '_')) return false;
  bool joined = false, upper = true;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    if (!letter(c) && !digit(c) && c != '_' && c != '.' && c != '-') return false;
    if (c >= 'a' && c <= 'z') upper = false;
    if (c == '_' || (i > 0 && c >= 'A' && c <= 'Z' && cell[i - 1] >= 'a' && cell[i - 1] <= 'z')) joined = true;
  }
  return joined || (upper && cell.size() >= 2);
}

}  // namespace gongdun::read
