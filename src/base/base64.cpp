#include "base/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace gongdun::base {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<signed char, 256> kValues = [] {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
  values['-'] = 62;
  values['_'] = 63;
  return values;
}();

bool blank(char c) {
  return c == '\n' || c == '\r' || c == ' ' || c == '\t';
}

}  // namespace

int base64_value(char c) {
  return kValues[static_cast<unsigned char>(c)];
}

bool decode_base64(std::string_view text, std::string& out) {
  std::uint32_t bits = 0;
  unsigned count = 0;  // characters of the group of four so far
  std::size_t at = 0;
  out.reserve(out.size() + text.size() / 4 * 3 + 3);
  for (; at < text.size() && text[at] != '='; ++at) {
    const int value = base64_value(text[at]);
    if (value < 0) {
      if (blank(text[at])) continue;
      return false;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if (++count < 4) continue;
    for (const unsigned shift : {16U, 8U, 0U}) out += static_cast<char>(bits >> shift & 0xFF);
    bits = count = 0;
  }
  for (; at < text.size(); ++at) {
    if (text[at] != '=' && !blank(text[at])) return false;
  }
  if (count == 1) return false;
  if (count >= 2) out += static_cast<char>(bits >> (count == 2 ? 4 : 10) & 0xFF);
  if (count == 3) out += static_cast<char>(bits >> 2 & 0xFF);
  return true;
}

namespace {

std::string encode(std::string_view bytes, bool url) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  const auto put = [&](std::uint32_t value) {
    const char c = kAlphabet[value & 63U];
    out += !url ? c : c == '+' ? '-' : c == '/' ? '_' : c;
  };
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t have = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < have ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i <= have; ++i) put(bits >> (18 - 6 * i));
    if (!url) out.append(3 - have, '=');
  }
  return out;
}

}  // namespace

std::string encode_base64(std::string_view bytes) {
  return encode(bytes, false);
}

std::string encode_base64url(std::string_view bytes) {
  return encode(bytes, true);
}

bool decode_base64url(std::string_view text, std::string& out) {
  out.clear();
  if (text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != std::string_view::npos) return false;
  // Two texts for the same bytes would let a signature be written in two ways.
  return decode_base64(text, out) && encode_base64url(out) == text;
}

}  // namespace gongdun::base
