// The few characters that matter in XML, and finding one of them. Private to the scanner.
#pragma once
#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace gongdun::read {

inline bool is_xml_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

consteval std::array<bool, 256> xml_table_of(std::string_view characters) {
  std::array<bool, 256> table{};
  for (const char c : characters) table[static_cast<unsigned char>(c)] = true;
  return table;
}
inline constexpr std::array<bool, 256> kXmlNameEnd = xml_table_of(" \n\t\r/>=<\"'");
inline bool ends_name(char c) {
  return kXmlNameEnd[static_cast<unsigned char>(c)];
}

// Tokens of spreadsheets are a few bytes long: a plain loop beats a call, which takes over for long runs.
inline constexpr std::size_t kShort = 32;
inline const char* find_char(const char* begin, const char* end, char wanted) {
  const char* const near = end - begin > static_cast<std::ptrdiff_t>(kShort) ? begin + kShort : end;
  for (; begin < near; ++begin) {
    if (*begin == wanted) return begin;
  }
  return begin == end ? nullptr : static_cast<const char*>(std::memchr(begin, wanted, static_cast<std::size_t>(end - begin)));
}

}  // namespace gongdun::read
