// A pattern at one place, by the cheapest matcher that can: its table (pattern_dfa.h) where there is one, PCRE2 where there is none or the pattern
// marks a part of the match as the value.
#pragma once
#include <optional>
#include <string>

#include "detect/confirm.h"
#include "detect/pattern_dfa.h"
#include "detect/pattern_syntax.h"

namespace gongdun::detect {

class ExactMatcher {
 public:
  static base::Result<ExactMatcher> compile(const std::string& pattern, const Syntax& syntax);

  // As Confirmer::match_at.
  bool match_at(std::string_view text, std::size_t begin, std::size_t window, Confirmer::State& state, Span& span) const {
    if (dfa_) {
      const std::size_t end = dfa_->match_at(window < text.size() - begin ? text.substr(0, begin + window) : text, begin);
      span = {begin, end, begin, end};
      if (end == 0 || !confirmer_) return end > 0;
    }
    return confirmer_->match_at(text, begin, window, state, span);
  }
  bool by_table() const { return dfa_.has_value(); }

 private:
  std::optional<PatternDfa> dfa_;
  std::optional<Confirmer> confirmer_;
};

}  // namespace gongdun::detect
