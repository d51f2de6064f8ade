// Words of texts, for the index behind search (catalog/asset_words.h). Scripts without spaces between words are cut into overlapping pairs of characters, so
// that any two characters that stand together are found; Latin letters and digits into runs that are found from their beginning and from every part of an
// identifier (processParam_V2 → processparamv2's parts: processparam, param, v2, 2). Pure functions over text of any origin; malformed bytes part words.
// The index only narrows: who searches compares the folded text as well, so a hit always contains what was asked for.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::catalog {

// Width and ASCII case do not count. Traditional and simplified characters stay what they are.
std::string fold_for_search(std::string_view text);

// The distinct words of `text` (not folded: capitals part identifiers), each once, parted by blanks, in order of appearance. Only letters, digits and
// characters beyond ASCII stand in a word; at most kWordBytes of a run, kWordParts beginnings in it.
std::string words_of(std::string_view text);
inline constexpr std::size_t kWordBytes = 32, kWordParts = 16;

struct SearchWord {
  std::string text;
  bool beginning = false;  // any word that begins so
};

struct SearchQuery {
  std::vector<std::string> texts;  // folded, parted by blanks in what was typed: each must be contained
  std::vector<SearchWord> words;   // all must be there; empty: nothing but signs was typed
};
// At most kQueryWords words go to the index; the texts are complete.
SearchQuery parse_search(std::string_view typed);
inline constexpr std::size_t kQueryWords = 24;

// A word no text contains, for what is not text: `kind` is one letter, `value` anything.
std::string marked_word(char kind, std::string_view value);

}  // namespace gongdun::catalog
