// A pattern as a small program over bytes (Thompson's construction; R. Cox, "Regular Expression Matching: the Virtual Machine Approach"): what
// pattern_dfa.h makes its tables from. Branches stand in order of preference, as a backtracking matcher would try them.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "detect/byte_set.h"

namespace gongdun::detect {

class PatternProgram {
 public:
  using Index = std::uint32_t;
  enum class Kind : std::uint8_t {
    match,
    bytes,     // one byte of the set, then `next`
    split,     // the branches, in order
    edge,      // here is, or (negative) is not, the boundary of a word
    ahead,     // the next byte is in the set; at the end of the text: it is not
    behind,    // the same for the byte before
    line_end,  // the next byte is a line feed, or the text ends
    line_begin,
  };
  struct Step {
    Kind kind = Kind::match;
    bool negative = false;
    std::uint32_t set = 0;  // which of sets()
    Index next = 0;
    std::vector<Index> branches;
  };

  // Nothing where a pattern has lazy or possessive repetition, endless repetition of something that may be empty, looks at more than one ASCII
  // character, or grows beyond kMaxSteps.
  static std::optional<PatternProgram> from(const Node& root);
  static constexpr std::size_t kMaxSteps = 3000;
  // About how many steps it would have; more than any limit where it cannot be made.
  static double size_of(const Node& root);

  Index start() const { return start_; }
  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<ByteSet>& sets() const { return sets_; }

 private:
  // Each adds what stands for a node before `next` and returns where it begins.
  std::optional<Index> add(const Node& node, Index next);
  std::optional<Index> add_list(const Node& node, Index next);
  std::optional<Index> add_branches(const Node& node, Index next);
  std::optional<Index> add_repeat(const Node& node, Index next);
  std::optional<Index> add_set(const CodeSet& set, Index next);
  std::optional<Index> add_look(const Node& node, Index next);
  std::optional<Index> push(Step step);
  std::uint32_t set_index(const ByteSet& set);

  std::vector<Step> steps_;
  std::vector<ByteSet> sets_;
  Index start_ = 0;
};

}  // namespace gongdun::detect
