// The subset of PCRE2 syntax that detector patterns may use, as a tree. Code points, ASCII classes: \d \w \s and \b are ASCII, so that Chinese
// characters are never word characters (身份证110101… has a word boundary before the number). ^ and $ match at line ends.
// Understood: literals, [classes] with POSIX names, . \d\D\w\W\s\S\b\B \xHH \x{H…} \t\n\r, groups (?:…) (?<name>…) (…), alternation,
// quantifiers greedy, lazy and possessive, lookahead and lookbehind, (?i) (?s) (?m) (?x is refused). Refused: back references, recursion,
// conditions, \K \G \R \X \p{…} other than \p{Han}.
#pragma once
#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace gongdun::detect {

// A set of code points: ASCII as bits, the rest as sorted ranges.
struct CodeSet {
  std::bitset<128> ascii;
  std::vector<std::pair<char32_t, char32_t>> wide;  // inclusive, sorted, apart
  bool operator==(const CodeSet&) const = default;
};

struct Node {
  enum class Kind { empty, set, concat, alternation, repeat, word_boundary, not_word_boundary, line_begin, line_end, look };
  static constexpr std::uint32_t kUnbounded = 0xFFFFFFFF;

  Kind kind = Kind::empty;
  CodeSet set;                                  // set
  bool caseless = false;                        // set: made of one letter under (?i)
  std::vector<std::unique_ptr<Node>> children;  // concat, alternation; repeat and look: one
  std::uint32_t min = 1, max = 1;               // repeat
  bool greedy = true;                           // repeat: false for lazy and possessive
  bool ahead = false, negative = false;         // look
  std::size_t text_begin = 0, text_end = 0;     // where in the pattern text (alternatives are cut out by it)
};

struct Syntax {
  std::unique_ptr<Node> root;
  bool captures_value = false;  // has (?<v>…)
  std::string flags;            // leading "(?i)" and the like, to prefix cut-out pieces
  bool late_flags = false;      // options set further inside: pieces cannot be cut out
};

base::Result<Syntax> parse_pattern(std::string_view pattern);

}  // namespace gongdun::detect
