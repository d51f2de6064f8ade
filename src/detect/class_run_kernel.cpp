#include "detect/class_run_kernel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "detect/class_bits.h"

namespace gongdun::detect {

struct ClassRunKernel::Instruction {
  bool classify = false;
  MaskOp op = MaskOp::and_ahead;
  std::uint8_t shift = 0;
  bool b_first = false;  // b is the rarer condition
  std::uint32_t a = 0, b = 0;
  std::uint32_t ranges_begin = 0, ranges_end = 0;  // classify
};

struct ClassRunKernel::Atoms {
  std::vector<ByteRange> ranges;
};

namespace {

using Ref = MaskProgram::Ref;
using Op = MaskProgram::Op;

constexpr std::size_t kPad = 4;  // words before and after each mask
constexpr std::size_t kSlotWords = ClassRunKernel::kWords + 2 * kPad;
constexpr std::array<std::uint64_t, kSlotWords> kNothing = {};  // stands for every empty mask

std::vector<ByteRange> ranges_of(const ByteSet& set) {
  std::vector<ByteRange> ranges;
  for (std::size_t c = 0; c < 256; ++c) {
    if (!set.test(c)) continue;
    const std::size_t low = c;
    while (c + 1 < 256 && set.test(c + 1)) ++c;
    ranges.push_back({static_cast<unsigned char>(low), static_cast<unsigned char>(c - low)});
  }
  return ranges;
}

MaskOp mask_op(Op op) {
  switch (op) {
    case Op::or_here: return MaskOp::or_here;
    case Op::and_behind: return MaskOp::and_behind;
    case Op::not_behind: return MaskOp::not_behind;
    case Op::not_here: return MaskOp::not_here;
    case Op::edge: return MaskOp::edge;
    default: return MaskOp::and_ahead;
  }
}

// The needed steps of a program with its byte classes taken apart.
struct Lowered {
  struct Step {
    Op op;
    std::uint8_t shift;
    Ref a, b;
    ByteSet set;
  };
  std::vector<Step> steps;
  std::vector<double> density;
  std::vector<Ref> where;  // of each step of the program
};

std::vector<bool> needed_steps(const MaskProgram& program) {
  const auto& steps = program.steps();
  std::vector<bool> needed(steps.size(), false);
  for (const auto& [ref, trigger] : program.triggers()) needed[static_cast<std::size_t>(ref)] = true;
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (!needed[i]) continue;
    if (steps[i].a >= 0) needed[static_cast<std::size_t>(steps[i].a)] = true;
    if (steps[i].b >= 0) needed[static_cast<std::size_t>(steps[i].b)] = true;
  }
  return needed;
}

// Byte classes become unions of single ranges, shared between classes; a class of many ranges is what its complement is not.
class ClassLowering {
 public:
  explicit ClassLowering(Lowered& lowered) : lowered_(lowered) {}

  Ref lower(const ByteSet& set) {
    if (set.all()) return push(Op::bytes, -1, -1, set);
    if (set.none()) return push(Op::not_here, lower(~set), lower(~set), {});
    const auto ranges = ranges_of(set), others = ranges_of(~set);
    if (others.size() < ranges.size()) return push(Op::not_here, lower(ByteSet().set()), lower(~set), {});
    Ref all = -1;
    for (const ByteRange& range : ranges) {
      ByteSet one;
      for (unsigned c = range.low; c <= static_cast<unsigned>(range.low) + range.span; ++c) one.set(c);
      const Ref ref = push(Op::bytes, -1, -1, one);
      all = all < 0 ? ref : push(Op::or_here, all, ref, {});
    }
    return all;
  }

 private:
  Ref push(Op op, Ref a, Ref b, const ByteSet& set) {
    for (std::size_t i = 0; i < lowered_.steps.size(); ++i) {
      const auto& step = lowered_.steps[i];
      if (step.op == op && step.shift == 0 && step.a == a && step.b == b && step.set == set) return static_cast<Ref>(i);
    }
    lowered_.steps.push_back({op, 0, a, b, set});
    lowered_.density.resize(lowered_.steps.size(), 1);
    return static_cast<Ref>(lowered_.steps.size() - 1);
  }

  Lowered& lowered_;
};

Lowered lower(const MaskProgram& program) {
  const auto& steps = program.steps();
  const std::vector<bool> needed = needed_steps(program);
  Lowered lowered;
  lowered.where.assign(steps.size(), -1);
  ClassLowering classes(lowered);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!needed[i]) continue;
    const auto& step = steps[i];
    if (step.op == Op::bytes) {
      lowered.where[i] = classes.lower(step.set);
      lowered.density[static_cast<std::size_t>(lowered.where[i])] = step.density;
      continue;
    }
    const auto place = [&](Ref ref) { return ref < 0 ? ref : lowered.where[static_cast<std::size_t>(ref)]; };
    lowered.steps.push_back({step.op, step.shift, place(step.a), place(step.b), {}});
    lowered.where[i] = static_cast<Ref>(lowered.steps.size() - 1);
    lowered.density.resize(lowered.steps.size(), 1);
    lowered.density.back() = step.density;
  }
  return lowered;
}

}  // namespace

ClassRunKernel::ClassRunKernel(const MaskProgram& program) : atoms_(std::make_unique<Atoms>()) {
  compile(program);
}
ClassRunKernel::~ClassRunKernel() = default;
ClassRunKernel::ClassRunKernel(ClassRunKernel&&) noexcept = default;
ClassRunKernel& ClassRunKernel::operator=(ClassRunKernel&&) noexcept = default;

std::size_t ClassRunKernel::step_count() const {
  return code_.size();
}

void ClassRunKernel::compile(const MaskProgram& program) {
  const Lowered lowered = lower(program);
  for (const Lowered::Step& step : lowered.steps) {
    Instruction instruction;
    instruction.classify = step.op == Op::bytes;
    instruction.op = mask_op(step.op);
    instruction.shift = step.shift;
    if (instruction.classify) {
      instruction.ranges_begin = static_cast<std::uint32_t>(atoms_->ranges.size());
      for (const ByteRange& range : ranges_of(step.set)) atoms_->ranges.push_back(range);
      instruction.ranges_end = static_cast<std::uint32_t>(atoms_->ranges.size());
    } else {
      instruction.a = static_cast<std::uint32_t>(step.a);
      instruction.b = step.b < 0 ? instruction.a : static_cast<std::uint32_t>(step.b);
      instruction.b_first = (step.op == Op::and_ahead || step.op == Op::and_behind) && lowered.density[instruction.b] < lowered.density[instruction.a];
    }
    code_.push_back(instruction);
  }
  for (const auto& [ref, trigger] : program.triggers()) {
    triggers_.emplace_back(static_cast<std::uint32_t>(lowered.where[static_cast<std::size_t>(ref)]), trigger);
  }
}

ClassRunKernel::Scratch::Scratch(const ClassRunKernel& kernel) : masks_(kernel.code_.size() * kSlotWords, 0), results_(kernel.code_.size(), nullptr) {}

// One strip of text: evaluates what the triggers ask for.
class ClassRunKernel::Strip {
 public:
  Strip(const ClassRunKernel& kernel, Scratch& scratch, const unsigned char* text, std::size_t words)
      : kernel_(kernel), scratch_(scratch), text_(text), words_(words), free_(scratch.masks_.data()) {
    std::fill(scratch.results_.begin(), scratch.results_.end(), nullptr);
    if (looks_chinese()) alnum_ = bits_.classify(text_, words_, &kAlnumSpan, 1, free_ + kPad);
  }

  // The mask of a step; kNothing if it is empty over the strip. Rare conditions are looked at first, and what they rule out is not computed.
  const std::uint64_t* mask(std::uint32_t number) {
    const std::uint64_t*& result = scratch_.results_[number];
    if (result != nullptr) return result;
    const Instruction& step = kernel_.code_[number];
    if (step.classify) {
      const ByteRange* ranges = kernel_.atoms_->ranges.data();
      if (!alnum_ && in_alnum_span(ranges + step.ranges_begin, ranges + step.ranges_end)) return result = kEmpty;
      const bool any = bits_.classify(text_, words_, ranges + step.ranges_begin, step.ranges_end - step.ranges_begin, free_ + kPad);
      return result = any ? take() : kEmpty;
    }
    const std::uint64_t* first = mask(step.b_first ? step.b : step.a);
    if (first == kEmpty && step.op != MaskOp::or_here) return result = kEmpty;
    const std::uint64_t* second = mask(step.b_first ? step.a : step.b);
    if (second == kEmpty && (first == kEmpty || step.op == MaskOp::and_ahead || step.op == MaskOp::and_behind)) return result = kEmpty;
    if (step.b_first) std::swap(first, second);
    const bool any = bits_.combine({step.op, step.shift, first, second, free_ + kPad}, words_);
    return result = any ? take() : kEmpty;
  }

  static constexpr const std::uint64_t* kEmpty = kNothing.data() + kPad;

 private:
  // 0…z: digits, letters and the marks between them. A strip of Chinese text often has none; then one pass stands for all their classes.
  static constexpr ByteRange kAlnumSpan = {'0', 'z' - '0'};
  static bool in_alnum_span(const ByteRange* from, const ByteRange* to) {
    return std::all_of(from, to, [](ByteRange range) { return range.low >= '0' && range.low + range.span <= 'z'; });
  }
  // A sample: wrong guesses cost time, not matches.
  bool looks_chinese() const {
    unsigned high = 0;
    for (std::size_t i = 0; i < 16; ++i) high += text_[words_ * 4 * i] >> 7;
    return high >= 14;
  }

  const std::uint64_t* take() {
    free_ += kSlotWords;
    return free_ - kSlotWords + kPad;
  }

  const ClassRunKernel& kernel_;
  Scratch& scratch_;
  const unsigned char* text_;
  std::size_t words_;
  std::uint64_t* free_;
  const ClassBits& bits_ = class_bits();
  bool alnum_ = true;  // may have bytes of kAlnumSpan
};

void ClassRunKernel::scan(std::string_view text, Scratch& scratch, Receiver& receiver) const {
  if (triggers_.empty()) return;
  constexpr std::size_t kStripText = kWords * 64;
  alignas(64) unsigned char edge[kStripText];
  for (std::size_t base = 0; base < text.size(); base += kStripBytes) {
    const std::size_t count = std::min(kStripBytes, text.size() - base);
    // One word of text before the strip and three after it.
    const std::size_t words = std::min(kWords, (count / 64 + 1 + 4 + 3) / 4 * 4);
    const unsigned char* bytes = edge;
    if (base != 0 && base - 64 + words * 64 <= text.size()) {
      bytes = reinterpret_cast<const unsigned char*>(text.data()) + (base - 64);
    } else {
      const std::size_t lead = base == 0 ? 64 : 0;
      const std::size_t from = base == 0 ? 0 : base - 64;
      const std::size_t have = std::min(words * 64 - lead, text.size() - from);
      std::memset(edge, '\n', words * 64);
      std::memcpy(edge + lead, text.data() + from, have);
    }
    Strip strip(*this, scratch, bytes, words);
    for (const auto& [step, trigger] : triggers_) {
      const std::uint64_t* mask = strip.mask(step);
      if (mask != Strip::kEmpty) report(mask + 1, count, base, trigger, receiver);
    }
  }
}

void ClassRunKernel::report(const std::uint64_t* mask, std::size_t count, std::size_t base, std::uint32_t trigger, Receiver& receiver) {
  for (std::size_t w = 0; w * 64 < count; ++w) {
    std::uint64_t found = mask[w];
    if (count - w * 64 < 64) found &= (1ULL << (count - w * 64)) - 1;
    for (; found != 0; found &= found - 1) receiver.candidate(trigger, base + w * 64 + static_cast<std::size_t>(std::countr_zero(found)));
  }
}

}  // namespace gongdun::detect
