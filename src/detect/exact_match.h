// A pattern at one place, by the cheapest matcher that can: its table (pattern_dfa.h) where there is one, PCRE2 where there is none or the pattern
// marks a part of the match as the value. Most patterns meet no candidate in most texts, so what can be made later is made at the first one.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "detect/confirm.h"
#include "detect/pattern_dfa.h"
#include "detect/pattern_syntax.h"

namespace gongdun::detect {

class ExactMatcher {
 public:
  static base::Result<ExactMatcher> compile(const std::string& pattern, const Syntax& syntax);

  // As Confirmer::match_at. Any number of threads.
  bool match_at(std::string_view text, std::size_t begin, std::size_t window, Confirmer::State& state, Span& span) const {
    const Made* made = later_->made.load(std::memory_order_acquire);
    if (made == nullptr) made = make();
    if (made->dfa) {
      const std::size_t end = made->dfa->match_at(window < text.size() - begin ? text.substr(0, begin + window) : text, begin);
      span = {begin, end, begin, end};
      if (end == 0 || !made->confirmer) return end > 0;
    }
    return made->confirmer->match_at(text, begin, window, state, span);
  }
  // Which of the two decides (makes it, if it was not yet).
  bool by_table() const { return make()->dfa.has_value(); }

 private:
  struct Made {
    std::optional<PatternDfa> dfa;
    std::optional<Confirmer> confirmer;
  };
  struct Later {
    std::atomic<const Made*> made{nullptr};
    std::mutex mutex;
    Made storage;
    std::string pattern;
  };
  const Made* make() const;

  std::unique_ptr<Later> later_ = std::make_unique<Later>();
};

}  // namespace gongdun::detect
