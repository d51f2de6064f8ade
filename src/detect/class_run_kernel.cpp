#include "detect/class_run_kernel.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "detect/class_bits.h"

namespace gongdun::detect {

// One step with its masks' slots; slots are used again when nothing needs them any more.
struct ClassRunKernel::Instruction {
  bool classify = false;
  MaskOp op = MaskOp::and_ahead;
  std::uint8_t shift = 0;
  std::uint16_t out = 0, a = 0, b = 0;
  std::uint32_t ranges_begin = 0, ranges_end = 0;   // classify
};

struct ClassRunKernel::Atoms {
  std::vector<ByteRange> ranges;
};

namespace {

using Ref = MaskProgram::Ref;
using Op = MaskProgram::Op;

constexpr std::size_t kPad = 4;                                     // words before and after each mask
constexpr std::size_t kSlotWords = ClassRunKernel::kWords + 2 * kPad;

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

// Byte classes first become unions of atoms: the coarsest pieces from which all of them can be made.
struct Lowered {
  struct Step {
    Op op;
    std::uint8_t shift;
    Ref a, b;
    ByteSet set;
  };
  std::vector<Step> steps;
  std::vector<Ref> where;   // of each step of the program
};

std::vector<ByteSet> atoms_of(const std::vector<ByteSet>& sets) {
  std::vector<ByteSet> atoms;
  std::vector<std::string> signatures;
  for (std::size_t c = 0; c < 256; ++c) {
    std::string signature;
    for (const ByteSet& set : sets) signature += set.test(c) ? '1' : '0';
    if (signature.find('1') == std::string::npos) continue;
    const auto found = std::find(signatures.begin(), signatures.end(), signature);
    if (found == signatures.end()) {
      signatures.push_back(signature);
      atoms.emplace_back().set(c);
    } else {
      atoms[static_cast<std::size_t>(found - signatures.begin())].set(c);
    }
  }
  return atoms;
}

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

// A class as few range tests as possible: its own ranges, or the complement's.
Ref lower_class(Lowered& lowered, std::vector<std::pair<ByteSet, Ref>>& made, const ByteSet& set, const std::vector<ByteSet>& atoms) {
  for (const auto& [known, ref] : made) {
    if (known == set) return ref;
  }
  const auto push = [&](Lowered::Step step) {
    lowered.steps.push_back(std::move(step));
    return static_cast<Ref>(lowered.steps.size() - 1);
  };
  std::vector<const ByteSet*> parts;
  for (const ByteSet& atom : atoms) {
    if ((atom & set).any()) parts.push_back(&atom);
  }
  const bool direct = parts.size() <= 1 || ranges_of(set).size() * 4 <= (parts.size() - 1) + 4;
  Ref ref = 0;
  if (direct) {
    ref = push({Op::bytes, 0, -1, -1, set});
  } else {
    ref = lower_class(lowered, made, *parts[0], atoms);
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const Ref more = lower_class(lowered, made, *parts[i], atoms);
      ref = push({Op::or_here, 0, ref, more, {}});
    }
  }
  made.emplace_back(set, ref);
  return ref;
}

Lowered lower(const MaskProgram& program) {
  const auto& steps = program.steps();
  const std::vector<bool> needed = needed_steps(program);
  std::vector<ByteSet> sets;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (needed[i] && steps[i].op == Op::bytes) sets.push_back(steps[i].set);
  }
  const std::vector<ByteSet> atoms = atoms_of(sets);
  Lowered lowered;
  lowered.where.assign(steps.size(), -1);
  std::vector<std::pair<ByteSet, Ref>> made;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!needed[i]) continue;
    const auto& step = steps[i];
    if (step.op == Op::bytes) {
      lowered.where[i] = lower_class(lowered, made, step.set, atoms);
      continue;
    }
    const auto place = [&](Ref ref) { return ref < 0 ? ref : lowered.where[static_cast<std::size_t>(ref)]; };
    lowered.steps.push_back({step.op, step.shift, place(step.a), place(step.b), {}});
    lowered.where[i] = static_cast<Ref>(lowered.steps.size() - 1);
  }
  return lowered;
}

std::vector<std::size_t> last_uses(const Lowered& lowered, const MaskProgram& program) {
  std::vector<std::size_t> last(lowered.steps.size(), 0);
  for (std::size_t i = 0; i < lowered.steps.size(); ++i) {
    last[i] = i;
    if (lowered.steps[i].a >= 0) last[static_cast<std::size_t>(lowered.steps[i].a)] = i;
    if (lowered.steps[i].b >= 0) last[static_cast<std::size_t>(lowered.steps[i].b)] = i;
  }
  for (const auto& [ref, trigger] : program.triggers()) {
    last[static_cast<std::size_t>(lowered.where[static_cast<std::size_t>(ref)])] = lowered.steps.size();
  }
  return last;
}

}  // namespace

ClassRunKernel::ClassRunKernel(const MaskProgram& program) : atoms_(std::make_unique<Atoms>()) { compile(program); }
ClassRunKernel::~ClassRunKernel() = default;
ClassRunKernel::ClassRunKernel(ClassRunKernel&&) noexcept = default;
ClassRunKernel& ClassRunKernel::operator=(ClassRunKernel&&) noexcept = default;

std::size_t ClassRunKernel::step_count() const { return code_.size(); }

void ClassRunKernel::compile(const MaskProgram& program) {
  const Lowered lowered = lower(program);
  const std::vector<std::size_t> last = last_uses(lowered, program);
  std::vector<std::uint16_t> slot(lowered.steps.size(), 0), free_slots;
  for (std::size_t i = 0; i < lowered.steps.size(); ++i) {
    const auto& step = lowered.steps[i];
    Instruction instruction;
    instruction.classify = step.op == Op::bytes;
    instruction.op = mask_op(step.op);
    instruction.shift = step.shift;
    if (instruction.classify) {
      instruction.ranges_begin = static_cast<std::uint32_t>(atoms_->ranges.size());
      for (const ByteRange& range : ranges_of(step.set)) atoms_->ranges.push_back(range);
      instruction.ranges_end = static_cast<std::uint32_t>(atoms_->ranges.size());
    }
    instruction.a = step.a < 0 ? std::uint16_t{0} : slot[static_cast<std::size_t>(step.a)];
    instruction.b = step.b < 0 ? instruction.a : slot[static_cast<std::size_t>(step.b)];
    // The result never overwrites an operand of its own step: shifts read neighbouring words.
    if (free_slots.empty()) free_slots.push_back(slots_++);
    slot[i] = free_slots.back();
    free_slots.pop_back();
    instruction.out = slot[i];
    for (const Ref operand : {step.a, step.b}) {
      if (operand >= 0 && last[static_cast<std::size_t>(operand)] == i) {
        const std::uint16_t released = slot[static_cast<std::size_t>(operand)];
        if (std::find(free_slots.begin(), free_slots.end(), released) == free_slots.end()) free_slots.push_back(released);
      }
    }
    code_.push_back(instruction);
  }
  for (const auto& [ref, trigger] : program.triggers()) {
    triggers_.emplace_back(slot[static_cast<std::size_t>(lowered.where[static_cast<std::size_t>(ref)])], trigger);
  }
}

ClassRunKernel::Scratch::Scratch(const ClassRunKernel& kernel)
    : masks_(static_cast<std::size_t>(kernel.slots_) * kSlotWords, 0), empty_(kernel.slots_, 0) {}

// One strip: `text` holds `words` whole words; the masks are left in the scratch.
void ClassRunKernel::strip(const unsigned char* text, std::size_t words, Scratch& scratch) const {
  const ClassBits& bits = class_bits();
  const auto mask = [&](std::uint16_t slot) { return scratch.masks_.data() + slot * kSlotWords + kPad; };
  const auto clear = [&](std::uint16_t slot) {
    if (!scratch.empty_[slot]) std::memset(mask(slot) - kPad, 0, kSlotWords * sizeof(std::uint64_t));
    scratch.empty_[slot] = 1;
  };
  for (const Instruction& step : code_) {
    if (step.classify) {
      bits.classify(text, words, atoms_->ranges.data() + step.ranges_begin, step.ranges_end - step.ranges_begin, mask(step.out));
      scratch.empty_[step.out] = 0;
      continue;
    }
    const bool needs_both = step.op == MaskOp::and_ahead || step.op == MaskOp::and_behind;
    const bool nothing = step.op == MaskOp::or_here ? scratch.empty_[step.a] && scratch.empty_[step.b]
                                                    : scratch.empty_[step.a] || (needs_both && scratch.empty_[step.b]);
    if (nothing) {
      clear(step.out);
      continue;
    }
    const bool any = bits.combine({step.op, step.shift, mask(step.a), mask(step.b), mask(step.out)}, words);
    scratch.empty_[step.out] = any ? 0 : 1;
    // An empty mask keeps true zeros beyond `words` too: later strips may be longer.
    if (!any) std::memset(mask(step.out) - kPad, 0, kSlotWords * sizeof(std::uint64_t));
  }
}

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
    strip(bytes, words, scratch);
    for (const auto& [slot, trigger] : triggers_) {
      if (scratch.empty_[slot]) continue;
      const std::uint64_t* mask = scratch.masks_.data() + slot * kSlotWords + kPad + 1;
      for (std::size_t w = 0; w * 64 < count; ++w) {
        std::uint64_t found = mask[w];
        if (count - w * 64 < 64) found &= (1ULL << (count - w * 64)) - 1;
        for (; found != 0; found &= found - 1) receiver.candidate(trigger, base + w * 64 + static_cast<std::size_t>(std::countr_zero(found)));
      }
    }
  }
}

}  // namespace gongdun::detect
