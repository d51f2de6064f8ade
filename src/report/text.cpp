#include "report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/utf8.h"

namespace gongdun::report {
namespace {

bool is_combining(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

// Characters that change the direction or the shape of the text around them without being seen.
bool is_invisible_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

// XML 1.0 §2.2 Char, and the non-characters XML advises against.
bool is_xml_char(char32_t c) {
  if (c >= 0xD800 && c <= 0xDFFF) return false;
  if (c >= 0xFDD0 && c <= 0xFDEF) return false;
  return (c & 0xFFFE) != 0xFFFE && c <= 0x10FFFF;
}

bool is_line_break(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C;
}

constexpr std::size_t kMarksInARow = 4;

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
         (c >= 0x20000 && c <= 0x3FFFD) || (c >= 0x2018 && c <= 0x201D) || c == 0x2014 || c == 0x2026 || (c >= 0x25A0 && c <= 0x25FF);
}

double char_em(char32_t c) {
  if (is_combining(c)) return 0;
  if (is_wide(c)) return 1;
  if (c == 'i' || c == 'j' || c == 'l' || c == '.' || c == ',' || c == ':' || c == ';' || c == '|' || c == '\'' || c == ' ') return 0.29;
  if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%' || c == '@') return 0.86;
  if (c >= 'A' && c <= 'Z') return 0.64;
  return 0.555;
}

}  // namespace

Cleaned clean_text(std::string_view text, std::size_t limit, std::size_t lines) {
  Cleaned result;
  std::string& out = result.text;
  out.reserve(std::min(text.size(), limit * 3) + 4);
  std::size_t at = 0, count = 0, line = 1, marks = 0;
  bool after_cr = false;
  while (at < text.size()) {
    char32_t c = base::next_code_point(text, at);
    const bool follows_cr = std::exchange(after_cr, c == '\r');
    if (c == '\n' && follows_cr) continue;
    if (is_line_break(c)) c = line < lines ? (++line, U'\n') : U' ';
    if (c == '\t') c = ' ';
    if (c != '\n' && is_invisible_control(c)) continue;
    if (!is_xml_char(c)) c = base::kReplacement;
    marks = is_combining(c) ? marks + 1 : 0;
    if (marks > kMarksInARow) continue;
    if (count == limit) {
      out += "…";
      result.cut = true;
      return result;
    }
    base::append_utf8(out, c);
    ++count;
  }
  return result;
}

std::string clean(std::string_view text, std::size_t limit, std::size_t lines) {
  return clean_text(text, limit, lines).text;
}

std::string xml(std::string_view cleaned) {
  std::string out;
  out.reserve(cleaned.size() + cleaned.size() / 8);
  for (const char c : cleaned) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string clean_xml(std::string_view text, std::size_t limit, std::size_t lines) {
  return xml(clean(text, limit, lines));
}

std::string number_text(double value) {
  if (!std::isfinite(value)) return "—";
  if (std::abs(value) >= 1e15) return fmt::format("{:.3e}", value);
  std::string digits = fmt::format("{:.2f}", std::abs(value));
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return value < 0 && digits != "0" ? fmt::format("-{}", digits) : digits;
}

double em_width(std::string_view text) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) width += char_em(base::next_code_point(text, at));
  return width;
}

std::string fit_em(std::string_view text, double em) {
  if (em_width(text) <= em) return std::string(text);
  double width = 1;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += char_em(base::next_code_point(text, at));
    if (width > em) break;
    end = at;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) units += base::next_code_point(text, at) > 0xFFFF ? 2 : 1;
  return units;
}

}  // namespace gongdun::report
