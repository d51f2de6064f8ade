#include "read/code_page.h"

#include <span>

#include "base/utf8.h"

namespace gongdun::read {

base::Encoding of_code_page(int page) {
  switch (page) {
    case 936:
    case 54936: return base::Encoding::gb18030;
    case 950: return base::Encoding::big5;
    case 932: return base::Encoding::shift_jis;
    case 1200: return base::Encoding::utf16le;
    case 65001: return base::Encoding::utf8;
    default: return base::Encoding::cp1252;
  }
}

std::string from_code_page(std::string_view bytes, int page) {
  if (page == 1200) return from_utf16(bytes);
  bytes = bytes.substr(0, bytes.find('\0'));
  const auto raw = std::as_bytes(std::span(bytes));
  base::Encoding encoding = of_code_page(page);
  if (page == 0) encoding = base::detect_encoding(raw, true).encoding;
  return base::to_utf8(raw, encoding == base::Encoding::binary ? base::Encoding::cp1252 : encoding);
}

std::string from_utf16(std::string_view bytes) {
  std::size_t end = 0;
  while (end + 2 <= bytes.size() && (bytes[end] != '\0' || bytes[end + 1] != '\0')) end += 2;
  return base::to_utf8(std::as_bytes(std::span(bytes.substr(0, end))), base::Encoding::utf16le);
}

std::string from_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (const char c : bytes) base::append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

std::string plain_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' || c == '\n' || c == '\v' || c == '\f') {
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
      out.push_back('\n');
    } else {
      out.push_back(static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c);
    }
  }
  return out;
}

}  // namespace gongdun::read
