// Recognisers for what has no fixed shape: Chinese person names, organisations and addresses. Two uses: judging a whole cell (is this value a
// name?), and reading a name in running text around a trigger the engine found (联系人, 有限公司, …路…号). Pure functions of the bytes.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace gongdun::detect {

struct NameVerdict {
  bool name = false;    // surname + one to three Han characters (or a full name with ·), none of them speaking against it
  bool common = false;  // the surname is one of the hundred most common ones
  bool seldom = false;  // a family so rare, or so common as a word, that only the other cells of a column bear it out
  bool dotted = false;  // a name with a middle dot
  bool full = false;    // two characters of a given name follow, both seen in given names
  bool given = false;   // the given name uses characters seen in given names
  bool thing = false;   // ends like a thing, place or post, or begins like an everyday word
};
NameVerdict judge_person_name(std::string_view value);

// 张*, 张**, 欧阳**, *明: a name somebody already masked.
bool masked_person_name(std::string_view value);

struct LatinVerdict {
  bool shape = false;  // one to four capitalised words
  bool known = false;  // a known first name or a pinyin family name is among them
  bool full = false;   // at least two words
};
LatinVerdict judge_latin_name(std::string_view value);

bool looks_like_organization(std::string_view value);
// 0 none; 1 something address-like; 2 region, road and number or another sure structure.
int address_strength(std::string_view value);

struct Piece {
  std::size_t begin = 0, end = 0;  // bytes in the text handed in
  bool strong = false;             // delimited on both sides and made of common parts
};

// Names that follow a label (姓名, 联系人…) ending at `label_end`; several when they are listed with 、.
void names_after_label(std::string_view text, std::size_t label_end, std::vector<Piece>& out);
// A name before a form of address (先生, 女士, 师傅) that begins at `title_begin`.
bool name_before_title(std::string_view text, std::size_t title_begin, Piece& out);
// The organisation whose suffix is [begin, end).
bool organization_at(std::string_view text, std::size_t begin, std::size_t end, Piece& out);
// The address around the trigger [begin, end).
bool address_around(std::string_view text, std::size_t begin, std::size_t end, Piece& out);
// Tokens of a line (separated by white space, commas, bars, tabs) that are whole Chinese names.
void name_tokens(std::string_view line, std::vector<Piece>& out);

}  // namespace gongdun::detect
