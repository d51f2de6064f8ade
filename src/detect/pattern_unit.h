// One pattern made ready to search: its anchor, its exact matcher, and what is known of its beginning. A pattern whose branches need different
// anchors becomes several units.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "detect/exact_match.h"
#include "detect/pattern_shape.h"

namespace gongdun::detect {

struct PatternUnit {
  explicit PatternUnit(ExactMatcher matcher) : exact(std::move(matcher)) {}

  std::uint32_t detector = 0;
  bool masked_form = false;
  std::string text;
  Anchor anchor;
  LengthRange length;
  ByteSet first;              // bytes a match can begin with
  bool at_word_edge = false;  // begins with \b before a character
  ExactMatcher exact;
  std::optional<ExactMatcher> suffix;  // the pattern from its anchor on

  bool by_literal() const { return !anchor.literals.empty(); }
};

// Steps for mask anchors go into `program`. The error says why a pattern is refused.
base::Result<std::vector<PatternUnit>> make_units(const std::string& pattern, MaskProgram& program);

// Expected candidates per byte above which a literal-free pattern is refused.
constexpr double kLooseDensity = 0.05;

}  // namespace gongdun::detect
