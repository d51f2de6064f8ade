// Word material of the name recognisers: Chinese family names (by frequency), given-name characters, words that begin like a name and are none,
// places that begin addresses and firms, and Latin first names. From general knowledge of the language; judged as wholes, never alone.
#pragma once
#include <string_view>

namespace gongdun::detect {

enum class Surname { none, seldom, rare, common };  // seldom: a name only among its like, in a column

Surname single_surname(char32_t code_point);
bool compound_surname(char32_t first, char32_t second);
bool given_character(char32_t code_point);          // often seen in given names
bool thing_character(char32_t code_point);          // ends names of things, places and posts (机 泵 阀 部 省), hardly ever of persons
bool common_word(char32_t first, char32_t second);  // two characters that begin an everyday or technical word (高炉, 安全, 黄铜)
// Length in bytes of a province, region or large city that `text` begins with; 0 if none.
std::size_t region_at(std::string_view text);
bool latin_first_name(std::string_view lower);
bool pinyin_surname(std::string_view lower);

}  // namespace gongdun::detect
