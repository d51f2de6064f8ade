#include "read/xlsx_cells.h"

#include <bit>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "read/xml_characters.h"

namespace gongdun::read {

namespace {

constexpr int kRowDigits = 9, kStyleDigits = 6, kRowAttributes = 16;

template <std::size_t n>
bool starts(const char* at, const char (&word)[n]) {
  return std::memcmp(at, word, n - 1) == 0;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// At least one digit, at most `most`, and no further one; false otherwise.
template <class Number>
bool take_digits(const char*& at, int most, Number& number) {
  const char* const begin = at;
  Number value = 0;
  for (; is_digit(*at); ++at) {
    if (at - begin == most) return false;
    value = value * 10 + static_cast<Number>(*at - '0');
  }
  number = value;
  return at != begin;
}

// B7": a reference with its closing quote.
bool take_reference(const char*& at, PlainCell& cell) {
  std::uint32_t column = 0;
  int letters = 0;
  for (; *at >= 'A' && *at <= 'Z'; ++at) {
    if (++letters > 3) return false;
    column = column * 26 + static_cast<std::uint32_t>(*at - 'A' + 1);
  }
  if (letters == 0 || !take_digits(at, kRowDigits, cell.row) || cell.row == 0 || *at != '"') return false;
  cell.column = column - 1;
  cell.placed = true;
  ++at;
  return true;
}

// s", str": a type with its closing quote.
bool take_type(const char*& at, PlainCell& cell) {
  if (at[1] == '"' && (*at == 's' || *at == 'n' || *at == 'b' || *at == 'e')) {
    cell.type = *at;
    return at += 2, true;
  }
  cell.type = 't';
  if (starts(at, "str\"")) return at += 4, true;
  if (starts(at, "inlineStr\"")) return at += 10, true;
  return false;
}

// From behind "<c" to behind the '>' of the tag.
bool take_cell_tag(const char*& at, PlainCell& cell) {
  if (starts(at, " r=\"") && !take_reference(at += 4, cell)) return false;
  if (starts(at, " s=\"") && (!take_digits(at += 4, kStyleDigits, cell.style) || *at++ != '"')) return false;
  if (starts(at, " t=\"") && !take_type(at += 4, cell)) return false;
  return true;
}

// Text up to `close`, which ends the cell.
template <std::size_t n>
const char* take_value(const char* at, const char* end, const char (&close)[n], PlainCell& cell) {
  if (at >= end) return nullptr;
  const char* const stop = find_text_stop(at, end);
  if (static_cast<std::size_t>(end - stop) < n - 1 || !starts(stop, close)) return nullptr;
  cell.value = {at, static_cast<std::size_t>(stop - at)};
  return stop + n - 1;
}

// name="value" after a blank; "r" may not come again.
bool take_other_attribute(const char*& at, const char* end) {
  const char* const name = ++at;
  while (at < end && !ends_name(*at)) ++at;
  const std::string_view whole(name, static_cast<std::size_t>(at - name));
  if (end - at < 2 || at[0] != '=' || at[1] != '"' || whole.empty() || whole == "r" || whole.ends_with(":r")) return false;
  const char* const close = find_char(at + 2, end, '"');
  if (close == nullptr) return false;
  at = close + 1;
  return true;
}

}  // namespace

const char* take_plain_cell(const char* at, const char* end, PlainCell& cell) {
  if (end - at < 4 || !starts(at, "<c")) return nullptr;
  at += 2;
  if (!take_cell_tag(at, cell)) return nullptr;
  if (starts(at, "/>")) return at + 2 <= end ? at + 2 : nullptr;
  if (*at != '>') return nullptr;
  ++at;
  if (starts(at, "<v>")) return take_value(at + 3, end, "</v></c>", cell);
  if (cell.type == 't' && starts(at, "<is><t>")) {
    at = take_value(at + 7, end, "</t></is></c>", cell);
    return cell.value.find("_x") == std::string_view::npos ? at : nullptr;  // escapes of inline strings are taken apart by who reads them whole
  }
  if (starts(at, "</c>")) return at + 4 <= end ? at + 4 : nullptr;
  return nullptr;
}

const char* take_plain_row(const char* at, const char* end, std::uint64_t& number) {
  if (end - at < 16 || !starts(at, "</row>")) return nullptr;
  at += 6;
  while (at < end && is_xml_space(*at)) ++at;
  if (end - at < 8 || !starts(at, "<row r=\"")) return nullptr;
  at += 8;
  if (!take_digits(at, kRowDigits, number) || *at++ != '"') return nullptr;
  for (int count = 0; at < end && *at == ' '; ++count) {
    if (count == kRowAttributes || !take_other_attribute(at, end)) return nullptr;
  }
  return at < end && *at == '>' ? at + 1 : nullptr;
}

bool shows_as_stored(std::string_view number) {
  const std::size_t size = number.size();
  if (size == 0 || size > 15) return false;
#if defined(__SSE2__)
  const __m128i digits = _mm_sub_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(number.data())), _mm_set1_epi8('0'));
  const auto is = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits)));
#else
  std::uint32_t is = 0;
  for (unsigned i = 0; i < size; ++i) is |= static_cast<std::uint32_t>(is_digit(number[i])) << i;
#endif
  std::uint32_t other = ~is & ((1U << size) - 1);
  if (other == 0) return true;
  std::size_t first = 0;
  if (number[0] == '-') other &= ~1U, first = 1;
  if (other == 0) return size > 1;
  const auto point = static_cast<std::size_t>(std::countr_zero(other));
  return (other & (other - 1)) == 0 && number[point] == '.' && point > first && number[size - 1] != '0' && point + 1 < size;
}

}  // namespace gongdun::read
