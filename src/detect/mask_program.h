// A program over position masks: bit i of a mask says something about byte i of the text. It is built from pattern shapes (pattern_shape.h),
// equal pieces are shared between all patterns, and class_run_kernel.h runs it. Every operation is a necessary condition: a mask may hold too
// many positions, never too few.
#pragma once
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "detect/byte_set.h"

namespace gongdun::detect {

class MaskProgram {
 public:
  using Ref = std::int32_t;
  static constexpr Ref kAny = -1;  // no condition
  static constexpr std::uint32_t kMaxShift = 63;

  enum class Op : std::uint8_t {
    bytes,       // byte is in the set
    and_ahead,   // a and, `shift` bytes further on, b
    or_here,     // a or b
    and_behind,  // a and, one byte before, b
    not_behind,  // a and not, one byte before, b
    not_here,    // a and not b
    edge,        // a differs between this byte and the one before (word boundary)
  };
  struct Step {
    Op op = Op::bytes;
    std::uint8_t shift = 0;
    Ref a = kAny, b = kAny;
    ByteSet set;         // bytes: as widened
    double density = 1;  // rough share of positions in number-heavy text
    double stay = 0.5;   // bytes: chance that the next byte is in the set too
  };

  // The set is widened to whole groups (digits, A-F or A-Z, a-f or a-z, bytes of Chinese text) so that patterns share masks.
  Ref bytes(const ByteSet& set);
  static ByteSet widen(const ByteSet& set);
  Ref run(Ref of, std::uint32_t length);  // `length` positions in a row from here on, at most 64
  Ref and_ahead(Ref a, Ref b, std::uint32_t shift);
  Ref either(Ref a, Ref b);
  Ref and_behind(Ref a, Ref b) { return add(Op::and_behind, 0, a, b); }
  Ref not_behind(Ref a, Ref b) { return add(Op::not_behind, 0, a, b); }
  Ref not_here(Ref a, Ref b) { return add(Op::not_here, 0, a, b); }
  Ref word_edge();
  double density(Ref ref) const { return ref == kAny ? 1.0 : steps_[static_cast<std::size_t>(ref)].density; }

  // Steps that `ref` needs beyond those in use already; use() marks them.
  std::size_t steps_needed(Ref ref) const;
  void use(Ref ref);

  void add_trigger(Ref ref, std::uint32_t trigger) { triggers_.emplace_back(ref, trigger); }
  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<std::pair<Ref, std::uint32_t>>& triggers() const { return triggers_; }

 private:
  Ref add(Op op, std::uint8_t shift, Ref a, Ref b);
  Ref insert(Step step);

  std::vector<Step> steps_;  // each refers to earlier ones only
  std::map<std::tuple<Op, std::uint8_t, Ref, Ref>, Ref> known_;
  std::vector<std::pair<Ref, std::uint32_t>> triggers_;
  std::vector<bool> used_;
};

}  // namespace gongdun::detect
