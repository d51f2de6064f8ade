#include "read/cad_text.h"

#include <charconv>
#include <cstddef>
#include <span>

#include "base/encoding.h"
#include "base/utf8.h"

namespace gongdun::read {
namespace {

bool hex_value(std::string_view text, std::size_t at, std::size_t digits, std::uint32_t& value) {
  if (at + digits > text.size()) return false;
  const char* const end = text.data() + at + digits;
  const auto got = std::from_chars(text.data() + at, end, value, 16);
  return got.ec == std::errc{} && got.ptr == end;
}

// \M+nXXXX: a double-byte character of code page n. The number of bytes taken after the backslash, 0 if it is none.
std::size_t double_byte(std::string_view text, std::size_t at, std::string& out) {
  std::uint32_t value = 0;
  if (at + 7 > text.size() || text[at + 1] != '+' || !hex_value(text, at + 3, 4, value)) return 0;
  const char page = text[at + 2];
  const base::Encoding encoding = page == '1' ? base::Encoding::shift_jis : page == '2' ? base::Encoding::big5 : base::Encoding::gb18030;
  const std::byte bytes[2] = {static_cast<std::byte>(value >> 8), static_cast<std::byte>(value & 0xFF)};
  out += base::to_utf8(bytes, encoding);
  return 7;
}

// What %% stands for; the number of characters taken.
std::size_t percent_code(std::string_view text, std::size_t at, std::string& out) {
  const char c = text[at + 2];
  switch (c) {
    case 'd':
    case 'D': out += "°"; return 3;
    case 'c':
    case 'C': out += "Ø"; return 3;
    case 'p':
    case 'P': out += "±"; return 3;
    case 'u':
    case 'U':
    case 'o':
    case 'O':
    case 'k':
    case 'K': return 3;
    case '%': out += '%'; return 3;
    default: break;
  }
  unsigned value = 0;
  const std::string_view digits = text.substr(at + 2, 3);
  const auto got = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.size() == 3 && got.ec == std::errc{} && got.ptr == digits.data() + 3 && value >= 32 && value < 127) {
    out += static_cast<char>(value);
    return 5;
  }
  out += "%%";
  return 2;
}

// A backslash code of MTEXT; the number of characters taken, the backslash included.
std::size_t backslash_code(std::string_view text, std::size_t at, bool formatted, std::string& out) {
  const char c = formatted || text[at + 1] == 'U' || text[at + 1] == 'M' ? text[at + 1] : '\0';
  std::uint32_t value = 0;
  switch (c) {
    case 'P':
    case 'X': out += '\n'; return 2;
    case 'N': out += '\n'; return 2;
    case '~': out += ' '; return 2;
    case '\\':
    case '{':
    case '}': out += c; return 2;
    case 'L':
    case 'l':
    case 'O':
    case 'o':
    case 'K':
    case 'k': return 2;
    case 'U':
      if (at + 2 < text.size() && text[at + 2] == '+' && hex_value(text, at + 3, 4, value)) {
        base::append_utf8(out, value);
        return 7;
      }
      break;
    case 'M':
      if (const std::size_t taken = double_byte(text, at + 1, out); taken != 0) return taken + 1;
      break;
    case 'S': {  // a stack: over^under, over/under, over#under
      const std::size_t end = text.find(';', at);
      if (end == text.npos) break;
      for (const char part : text.substr(at + 2, end - at - 2)) out += part == '^' || part == '#' ? '/' : part;
      return end - at + 1;
    }
    case 'A':
    case 'C':
    case 'c':
    case 'F':
    case 'f':
    case 'H':
    case 'Q':
    case 'T':
    case 'W':
    case 'p': {
      const std::size_t end = text.find(';', at);
      if (end != text.npos && end - at < 200) return end - at + 1;
      break;
    }
    default: break;
  }
  out += '\\';
  return 1;
}

}  // namespace

std::string plain_cad_text(std::string_view text, bool formatted) {
  if (text.find_first_of("\\{}%^") == text.npos) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\\' && at + 1 < text.size()) {
      at += backslash_code(text, at, formatted, out);
    } else if (c == '%' && at + 2 < text.size() && text[at + 1] == '%') {
      at += percent_code(text, at, out);
    } else if (c == '^' && at + 1 < text.size() && (text[at + 1] == 'I' || text[at + 1] == 'J')) {
      out += text[at + 1] == 'I' ? '\t' : '\n';
      at += 2;
    } else {
      if (!formatted || (c != '{' && c != '}')) out += c;
      ++at;
    }
  }
  return out;
}

std::string plain_step_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t value = 0;
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("''")) {
      out += '\'';
      at += 2;
    } else if (rest.starts_with("\\X2\\") || rest.starts_with("\\X4\\")) {
      const std::size_t digits = rest[2] == '2' ? 4 : 8;
      at += 4;
      while (hex_value(text, at, digits, value)) {
        std::uint32_t low = 0;
        if (value >= 0xD800 && value < 0xDC00 && hex_value(text, at + 4, 4, low) && low >= 0xDC00 && low < 0xE000) {  // some write UTF-16
          value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
          at += 4;
        }
        base::append_utf8(out, value <= 0x10FFFF ? value : base::kReplacement);
        at += digits;
      }
      if (text.substr(at).starts_with("\\X0\\")) at += 4;
    } else if (rest.starts_with("\\X\\") && hex_value(text, at + 3, 2, value)) {
      base::append_utf8(out, value);
      at += 5;
    } else if (rest.starts_with("\\S\\") && rest.size() > 3) {
      base::append_utf8(out, static_cast<unsigned char>(rest[3]) + 128U);
      at += 4;
    } else if (rest.starts_with("\\\\")) {
      out += '\\';
      at += 2;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace gongdun::read
