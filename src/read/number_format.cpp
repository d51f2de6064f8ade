#include "read/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <iterator>
#include <optional>

#include "base/utf8.h"

namespace gongdun::read {

namespace {

using Kind = NumberFormat::Kind;

constexpr double kLastDay = 2'958'466;  // 9999-12-31 is day 2958465
constexpr int kShift1904 = 1462;
constexpr std::int64_t kMsPerDay = 86'400'000;

// The letters of a format section, without literals, colours, conditions and fillers.
struct Letters {
  std::string bare;    // lower case
  std::string digits;  // placeholders with the literals that stand between them
  bool elapsed = false;
};

// Skips one literal construct at `at` and returns what it prints; nothing when there is none.
std::optional<std::string_view> take_literal(std::string_view code, std::size_t& at) {
  const char c = code[at];
  if (c == '"') {
    const std::size_t close = std::min(code.find('"', at + 1), code.size());
    const std::string_view body = code.substr(at + 1, close - at - 1);
    at = std::min(close + 1, code.size());
    return body;
  }
  if (c != '\\' && c != '_' && c != '*' && c != '!') return std::nullopt;
  std::size_t end = at + 1;
  if (end < code.size()) base::next_code_point(code, end);
  const std::string_view body = code.substr(at + 1, end - at - 1);
  at = end;
  return c == '\\' || c == '!' ? body : std::string_view{};
}

void take_bracket(std::string_view code, std::size_t& at, Letters& letters) {
  const std::size_t close = std::min(code.find(']', at), code.size());
  const std::string inside = base::ascii_lower(code.substr(at + 1, close - at - 1));
  at = std::min(close + 1, code.size());
  if (inside.empty() || inside.find_first_not_of("hms") != std::string::npos) return;
  letters.elapsed = true;
  letters.bare += inside;
}

Letters letters_of(std::string_view code) {
  Letters letters;
  std::size_t at = 0;
  while (at < code.size() && code[at] != ';') {
    if (code[at] == '[') {
      take_bracket(code, at, letters);
      continue;
    }
    if (const auto literal = take_literal(code, at)) {
      letters.digits += *literal;
      continue;
    }
    letters.bare.push_back(code[at]);
    letters.digits.push_back(code[at]);
    ++at;
  }
  letters.bare = base::ascii_lower(letters.bare);
  return letters;
}

bool has(std::string_view text, char c) {
  return text.find(c) != std::string_view::npos;
}

// "000000", "000-0000-0000": the digits are laid out like a code, so its zeros and dashes belong to it.
bool is_code_pattern(std::string_view bare, std::string_view laid_out) {
  if (bare.find_first_not_of("0#- ()") != std::string_view::npos) return false;
  return bare.find("00") != std::string_view::npos || (has(bare, '0') && laid_out.find_first_not_of("0#") != std::string_view::npos);
}

std::string trimmed_pattern(std::string_view laid_out) {
  const std::size_t first = laid_out.find_first_of("0#"), last = laid_out.find_last_of("0#");
  return first == std::string_view::npos ? std::string{} : std::string(laid_out.substr(first, last - first + 1));
}

void append_days(double serial, bool epoch_1904, std::string& out) {
  auto days = static_cast<int>(std::floor(serial));
  if (epoch_1904) days += kShift1904;
  if (days < 60) ++days;  // the 1900 system believes in 1900-02-29
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::year{1899} / 12 / 30} + std::chrono::days{days}};
  fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                 static_cast<unsigned>(date.day()));
}

void append_clock(std::int64_t ms, bool milliseconds, std::string& out) {
  fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60);
  if (milliseconds) fmt::format_to(std::back_inserter(out), ".{:03}", ms % 1000);
}

// False when the value is no moment of time.
bool append_moment(double serial, const NumberFormat& format, bool epoch_1904, std::string& out) {
  if (!(serial >= 0) || serial >= kLastDay) return false;
  const double step = format.milliseconds ? 1.0 : 1000.0;  // rounded as it is shown
  const auto ms = static_cast<std::int64_t>(std::round(serial * static_cast<double>(kMsPerDay) / step) * step);
  if (format.kind == Kind::elapsed) return append_clock(ms, format.milliseconds, out), true;
  const bool with_date = format.kind != Kind::time;
  if (with_date) append_days(format.kind == Kind::date ? serial : std::floor(static_cast<double>(ms) / static_cast<double>(kMsPerDay)), epoch_1904, out);
  if (format.kind == Kind::date) return true;
  if (with_date) out.push_back(' ');
  append_clock(ms % kMsPerDay, format.milliseconds, out);
  return true;
}

void append_pattern(std::string_view digits, std::string_view pattern, std::string& out) {
  std::size_t places = 0;
  for (const char c : pattern) places += c == '0' || c == '#' ? 1U : 0U;
  if (digits.size() > places) {  // the first place takes what is left over
    out.append(digits.substr(0, digits.size() - places));
    digits.remove_prefix(digits.size() - places);
  }
  std::size_t missing = places - digits.size();
  bool begun = false;
  for (const char c : pattern) {
    const bool place = c == '0' || c == '#';
    if (!place && begun) out.push_back(c);
    if (!place) continue;
    if (missing == 0) {
      out.push_back(digits.front());
      digits.remove_prefix(1);
      begun = true;
      continue;
    }
    --missing;
    if (c == '0') out.push_back('0'), begun = true;
  }
}

// Significant digits and the place of the decimal point: value = 0.DIGITS * 10^point.
struct Decimal {
  bool negative = false;
  std::string digits;
  int point = 0;
};

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    number.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t exponent_at = text.find_first_of("eE");
  int exponent = 0;
  if (exponent_at != std::string_view::npos) {
    std::string_view tail = text.substr(exponent_at + 1);
    if (tail.starts_with('+')) tail.remove_prefix(1);
    const auto parsed = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (parsed.ec != std::errc{} || parsed.ptr != tail.data() + tail.size() || exponent > 400 || exponent < -400) return std::nullopt;
  }
  const std::string_view mantissa = text.substr(0, exponent_at);
  if (mantissa.empty() || mantissa.size() > 400 || mantissa.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  if (std::count(mantissa.begin(), mantissa.end(), '.') > 1) return std::nullopt;
  const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
  for (const char c : mantissa) {
    if (c != '.') number.digits.push_back(c);
  }
  number.point = static_cast<int>(dot) + exponent;
  const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.point -= static_cast<int>(zeros);
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
  return number;
}

void append_decimal(const Decimal& number, std::string& out) {
  if (number.digits.empty()) return out.push_back('0');
  if (number.negative) out.push_back('-');
  const auto count = static_cast<int>(number.digits.size());
  if (number.point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-number.point), '0').append(number.digits);
  } else if (number.point >= count) {
    out.append(number.digits).append(static_cast<std::size_t>(number.point - count), '0');
  } else {
    out.append(number.digits, 0, static_cast<std::size_t>(number.point)).append(".").append(number.digits, static_cast<std::size_t>(number.point));
  }
}

std::optional<double> to_double(std::string_view text) {
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// The frequent case without detours: "12.340000000000001" → "12.34". False: not this case (exponent, very long, carries over).
bool append_short_fraction(std::string_view stored, std::string& out) {
  const bool negative = stored.starts_with('-');
  if (negative) stored.remove_prefix(1);
  const std::size_t point = stored.find('.');
  if (stored.size() > 32 || point == 0 || point > 15) return false;
  char digits[32];
  std::size_t count = 0, first = 32;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (i == point) continue;
    if (stored[i] < '0' || stored[i] > '9') return false;
    if (first == 32 && stored[i] != '0') first = count;
    digits[count++] = stored[i];
  }
  if (first == 32) return out.push_back('0'), true;
  const std::size_t kept = std::max(first + 15, point);
  if (count > kept) {
    count = kept;
    if (digits[count] >= '5') {
      std::size_t i = count;
      while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
      if (i == 0) return false;
      ++digits[i - 1];
    }
  }
  while (count > point && digits[count - 1] == '0') --count;
  if (negative) out.push_back('-');
  out.append(digits, point);
  if (count > point) out.append(1, '.').append(digits + point, count - point);
  return true;
}

}  // namespace

NumberFormat parse_number_format(std::string_view code) {
  const std::string lower = base::ascii_lower(code);
  if (lower.starts_with("general") || lower.starts_with("g/") || lower.starts_with("standard")) return {};
  const Letters letters = letters_of(code);
  const std::string_view bare = letters.bare;
  if (letters.elapsed) return {Kind::elapsed, has(bare, '.'), {}};
  // "e" is a year in Chinese formats but the exponent of "0.00E+00".
  const bool year = has(bare, 'y') || (has(bare, 'e') && bare.find_first_of("0#?") == std::string_view::npos);
  const bool clock = has(bare, 'h') || has(bare, 's');
  const bool date = year || has(bare, 'd') || (has(bare, 'm') && !clock);
  const bool milliseconds = clock && bare.find(".0") != std::string_view::npos;
  if (date) return {clock ? Kind::date_time : Kind::date, milliseconds, {}};
  if (clock) return {Kind::time, milliseconds, {}};
  if (has(bare, '%')) return {Kind::percent, false, {}};
  const std::string laid_out = trimmed_pattern(letters.digits);
  if (is_code_pattern(bare, laid_out)) return {Kind::digits, false, laid_out};
  return {};
}

NumberFormat builtin_number_format(unsigned id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58)) return {Kind::date, false, {}};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 55 || id == 56) return {Kind::time, false, {}};
  if (id == 22) return {Kind::date_time, false, {}};
  if (id == 45) return {Kind::time, false, {}};
  if (id == 46) return {Kind::elapsed, false, {}};
  if (id == 47) return {Kind::time, true, {}};
  if (id == 9 || id == 10) return {Kind::percent, false, {}};
  return {};
}

void plain_number(std::string_view stored, std::string& out) {
  stored = base::trim(stored);
  const bool whole = std::none_of(stored.begin(), stored.end(), [](char c) { return c == '.' || c == 'e' || c == 'E'; });
  if (whole) return out.append(stored), void();  // whole digits stand as they are
  if (append_short_fraction(stored, out)) return;
  auto number = parse_decimal(stored);
  if (!number || number->point > 40 || number->point < -40) return out.append(stored), void();
  if (number->digits.size() > 15) {  // a binary fraction's noise: 0.30000000000000004
    const auto value = to_double(stored);
    if (!value) return out.append(stored), void();
    number = parse_decimal(fmt::format("{:.14e}", *value));
  }
  append_decimal(*number, out);
}

void format_number(std::string_view stored, const NumberFormat& format, bool epoch_1904, std::string& out) {
  if (format.kind == Kind::general) return plain_number(stored, out);
  const std::string_view trimmed = base::trim(stored);
  if (format.kind == Kind::digits) {
    std::string digits;
    plain_number(trimmed, digits);
    const bool whole = !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
    return whole ? append_pattern(digits, format.pattern, out) : static_cast<void>(out.append(digits));
  }
  const auto value = to_double(trimmed);
  if (!value) return out.append(trimmed), void();
  if (format.kind == Kind::percent) {
    plain_number(fmt::format("{:.15g}", *value * 100), out);
    out.push_back('%');
    return;
  }
  if (!append_moment(*value, format, epoch_1904, out)) plain_number(trimmed, out);
}

}  // namespace gongdun::read
