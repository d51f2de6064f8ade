// The few characters that matter in XML, and finding one of them. Private to the scanner.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

inline bool starts_name(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_' || u == ':' || u >= 0x80;
}

// Readable beyond the end of the scanner's window: whoever looks at many bytes at once need not look where it ends.
inline constexpr std::size_t kWindowPadding = 64;
inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// Bit i: p[i] is one of three characters, i < 16.
inline std::uint32_t stops16(const char* p, char a, char b, char c) {
#if defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i hit =
      _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b))), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(hit));
#else
  std::uint32_t mask = 0;
  for (unsigned i = 0; i < 16; ++i) mask |= static_cast<std::uint32_t>(p[i] == a || p[i] == b || p[i] == c) << i;
  return mask;
#endif
}

// Appends a few characters of the window without a call.
inline void append_short(std::string& to, std::string_view text) {
  constexpr std::size_t kMost = 32;
  if (text.size() > kMost) return to.append(text), void();
  const std::size_t at = to.size();
  to.resize_and_overwrite(at + kMost, [&](char* into, std::size_t) {
    std::memcpy(into + at, text.data(), kMost);
    return at + text.size();
  });
}
inline void shorten(std::string& text, std::size_t by) {
  const std::size_t left = text.size() - by;
  text.resize_and_overwrite(left, [left](char*, std::size_t) { return left; });
}

// The first '<', '&' or '\r' in a window with its padding; `end` if there is none.
inline const char* find_text_stop(const char* begin, const char* end) {
  for (; begin < end; begin += 16) {
    const std::uint32_t hit = stops16(begin, '<', '&', '\r');
    if (hit == 0) continue;
    begin += std::countr_zero(hit);
    return begin < end ? begin : end;
  }
  return end;
}

// What matters for the end of a tag among 32 characters: bit i stands for p[i].
struct TagMarks {
  std::uint32_t angle = 0, twin = 0, single = 0;  // '<' or '>', '"', '\''
};
inline TagMarks tag_marks(const char* p) {
  TagMarks marks;
#if defined(__SSE2__)
  for (int half = 0; half < 2; ++half) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p) + half);
    const auto mask = [half](__m128i hit) { return static_cast<std::uint32_t>(_mm_movemask_epi8(hit)) << 16 * half; };
    // '<' is 0x3C and '>' 0x3E: alike but for one bit.
    marks.angle |= mask(_mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(2)), _mm_set1_epi8('>')));
    marks.twin |= mask(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    marks.single |= mask(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\'')));
  }
#else
  for (unsigned i = 0; i < 32; ++i) {
    marks.angle |= static_cast<std::uint32_t>(p[i] == '<' || p[i] == '>') << i;
    marks.twin |= static_cast<std::uint32_t>(p[i] == '"') << i;
    marks.single |= static_cast<std::uint32_t>(p[i] == '\'') << i;
  }
#endif
  return marks;
}

// Bit i of the result: an odd number of bits is set in 0…i.
inline std::uint32_t parity_so_far(std::uint32_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  return bits ^ bits << 16;
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
