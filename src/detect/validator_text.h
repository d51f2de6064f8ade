// Small helpers shared by the validators.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "detect/byte_set.h"

namespace gongdun::detect {

inline bool all_digits(std::string_view value) {
  for (const char c : value) {
    if (!is_digit_byte(static_cast<unsigned char>(c))) return false;
  }
  return !value.empty();
}

// The characters of a number without what people write between them. Held in place: validators run for every candidate. Longer than any number
// that is checked, so what is cut off is no number either way.
class Compact {
 public:
  static constexpr std::size_t kMax = 96;
  void add(char c) {
    if (size_ < kMax) text_[size_++] = c;
  }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  char operator[](std::size_t at) const { return text_[at]; }
  operator std::string_view() const { return {text_.data(), size_}; }
  std::string_view view() const { return *this; }
  const char* begin() const { return text_.data(); }
  const char* end() const { return text_.data() + size_; }

 private:
  std::array<char, kMax> text_;
  std::size_t size_ = 0;
};

inline Compact digits_of(std::string_view value) {
  Compact digits;
  for (const char c : value) {
    if (is_digit_byte(static_cast<unsigned char>(c))) digits.add(c);
  }
  return digits;
}

// Without blanks and hyphens, ASCII letters in upper case.
inline Compact compact_upper(std::string_view value) {
  Compact out;
  for (const char c : value) {
    if (c != ' ' && c != '-') out.add(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
  }
  return out;
}

inline int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits.substr(0, 9)) number = number * 10 + (c - '0');
  return number;
}

inline bool is_date(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || year < 1) return false;
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// The clock is asked now and then: a process may live into another year.
inline int current_year() {
  thread_local int year = 0;
  thread_local unsigned calls = 0;
  if (calls++ % 65536 != 0) return year;
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return year = static_cast<int>(std::chrono::year_month_day(today).year());
}

// ISO/IEC 7812-1 annex B, mod 10.
inline bool luhn_holds(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int v = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) v = v > 4 ? v * 2 - 9 : v * 2;
    sum += v;
  }
  return sum % 10 == 0;
}

inline bool one_character(std::string_view value) {
  return value.find_first_not_of(value.substr(0, 1)) == std::string_view::npos;
}

// GB/T 2260 province codes, and those of the residence permits of Hong Kong, Macao and Taiwan residents.
inline bool is_province_code(std::string_view digits) {
  const int code = number_of(digits.substr(0, 2));
  return (code >= 11 && code <= 15) || (code >= 21 && code <= 23) || (code >= 31 && code <= 37) || (code >= 41 && code <= 46) || (code >= 50 && code <= 54) ||
         (code >= 61 && code <= 65) || code == 71 || (code >= 81 && code <= 83);
}

}  // namespace gongdun::detect
