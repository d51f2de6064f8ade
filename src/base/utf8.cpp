#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace gongdun::base {
namespace {

using Byte = unsigned char;

struct Decoded {
  char32_t code_point = kReplacement;
  std::size_t length = 0;  // 0: malformed
};

bool is_trail(Byte byte) {
  return (byte & 0xC0) == 0x80;
}

Decoded decode2(const Byte* p) {
  if (p[0] < 0xC2 || !is_trail(p[1])) return {};
  return {static_cast<char32_t>((p[0] & 0x1F) << 6 | (p[1] & 0x3F)), 2};
}

Decoded decode3(const Byte* p) {
  if (!is_trail(p[1]) || !is_trail(p[2])) return {};
  const auto value = static_cast<char32_t>((p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F));
  if (value < 0x800 || (value >= 0xD800 && value < 0xE000)) return {};
  return {value, 3};
}

Decoded decode4(const Byte* p) {
  if (p[0] > 0xF4 || !is_trail(p[1]) || !is_trail(p[2]) || !is_trail(p[3])) return {};
  const auto value = static_cast<char32_t>((p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F));
  if (value < 0x10000 || value > 0x10FFFF) return {};
  return {value, 4};
}

Decoded decode(const Byte* p, std::size_t left) {
  if (p[0] < 0x80) return {p[0], 1};
  if (p[0] < 0xE0) return left >= 2 ? decode2(p) : Decoded{};
  if (p[0] < 0xF0) return left >= 3 ? decode3(p) : Decoded{};
  return left >= 4 ? decode4(p) : Decoded{};
}

const Byte* bytes(std::string_view text) {
  return reinterpret_cast<const Byte*>(text.data());
}

std::size_t skip_ascii(const Byte* p, std::size_t at, std::size_t size) {
  constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
  while (at + 32 <= size) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), p + at, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & kHigh) != 0) break;
    at += 32;
  }
  while (at < size && p[at] < 0x80) ++at;
  return at;
}

// Runs of three-byte characters (Chinese text), nine bytes in a step: the common case is decided by masks.
std::size_t skip_three_byte(const Byte* p, std::size_t at, std::size_t size) {
  while (at + 4 <= size) {
    std::uint32_t word = 0;
    std::memcpy(&word, p + at, 4);
    if ((word & 0x00C0C0F0U) != 0x008080E0U) break;
    const unsigned second = p[at + 1];
    if ((p[at] == 0xE0 && second < 0xA0) || (p[at] == 0xED && second >= 0xA0)) break;
    at += 3;
  }
  return at;
}

struct Range {
  char32_t first, last;
};

// East Asian Wide and Fullwidth, joined to whole blocks.
constexpr std::array<Range, 13> kWide{{{0x1100, 0x115F},
                                       {0x2E80, 0x303E},
                                       {0x3041, 0x33FF},
                                       {0x3400, 0x4DBF},
                                       {0x4E00, 0x9FFF},
                                       {0xA000, 0xA4CF},
                                       {0xAC00, 0xD7A3},
                                       {0xF900, 0xFAFF},
                                       {0xFE30, 0xFE6F},
                                       {0xFF00, 0xFF60},
                                       {0xFFE0, 0xFFE6},
                                       {0x1F300, 0x1FAFF},
                                       {0x20000, 0x3FFFD}}};

bool is_wide(char32_t c) {
  if (c < 0x1100) return false;
  return std::any_of(kWide.begin(), kWide.end(), [c](const Range& r) { return c >= r.first && c <= r.last; });
}

bool is_zero_width(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
}

}  // namespace

std::size_t ascii_length(std::string_view text) {
  return skip_ascii(bytes(text), 0, text.size());
}

std::size_t valid_utf8_length(std::string_view text) {
  const Byte* p = bytes(text);
  std::size_t at = 0;
  while (true) {
    at = skip_ascii(p, at, text.size());
    at = skip_three_byte(p, at, text.size());
    if (at == text.size()) return at;
    const Decoded next = decode(p + at, text.size() - at);
    if (next.length == 0) return at;
    at += next.length;
  }
}

bool is_valid_utf8(std::string_view text) {
  return valid_utf8_length(text) == text.size();
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const Decoded next = decode(bytes(text) + at, text.size() - at);
  at += next.length == 0 ? 1 : next.length;
  return next.code_point;
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_trail(static_cast<Byte>(c)); }));
}

std::string_view utf8_prefix(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count > 0 && at < text.size()) {
    next_code_point(text, at);
    --count;
  }
  return text.substr(0, at);
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x20 || c == 0x7F || is_zero_width(c)) continue;
    width += is_wide(c) ? 2 : 1;
  }
  return width;
}

std::string fold_width(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c >= 0xFF01 && c <= 0xFF5E) {
      out.push_back(static_cast<char>(c - 0xFF01 + 0x21));
    } else if (c == 0x3000) {
      out.push_back(' ');
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kIdeographic = "\xE3\x80\x80";
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  while (!text.empty()) {
    if (kBlank.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (text.starts_with(kIdeographic)) {
      text.remove_prefix(kIdeographic.size());
    } else {
      break;
    }
  }
  while (!text.empty()) {
    if (kBlank.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with(kIdeographic)) {
      text.remove_suffix(kIdeographic.size());
    } else {
      break;
    }
  }
  return text;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
    // Direction overrides can make a name read as another one.
    const bool deceiving = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    append_utf8(out, control || deceiving ? kReplacement : c);
  }
  return out;
}

}  // namespace gongdun::base
