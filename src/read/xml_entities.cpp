#include "read/xml_entities.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "base/utf8.h"

namespace gongdun::read {

namespace {

// Code point of "#123" or "#x1F"; 0 when it is none or not allowed in XML.
char32_t character_reference(std::string_view body) {
  body.remove_prefix(1);
  const bool hex = !body.empty() && (body.front() == 'x' || body.front() == 'X');
  if (hex) body.remove_prefix(1);
  if (body.empty() || body.size() > 8) return 0;
  std::uint32_t value = 0;
  for (const char c : body) {
    std::uint32_t digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    if (hex && c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    if (hex && c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    if (digit == 16) return 0;
    value = value * (hex ? 16 : 10) + digit;
    if (value > 0x10FFFF) return 0;
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return surrogate ? 0 : static_cast<char32_t>(value);
}

char32_t built_in(std::string_view body) {
  static constexpr std::array<std::pair<std::string_view, char32_t>, 5> kNames{{{"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}}};
  for (const auto& [name, value] : kNames) {
    if (body == name) return value;
  }
  return 0;
}

// The value of encoding="..." in <?xml ...?>, if the head begins with one.
std::string_view declared_label(std::string_view head) {
  if (!head.starts_with("<?xml")) return {};
  const std::string_view declaration = head.substr(0, head.find("?>"));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[at], at + 1);
  return close == std::string_view::npos ? std::string_view{} : declaration.substr(at + 1, close - at - 1);
}

}  // namespace

void decode_xml_text(std::string_view raw, std::string& out) {
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t special = raw.find_first_of("&\r", at);
    out.append(raw.substr(at, special - at));
    if (special == std::string_view::npos) return;
    at = special + 1;
    if (raw[special] == '\r') {
      if (at >= raw.size() || raw[at] != '\n') out.push_back('\n');
      continue;
    }
    const std::size_t close = raw.substr(at, 12).find(';');
    if (close == std::string_view::npos || close == 0) {
      out.push_back('&');
      continue;
    }
    const std::string_view body = raw.substr(at, close);
    const char32_t value = body.front() == '#' ? character_reference(body) : built_in(body);
    if (value == 0) {
      out.push_back('&');
      continue;
    }
    base::append_utf8(out, value);
    at += close + 1;
  }
}

std::size_t safe_cut(std::string_view text, std::size_t entity_bytes) {
  std::size_t cut = text.size();
  const std::size_t tail = std::min(entity_bytes, cut);
  const std::size_t amp = tail == 0 ? std::string_view::npos : text.substr(cut - tail).rfind('&');
  if (amp != std::string_view::npos && text.find(';', cut - tail + amp) == std::string_view::npos && cut > tail) cut = cut - tail + amp;
  std::size_t start = cut;
  for (int back = 0; back < 3 && start > 0 && (static_cast<unsigned char>(text[start - 1]) & 0xC0) == 0x80; ++back) --start;
  if (start == 0) return cut;
  const auto lead = static_cast<unsigned char>(text[start - 1]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  const std::size_t present = cut - start + 1;
  return lead >= 0xC0 && present < length && start > 1 ? start - 1 : cut;
}

base::Encoding encoding_from_label(std::string_view label) {
  using base::Encoding;
  static constexpr std::array<std::pair<std::string_view, Encoding>, 22> kLabels{{
      {"utf-8", Encoding::utf8},
      {"utf8", Encoding::utf8},
      {"us-ascii", Encoding::utf8},
      {"ascii", Encoding::utf8},
      {"gb2312", Encoding::gb18030},
      {"gbk", Encoding::gb18030},
      {"gb18030", Encoding::gb18030},
      {"x-gbk", Encoding::gb18030},
      {"cp936", Encoding::gb18030},
      {"hz-gb-2312", Encoding::gb18030},
      {"big5", Encoding::big5},
      {"big5-hkscs", Encoding::big5},
      {"cp950", Encoding::big5},
      {"shift_jis", Encoding::shift_jis},
      {"shift-jis", Encoding::shift_jis},
      {"sjis", Encoding::shift_jis},
      {"windows-31j", Encoding::shift_jis},
      {"cp932", Encoding::shift_jis},
      {"iso-8859-1", Encoding::cp1252},
      {"latin1", Encoding::cp1252},
      {"windows-1252", Encoding::cp1252},
      {"cp1252", Encoding::cp1252},
  }};
  const std::string lower = base::ascii_lower(base::trim(label));
  for (const auto& [name, encoding] : kLabels) {
    if (lower == name) return encoding;
  }
  return Encoding::binary;
}

XmlEncoding detect_xml_encoding(std::string_view head, bool whole) {
  const std::string_view sample = whole ? head : head.substr(0, safe_cut(head, 0));
  const std::span bytes(reinterpret_cast<const std::byte*>(sample.data()), sample.size());
  const base::DetectedEncoding found = base::detect_encoding(bytes, whole);
  if (found.mark_bytes > 0) return {found.encoding, found.mark_bytes};
  if (head.size() >= 4 && head.substr(0, 4) == std::string_view("<\0?\0", 4)) return {base::Encoding::utf16le, 0};
  if (head.size() >= 4 && head.substr(0, 4) == std::string_view("\0<\0?", 4)) return {base::Encoding::utf16be, 0};
  const base::Encoding declared = encoding_from_label(declared_label(head));
  if (declared != base::Encoding::binary && declared != base::Encoding::utf8) return {declared, 0};
  if (base::is_valid_utf8(sample) || found.encoding == base::Encoding::binary) return {base::Encoding::utf8, 0};
  return {found.encoding, 0};
}

}  // namespace gongdun::read
