// Encoders for tests.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace gongdun::detect {

inline std::string base64_of(std::string_view text) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    const std::size_t count = std::min<std::size_t>(3, text.size() - i);
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < count ? static_cast<unsigned char>(text[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kAlphabet[bits >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

inline std::string base64url_of(std::string_view text) {
  std::string out = base64_of(text);
  std::ranges::replace(out, '+', '-');
  std::ranges::replace(out, '/', '_');
  while (out.ends_with('=')) out.pop_back();
  return out;
}

// UTF-16LE of characters of the basic plane, then base64.
inline std::string wide_base64_of(std::string_view text) {
  std::string wide;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    wide += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8 & 0xFF)};
  }
  return base64_of(wide);
}

inline std::string hex_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

inline std::string percent_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      out += c;
    else
      out += "%" + hex_of({&c, 1});
  }
  return out;
}

inline std::string unicode_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    const char bytes[2] = {static_cast<char>(c >> 8 & 0xFF), static_cast<char>(c & 0xFF)};
    out += c == '\n' ? "\\u0020" : "\\u" + hex_of({bytes, 2});
  }
  return out;
}

}  // namespace gongdun::detect
