// Exact matching at one place: the pattern itself, compiled by PCRE2 with its JIT, anchored where a candidate was found.
// UTF-8 mode without Unicode properties: \b \w \d stay ASCII, so a Chinese character before a number is a boundary. Malformed UTF-8 is safe.
// Work is bounded: a match may look at most kMaxMatchBytes ahead and gives up at the match limit.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gongdun::detect {

struct Span {
  std::size_t begin = 0, end = 0;
  std::size_t value_begin = 0, value_end = 0;  // group "v", or the whole match
};

class Confirmer {
 public:
  static constexpr std::size_t kMaxMatchBytes = 16384;

  static base::Result<Confirmer> compile(const std::string& pattern);
  ~Confirmer();
  Confirmer(Confirmer&&) noexcept;
  Confirmer& operator=(Confirmer&&) noexcept;

  // Per thread.
  class State {
   public:
    State();
    ~State();
    State(State&&) noexcept;
    State& operator=(State&&) noexcept;

   private:
    friend class Confirmer;
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  // Does the pattern match exactly at `begin`? It sees the text before it, and `window` bytes from it on.
  bool match_at(std::string_view text, std::size_t begin, std::size_t window, State& state, Span& span) const;

 private:
  Confirmer() = default;
  void* code_ = nullptr;
  std::vector<std::uint32_t> value_groups_;  // the name v may stand in several branches
};

}  // namespace gongdun::detect
