#include "detect/vetoes.h"

#include <algorithm>
#include <iterator>

#include "detect/byte_set.h"
#include "detect/validator_text.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kFar = 512;  // how far an enclosing token is followed

template <class Belongs>
std::string_view around(std::string_view buffer, std::size_t begin, std::size_t end, Belongs belongs) {
  std::size_t left = begin, right = end;
  while (left > 0 && begin - left < kFar && belongs(static_cast<unsigned char>(buffer[left - 1]))) --left;
  while (right < buffer.size() && right - end < kFar && belongs(static_cast<unsigned char>(buffer[right]))) ++right;
  return buffer.substr(left, right - left);
}

unsigned char at_or_zero(std::string_view buffer, std::size_t at) {
  return at < buffer.size() ? static_cast<unsigned char>(buffer[at]) : 0;
}

bool guid(std::string_view buffer, std::size_t begin, std::size_t end) {
  const std::string_view token = around(buffer, begin, end, [](unsigned char c) { return is_hex_byte(c) || c == '-'; });
  constexpr std::size_t kGroups[] = {8, 4, 4, 4, 12};
  for (std::size_t from = 0; from + 36 <= token.size(); ++from) {
    if (from > 0 && is_hex_byte(static_cast<unsigned char>(token[from - 1]))) continue;
    std::size_t at = from;
    bool fits = true;
    for (const std::size_t length : kGroups) {
      for (std::size_t i = 0; i < length; ++i) fits &= token[at++] != '-';
      if (length != 12) fits &= token[at++] == '-';
    }
    const std::size_t place = static_cast<std::size_t>(token.data() - buffer.data()) + from;
    if (fits && place < end && begin < place + 36) return true;
  }
  return false;
}

// A point or comma directly beside the digits, with a digit on its other side, or an exponent.
bool float_number(std::string_view buffer, std::size_t begin, std::size_t end) {
  const auto digit = [&](std::size_t at) { return is_digit_byte(at_or_zero(buffer, at)); };
  if (begin >= end) return false;
  if (digit(begin) && begin >= 2 && buffer[begin - 1] == '.' && digit(begin - 2)) return true;
  if (digit(begin) && begin >= 1 && buffer[begin - 1] == '.' && (begin < 2 || !is_word_byte(static_cast<unsigned char>(buffer[begin - 2])))) return true;
  if (digit(end - 1) && at_or_zero(buffer, end) == '.' && digit(end + 1)) return true;
  const unsigned char next = at_or_zero(buffer, end);
  if (digit(end - 1) && (next == 'e' || next == 'E') && (digit(end + 1) || at_or_zero(buffer, end + 1) == '+' || at_or_zero(buffer, end + 1) == '-'))
    return true;
  // 1.5E13912345678 and 1.5E+13912345678 cannot be told from the digits alone.
  const bool sign = begin >= 1 && (buffer[begin - 1] == '+' || buffer[begin - 1] == '-');
  const std::size_t letter = begin - (sign ? 2 : 1);
  return begin >= (sign ? 3U : 2U) && (buffer[letter] == 'e' || buffer[letter] == 'E') && digit(letter - 1);
}

bool hash(std::string_view buffer, std::size_t begin, std::size_t end) {
  const std::string_view token = around(buffer, begin, end, [](unsigned char c) { return is_hex_byte(c); });
  if (token.size() < 24 || token.size() == end - begin) return false;
  const auto letters = std::count_if(token.begin(), token.end(), [](char c) { return !is_digit_byte(static_cast<unsigned char>(c)); });
  return letters >= 2;
}

bool blank(unsigned char c) {
  return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '|' || c == ',' || c == ';';
}

std::string_view before_in_token(std::string_view buffer, std::size_t begin) {
  std::size_t left = begin;
  while (left > 0 && begin - left < kFar && !blank(static_cast<unsigned char>(buffer[left - 1]))) --left;
  return buffer.substr(left, begin - left);
}

bool path(std::string_view buffer, std::size_t begin, std::size_t end) {
  const std::string_view before = before_in_token(buffer, begin);
  const bool in_url = before.find("://") != std::string_view::npos;
  const std::size_t slash = before.find_last_of("/\\");
  if (slash == std::string_view::npos || in_url) return false;
  // One separator directly between two values (138…/139…) is a list, not a path.
  const std::size_t first = before.find_first_of("/\\");
  const unsigned char next = at_or_zero(buffer, end);
  return first != slash || first == 0 || (first == 2 && before[1] == ':') || next == '/' || next == '\\' ||
         (next == '.' && is_alnum_byte(at_or_zero(buffer, end + 1)) && !is_digit_byte(at_or_zero(buffer, end + 1)));
}

bool url(std::string_view buffer, std::size_t begin, std::size_t) {
  const std::string_view before = before_in_token(buffer, begin);
  return before.find("://") != std::string_view::npos || before.starts_with("www.");
}

bool version(std::string_view buffer, std::size_t begin, std::size_t end) {
  std::string_view token = around(buffer, begin, end, [](unsigned char c) { return is_word_byte(c) || c == '.' || c == '-' || c == '+'; });
  while (!token.empty() && (token.back() == '.' || token.back() == '-')) token.remove_suffix(1);
  const std::size_t place = static_cast<std::size_t>(token.data() - buffer.data());
  if ((token.starts_with("v") || token.starts_with("V")) && token.size() > 1 && is_digit_byte(static_cast<unsigned char>(token[1]))) return true;
  for (const std::string_view word : {"version", "Version", "ver", "Ver", "版本", "rev", "Rev", "release"}) {
    const std::size_t from = place >= word.size() + 4 ? place - word.size() - 4 : 0;
    if (buffer.substr(from, place - from).find(word) != std::string_view::npos) return true;
  }
  if (begin > 0 && at_or_zero(buffer, begin - 1) == '.' && begin > 1 && is_digit_byte(at_or_zero(buffer, begin - 2))) return true;
  return at_or_zero(buffer, end) == '.' && is_digit_byte(at_or_zero(buffer, end + 1));
}

// 20240131123055…, or an epoch in seconds, milliseconds or microseconds of the years 2001 to 2040.
bool timestamp(std::string_view buffer, std::size_t begin, std::size_t end) {
  const std::string_view token = around(buffer, begin, end, [](unsigned char c) { return is_digit_byte(c); });
  if (token.size() >= 12 && token.size() <= 20 && all_digits(token)) {
    const int year = number_of(token.substr(0, 4));
    const bool clock = number_of(token.substr(8, 2)) < 24 && number_of(token.substr(10, 2)) < 60;
    if (year >= 1970 && year <= 2069 && is_date(year, number_of(token.substr(4, 2)), number_of(token.substr(6, 2))) && clock) return true;
  }
  const bool epoch = token.size() == 13 || token.size() == 16;
  return epoch && all_digits(token) && token >= "1000000000" && token < "2300000000";
}

bool base64(std::string_view buffer, std::size_t begin, std::size_t end) {
  const std::string_view token = around(buffer, begin, end, [](unsigned char c) { return is_alnum_byte(c) || c == '+' || c == '/' || c == '='; });
  if (token.size() < 60 || token.size() <= end - begin + 16) return false;
  const auto has = [&](auto test) { return std::any_of(token.begin(), token.end(), test); };
  return has([](char c) { return c >= 'a' && c <= 'z'; }) && has([](char c) { return c >= 'A' && c <= 'Z'; });
}

bool word(std::string_view buffer, std::size_t begin, std::size_t end) {
  return (begin > 0 && is_word_byte(static_cast<unsigned char>(buffer[begin - 1]))) || is_word_byte(at_or_zero(buffer, end));
}

bool decimal_list(std::string_view buffer, std::size_t begin, std::size_t end) {
  const std::size_t from = begin > 40 ? begin - 40 : 0;
  const std::string_view near = buffer.substr(from, std::min(buffer.size(), end + 40) - from);
  int decimals = 0;
  for (std::size_t i = 1; i + 1 < near.size(); ++i) {
    decimals += near[i] == '.' && is_digit_byte(static_cast<unsigned char>(near[i - 1])) && is_digit_byte(static_cast<unsigned char>(near[i + 1]));
  }
  return decimals >= 4;
}

bool email(std::string_view buffer, std::size_t begin, std::size_t end) {
  const std::string_view token =
      around(buffer, begin, end, [](unsigned char c) { return is_word_byte(c) || c == '.' || c == '-' || c == '+' || c == '@' || c == '%'; });
  const std::size_t at = token.find('@');
  return at != std::string_view::npos && at > 0 && token.find('.', at) != std::string_view::npos && token.size() > end - begin;
}

constexpr Veto kVetoes[] = {
    {"guid", "GUID 的一部分", "part of a GUID", &guid},
    {"float", "小数或科学计数的一部分", "part of a decimal number", &float_number},
    {"hash", "更长十六进制串的一部分", "part of a longer hexadecimal string", &hash},
    {"path", "文件路径的一部分", "part of a file path", &path},
    {"url", "网址的一部分", "part of a URL", &url},
    {"version", "版本号的一部分", "part of a version number", &version, 11, 0},
    {"timestamp", "时间戳", "a timestamp", &timestamp},
    {"base64", "base64 数据的一部分", "part of base64 data", &base64},
    {"word", "更长单词的一部分", "part of a longer word", &word},
    {"decimal_list", "一串小数中的一个", "one of many decimals", &decimal_list, 40, 40},
    {"email", "电子邮箱的一部分", "part of an e-mail address", &email},
};

}  // namespace

const Veto* find_veto(std::string_view id) {
  const auto* found = std::find_if(std::begin(kVetoes), std::end(kVetoes), [&](const Veto& veto) { return veto.id == id; });
  return found == std::end(kVetoes) ? nullptr : found;
}

std::vector<const Veto*> all_vetoes() {
  std::vector<const Veto*> all;
  for (const Veto& veto : kVetoes) all.push_back(&veto);
  return all;
}

}  // namespace gongdun::detect
