// A pattern as one table: a state and a byte give the next state. It gives exactly what PCRE2 gives (the same choices in the same order) at a load
// a byte, without branches that depend on the text. States are ordered lists of places in the program, so that preference survives (as in RE2;
// R. Cox, "Regular Expression Matching in the Wild").
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "detect/pattern_program.h"

namespace gongdun::detect {

class PatternDfa {
 public:
  // Nothing if the pattern has no program (pattern_program.h) or the table would exceed kMaxEntries.
  static std::optional<PatternDfa> from(const Node& root);
  static constexpr std::size_t kMaxEntries = 32768;  // of two bytes

  // Where the match that begins at `begin` ends; 0 if there is none.
  std::size_t match_at(std::string_view text, std::size_t begin) const {
    std::uint32_t row = starts_[begin > 0 ? class_of_[static_cast<unsigned char>(text[begin - 1])] : end_class_];
    std::size_t found = 0;
    for (std::size_t at = begin; at < text.size(); ++at) {
      row = next_[row + class_of_[static_cast<unsigned char>(text[at])]];
      if (row < finals_) return row == 0 ? found : at;
      found = row >= matched_ ? at : found;
    }
    row = next_[row + end_class_];
    return row >= matched_ || (row != 0 && row < finals_) ? text.size() : found;
  }

  std::size_t entries() const { return next_.size(); }

 private:
  friend class DfaBuilder;
  std::array<std::uint8_t, 256> class_of_{};
  std::uint32_t end_class_ = 0;        // the end of the text, as a class of its own
  std::uint32_t finals_ = 0;           // rows below: nothing more to come, with (not 0) or without a match just before the last byte
  std::uint32_t matched_ = 0;          // rows from here on: a match ended just before the last byte
  std::vector<std::uint16_t> starts_;  // row to begin in, by the class of the byte before
  std::vector<std::uint16_t> next_;    // rows × classes
};

}  // namespace gongdun::detect
