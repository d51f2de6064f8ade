// Checks of no particular standard: dates and what a number must not be.
#include <algorithm>

#include "base/utf8.h"
#include "detect/validator_text.h"
#include "detect/validators.h"

namespace gongdun::detect {
namespace {

bool plausible_date(int year, int month, int day) {
  return year >= 1900 && year <= 2100 && is_date(year, month, day);
}

bool date_compact(std::string_view value) {
  return value.size() >= 8 && all_digits(value.substr(0, 8)) &&
         plausible_date(number_of(value.substr(0, 4)), number_of(value.substr(4, 2)), number_of(value.substr(6, 2)));
}
GD_VALIDATOR(date_compact, "以有效日期 YYYYMMDD 开头", "Begins with a valid date YYYYMMDD", "GB/T 7408.1-2023 (ISO 8601-1)");

// 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日, 20240301.
bool date(std::string_view value) {
  int parts[3] = {}, count = 0;
  bool in_number = false;
  for (const char c : value) {
    if (!is_digit_byte(static_cast<unsigned char>(c))) {
      in_number = false;
      continue;
    }
    if (!in_number && ++count > 3) break;
    in_number = true;
    int& part = parts[count - 1];
    if (part > 99999999) return false;
    part = part * 10 + (c - '0');
  }
  if (count == 1) return date_compact(value);
  return count >= 3 && plausible_date(parts[0], parts[1], parts[2]);
}
GD_VALIDATOR(date, "有效日期", "A valid date", "GB/T 7408.1-2023 (ISO 8601-1)");

bool not_date(std::string_view value) {
  return !date_compact(value);
}
GD_VALIDATOR(not_date, "不以日期开头", "Does not begin with a date", "GB/T 7408.1-2023 (ISO 8601-1)");

bool not_sequential(std::string_view value) {
  const Compact digits = digits_of(value);
  if (digits.size() < 4) return true;
  bool up = true, down = true;
  for (std::size_t i = 1; i < digits.size(); ++i) {
    up &= (digits[i] - '0') == (digits[i - 1] - '0' + 1) % 10;
    down &= (digits[i] - '0') == (digits[i - 1] - '0' + 9) % 10;
  }
  return !up && !down;
}
GD_VALIDATOR(not_sequential, "不是连续递增或递减的数字", "Digits do not just count up or down", "sample values such as 12345678");

bool not_repeating(std::string_view value) {
  if (value.size() < 4) return true;
  for (std::size_t period = 1; period <= 3; ++period) {
    bool repeats = true;
    for (std::size_t i = period; i < value.size(); ++i) repeats &= value[i] == value[i - period];
    if (repeats && value.size() >= 2 * period + 2) return false;
  }
  return true;
}
GD_VALIDATOR(not_repeating, "不是重复的字符", "Characters do not just repeat", "sample values such as 00000000");

bool any_digit(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) { return is_digit_byte(static_cast<unsigned char>(c)); });
}
bool any_letter(std::string_view value) {
  return std::any_of(value.begin(), value.end(),
                     [](char c) { return is_alnum_byte(static_cast<unsigned char>(c)) && !is_digit_byte(static_cast<unsigned char>(c)); });
}

bool has_digit(std::string_view value) {
  return any_digit(value);
}
GD_VALIDATOR(has_digit, "含数字", "Has a digit", "form of codes");

bool has_letter(std::string_view value) {
  return any_letter(value);
}
GD_VALIDATOR(has_letter, "含字母", "Has a letter", "form of codes");

bool has_digit_and_letter(std::string_view value) {
  return any_digit(value) && any_letter(value);
}
GD_VALIDATOR(has_digit_and_letter, "同时含数字和字母", "Has digits and letters", "form of codes");

bool not_all_hex(std::string_view value) {
  return !std::all_of(value.begin(), value.end(), [](char c) { return is_hex_byte(static_cast<unsigned char>(c)); });
}
GD_VALIDATOR(not_all_hex, "不全是十六进制字符", "Not all hexadecimal", "digests are not credentials");

}  // namespace
}  // namespace gongdun::detect
