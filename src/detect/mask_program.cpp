#include "detect/mask_program.h"

#include <algorithm>
#include <string_view>

namespace gongdun::detect {
namespace {

struct Group {
  int from, to;
  double density, stay;
};
// Shares in number-heavy tables: the worst text for literal-free patterns. Other bytes are groups of one, rare.
// A-F and a-f alone stay apart (hexadecimal); with any further letter the whole alphabet is taken.
constexpr Group kGroups[] = {{'0', '9', 0.50, 0.80}, {'A', 'F', 0.02, 0.40},   {'G', 'Z', 0.05, 0.50}, {'a', 'f', 0.08, 0.40},
                             {'g', 'z', 0.25, 0.70}, {0x80, 0xFF, 0.30, 0.92}, {0, 8, 0.001, 0.1},     {14, 31, 0.001, 0.1}};
constexpr double kOtherStay = 0.05;

double density_of_mark(unsigned char c) {
  if (std::string_view(".,-: /_\t\n\"").find(static_cast<char>(c)) != std::string_view::npos) return 0.05;
  if (std::string_view("()[]{}<>;='").find(static_cast<char>(c)) != std::string_view::npos) return 0.02;
  return 0.004;
}

void merge(double& density, double& stay, double more_density, double more_stay) {
  stay = std::min(0.97, std::max(stay, more_stay) + 0.3 * std::min(stay, more_stay) * more_density);
  density = std::min(0.98, density + more_density);
}

}  // namespace

ByteSet MaskProgram::widen(const ByteSet& set) {
  ByteSet wide = set;
  for (std::size_t c = 'G'; c <= 'Z'; ++c) {
    if (set.test(c)) wide.set('A');
    if (set.test(c + 32)) wide.set('a');
  }
  for (const Group& group : kGroups) {
    bool touched = false;
    for (int c = group.from; c <= group.to; ++c) touched |= wide.test(static_cast<std::size_t>(c));
    for (int c = group.from; touched && c <= group.to; ++c) wide.set(static_cast<std::size_t>(c));
  }
  return wide;
}

MaskProgram::Ref MaskProgram::bytes(const ByteSet& set) {
  Step step;
  step.set = widen(set);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i].op == Op::bytes && steps_[i].set == step.set) return static_cast<Ref>(i);
  }
  step.density = 0;
  step.stay = 0;
  ByteSet left = step.set;
  for (const Group& group : kGroups) {
    if (!step.set.test(static_cast<std::size_t>(group.from))) continue;
    merge(step.density, step.stay, group.density, group.stay);
    for (int c = group.from; c <= group.to; ++c) left.reset(static_cast<std::size_t>(c));
  }
  for (std::size_t c = 0; c < 256; ++c) {
    if (left.test(c)) merge(step.density, step.stay, density_of_mark(static_cast<unsigned char>(c)), kOtherStay);
  }
  return insert(step);
}

MaskProgram::Ref MaskProgram::run(Ref of, std::uint32_t length) {
  if (of == kAny || length <= 1) return of;
  length = std::min<std::uint32_t>(length, 64);
  Ref chain = of;
  std::uint32_t have = 1;
  const Step& base = steps_[static_cast<std::size_t>(of)];
  const double density = base.density, stay = base.stay;
  while (have < length) {
    const std::uint32_t step = std::min(have, length - have);
    chain = and_ahead(chain, chain, step);
    have += step;
    double estimate = density;
    for (std::uint32_t i = 1; i < have; ++i) estimate *= stay;
    steps_[static_cast<std::size_t>(chain)].density = estimate;
  }
  return chain;
}

MaskProgram::Ref MaskProgram::and_ahead(Ref a, Ref b, std::uint32_t shift) {
  if (b == kAny) return a;
  if (a == kAny) a = bytes(ByteSet().set());
  while (shift > kMaxShift) {  // a far condition is moved nearer first
    b = and_ahead(bytes(ByteSet().set()), b, kMaxShift);
    shift -= kMaxShift;
  }
  return add(Op::and_ahead, static_cast<std::uint8_t>(shift), a, b);
}

MaskProgram::Ref MaskProgram::either(Ref a, Ref b) {
  if (a == kAny || b == kAny) return kAny;
  if (a == b) return a;
  return add(Op::or_here, 0, std::min(a, b), std::max(a, b));
}

MaskProgram::Ref MaskProgram::word_edge() {
  const Ref word = bytes(word_bytes());
  const Ref edge = add(Op::edge, 0, word, kAny);
  steps_[static_cast<std::size_t>(edge)].density = 0.3;
  return edge;
}

MaskProgram::Ref MaskProgram::add(Op op, std::uint8_t shift, Ref a, Ref b) {
  if (a == kAny && op != Op::edge) a = bytes(ByteSet().set());
  const auto key = std::tuple(op, shift, a, b);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  Step step;
  step.op = op;
  step.shift = shift;
  step.a = a;
  step.b = b;
  if (op == Op::or_here)
    step.density = std::min(1.0, density(a) + density(b));
  else if (op == Op::not_here || op == Op::not_behind)
    step.density = density(a) * std::max(0.2, 1 - density(b));
  else
    step.density = density(a) * density(b);
  const Ref ref = insert(step);
  known_.emplace(key, ref);
  return ref;
}

std::size_t MaskProgram::steps_needed(Ref ref) const {
  std::vector<bool> seen(steps_.size(), false);
  std::vector<Ref> open{ref};
  std::size_t count = 0;
  while (!open.empty()) {
    const Ref one = open.back();
    open.pop_back();
    const auto at = static_cast<std::size_t>(one);
    if (one < 0 || seen[at] || (at < used_.size() && used_[at])) continue;
    seen[at] = true;
    ++count;
    open.push_back(steps_[at].a);
    open.push_back(steps_[at].b);
  }
  return count;
}

void MaskProgram::use(Ref ref) {
  used_.resize(steps_.size(), false);
  std::vector<Ref> open{ref};
  while (!open.empty()) {
    const Ref one = open.back();
    open.pop_back();
    if (one < 0 || used_[static_cast<std::size_t>(one)]) continue;
    used_[static_cast<std::size_t>(one)] = true;
    open.push_back(steps_[static_cast<std::size_t>(one)].a);
    open.push_back(steps_[static_cast<std::size_t>(one)].b);
  }
}

MaskProgram::Ref MaskProgram::insert(Step step) {
  steps_.push_back(step);
  return static_cast<Ref>(steps_.size() - 1);
}

}  // namespace gongdun::detect
