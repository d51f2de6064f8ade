// A matcher for the commonest shapes: classes of characters, each repeated greedily, alternatives, small repeated groups, word boundaries and
// looks at one ASCII character beside. No captures, no unlimited repetition.
// It gives exactly what PCRE2 gives for such patterns (the same choices in the same order), without the cost of calling it.
#pragma once
#include <array>
#include <bitset>
#include <optional>
#include <string_view>
#include <vector>

#include "detect/byte_set.h"

namespace gongdun::detect {

class LinearMatcher {
 public:
  // Nothing if the pattern has any other shape, or could have to go through too many choices.
  static std::optional<LinearMatcher> from(const Node& root);
  // Where the match that begins at `begin` ends; 0 if there is none.
  std::size_t match_at(std::string_view text, std::size_t begin) const { return go(text, start_, begin); }

 private:
  using Index = std::uint32_t;
  static constexpr Index kEnd = 0xFFFFFFFF;  // everything matched

  enum class Kind : std::uint8_t { run, wide_run, edge, look, choice };
  struct WideSet {
    std::array<bool, 128> ascii{};
    std::vector<std::pair<char32_t, char32_t>> wide;                // ascending, apart
    std::size_t step(std::string_view text, std::size_t at) const;  // bytes of the character at `at` if it is in the set, else 0
  };
  struct Element {
    Kind kind = Kind::run;
    bool ahead = false, negative = false;  // look
    std::uint32_t min = 1, max = 1;        // runs, in characters
    Index table = 0;                       // run and look: which of the byte tables; wide_run: which of the wide sets
    Index next = kEnd;                     // all but choice
    std::vector<Index> branches;           // choice: in order of preference
    std::bitset<257> first;                // bytes this and what follows can begin with; the last stands for the end of the text
  };

  // Each adds what stands for a node before `next` and returns where it begins; nothing if the shape is another.
  std::optional<Index> add(const Node& node, Index next);
  std::optional<Index> add_list(const std::vector<const Node*>& list, Index next);
  std::optional<Index> add_repeat(const Node& node, Index next);
  std::optional<Index> add_set(const Node& node, std::uint32_t min, std::uint32_t max, Index next);
  std::optional<Index> add_wide(const CodeSet& set, std::uint32_t min, std::uint32_t max, Index next);
  std::optional<Index> add_look(const Node& node, Index next);
  std::optional<Index> push(Element element);
  Index table_of(const CodeSet& set);
  std::bitset<257> first_of(const Element& element) const;
  bool may(Index element, std::string_view text, std::size_t at) const {
    return element == kEnd || elements_[element].first[at < text.size() ? static_cast<unsigned char>(text[at]) : 256];
  }

  std::size_t go(std::string_view text, Index element, std::size_t at) const;

  // The text is at `at` after `count` characters of a wide run: those, then fewer, until the rest matches.
  std::size_t back_off(std::string_view text, const Element& one, std::size_t at, std::size_t count) const;

  std::vector<std::array<bool, 256>> tables_;
  std::vector<WideSet> wide_sets_;
  std::vector<Element> elements_;
  Index start_ = kEnd;
};

}  // namespace gongdun::detect
