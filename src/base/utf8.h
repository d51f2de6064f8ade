// Small UTF-8 helpers. Text inside the program is UTF-8; input is converted at the edge (base/encoding.h).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gongdun::base {

constexpr char32_t kReplacement = 0xFFFD;

bool is_valid_utf8(std::string_view text);
// Length of the longest valid beginning of `text`.
std::size_t valid_utf8_length(std::string_view text);
// Length of the beginning of `text` that is plain ASCII.
std::size_t ascii_length(std::string_view text);
// Decodes one code point at `at` and advances it; malformed bytes give kReplacement and advance by one.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
std::size_t count_code_points(std::string_view text);
// The first `count` code points of `text`.
std::string_view utf8_prefix(std::string_view text, std::size_t count);
// CJK unified ideographs (the planes in use); the Han script has no word boundaries.
bool is_han(char32_t code_point);
// Columns a terminal needs: East Asian wide characters take two.
std::size_t display_width(std::string_view text);
// Folds full-width ASCII (Ａ１：) to ASCII; other text is unchanged.
std::string fold_width(std::string_view text);
std::string_view trim(std::string_view text);  // ASCII and ideographic space
std::string ascii_lower(std::string_view text);
// Malformed sequences and control characters other than tab/newline become U+FFFD: safe to print or store.
std::string printable(std::string_view text);

}  // namespace gongdun::base
