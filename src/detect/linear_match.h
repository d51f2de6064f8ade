// A matcher for the commonest literal-free shape: single-byte classes in a row, each repeated greedily, with word boundaries between.
// It gives exactly what PCRE2 gives for such patterns, without the cost of calling it.
#pragma once
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "detect/byte_set.h"

namespace gongdun::detect {

class LinearMatcher {
 public:
  // Nothing if the pattern has any other shape.
  static std::optional<LinearMatcher> from(const Node& root);
  // Where the match that begins at `begin` ends; 0 if there is none.
  std::size_t match_at(std::string_view text, std::size_t begin) const;

 private:
  struct Element {
    std::array<bool, 256> in{};
    std::uint32_t min = 0, max = 0;  // both 0: a word boundary
  };
  bool add(const Node& node);
  std::size_t go(std::string_view text, std::size_t element, std::size_t at) const;

  std::vector<Element> elements_;
};

}  // namespace gongdun::detect
