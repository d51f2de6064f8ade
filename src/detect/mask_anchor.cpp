// Turns a pattern into position masks: each node becomes "positions where it can match, followed by what follows it".
#include <algorithm>
#include <unordered_map>

#include "detect/class_run_kernel.h"
#include "detect/pattern_shape.h"

namespace gongdun::detect {
namespace {

using Ref = MaskProgram::Ref;
constexpr std::uint32_t kMaxOptional = 5;  // further optional copies that are written out
constexpr std::uint32_t kLookRoom = 12;    // of a look-ahead assertion, on top of the span
constexpr std::uint32_t kMaxSpan = ClassRunKernel::kMaxLookAhead - kLookRoom - 4;

// A condition still open to merging: `count` bytes of class `of`, then `rest`.
struct Tail {
  Ref of = MaskProgram::kAny;
  std::uint32_t count = 0;
  Ref rest = MaskProgram::kAny;
  bool operator==(const Tail&) const = default;
};

class Builder {
 public:
  // The same classes are asked for again and again while places and lengths are tried.
  using Known = std::unordered_map<const CodeSet*, Ref>;
  Builder(MaskProgram& program, Known& known) : program_(program), known_(known) {}

  Ref settle(const Tail& tail) {
    if (tail.count == 0) return tail.rest;
    return program_.and_ahead(program_.run(tail.of, tail.count), tail.rest, tail.count);
  }

  // As many leading nodes as fit into `room` bytes of look-ahead; one that does not fit is the last, and nothing is known of what follows it.
  Tail list(const std::vector<const Node*>& nodes, std::size_t from, Tail next, std::uint32_t room) {
    std::uint32_t span = 0;
    std::size_t to = from;
    bool cut = false;
    for (; to < nodes.size() && !cut; ++to) {
      const std::uint32_t length = length_of(*nodes[to]).max;
      cut = length == kUnboundedLength || length > room - span;
      if (!cut) span += length;
    }
    Tail tail = cut ? Tail{} : next;
    while (to-- > from) {
      tail = node(*nodes[to], tail, cut ? room - span : std::max(1U, length_of(*nodes[to]).max));
      cut = false;
    }
    return tail;
  }

 private:
  Tail node(const Node& node, Tail next, std::uint32_t room) {
    switch (node.kind) {
      case Node::Kind::set: return room < byte_lengths(node.set).max ? Tail{} : set(node.set, 1, next);
      case Node::Kind::concat: return list(flat_list(node), 0, next, room);
      case Node::Kind::alternation: return branches(node, next, room);
      case Node::Kind::repeat: return repeat(node, next, room);
      case Node::Kind::word_boundary: return {MaskProgram::kAny, 0, program_.and_ahead(program_.word_edge(), settle(next), 0)};
      case Node::Kind::line_begin: return behind(line_feed(), false, next);
      case Node::Kind::line_end: return {MaskProgram::kAny, 0, program_.and_ahead(program_.bytes(line_feed()), settle(next), 0)};
      case Node::Kind::look: return look(node, next);
      default: return next;
    }
  }

  static ByteSet line_feed() { return ByteSet().set('\n'); }

  // `count` characters of a class; characters of several bytes are taken as runs of high bytes.
  Tail set(const CodeSet& codes, std::uint32_t count, Tail next) {
    const ByteLengths lengths = byte_lengths(codes);
    const auto [entry, fresh] = known_.try_emplace(&codes, 0);
    if (fresh) entry->second = program_.bytes(all_bytes(codes));
    const Ref of = entry->second;
    if (lengths.min == lengths.max) return bytes(of, std::min(count * lengths.min, kMaxSpan), count * lengths.min <= 64 ? next : Tail{});
    if (count > 1) return bytes(of, std::min(count, 64U), Tail{});
    Ref any = kNone;
    CodeSet ascii;
    ascii.ascii = codes.ascii;
    if (codes.ascii.any()) any = settle(bytes(program_.bytes(first_bytes(ascii)), 1, next));
    for (std::uint32_t length = 2; length <= 4; ++length) {
      CodeSet some = of_length(codes, length);
      if (some.wide.empty()) continue;
      const Ref one = settle(bytes(program_.bytes(all_bytes(some)), length, next));
      any = any == kNone ? one : program_.either(any, one);
    }
    return {MaskProgram::kAny, 0, any};
  }

  static CodeSet of_length(const CodeSet& codes, std::uint32_t length) {
    constexpr char32_t kFirst[] = {0, 0, 0x80, 0x800, 0x10000, 0x110000};
    CodeSet some;
    for (const auto& [from, to] : codes.wide) {
      const char32_t low = std::max(from, kFirst[length]), high = std::min<char32_t>(to, kFirst[length + 1] - 1);
      if (low <= high) some.wide.emplace_back(low, high);
    }
    return some;
  }

  Tail bytes(Ref of, std::uint32_t count, Tail next) {
    if (next.count > 0 && next.of == of && next.count + count <= 64) return {of, next.count + count, next.rest};
    if (count > 64) return {of, 64, MaskProgram::kAny};
    return {of, count, settle(next)};
  }

  Tail branches(const Node& node, Tail next, std::uint32_t room) {
    std::optional<Tail> all;
    for (const auto& branch : node.children) {
      const Tail one = list(flat_list(*branch), 0, next, room);
      if (!all)
        all = one;
      else if (!(*all == one))
        all = Tail{MaskProgram::kAny, 0, program_.either(settle(*all), settle(one))};
    }
    return *all;
  }

  Tail repeat(const Node& node, Tail next, std::uint32_t room) {
    const auto body = flat_list(*node.children.front());
    const LengthRange one = length_of(*node.children.front());
    const bool fits = one.max > 0 && one.max <= room;
    const std::uint32_t copies = fits ? std::min(node.min, room / one.max) : std::min(node.min, 1U);
    const bool whole = fits && copies == node.min && node.max != Node::kUnbounded && node.max - node.min <= kMaxOptional && node.max <= room / one.max;
    if (!whole) next = {};
    Tail tail = next;
    for (std::uint32_t i = node.min; whole && i < node.max; ++i) {
      tail = {MaskProgram::kAny, 0, program_.either(settle(next), settle(list(body, 0, tail, one.max)))};
    }
    const bool plain = body.size() == 1 && body.front()->kind == Node::Kind::set;
    if (plain && copies > 0) return set(body.front()->set, copies, tail);
    for (std::uint32_t i = 0; i < copies; ++i) tail = list(body, 0, tail, std::min(room, one.max));
    return tail;
  }

  // A negative condition must not be widened, so it is used only when widening changes nothing.
  Tail behind(const ByteSet& set, bool negative, Tail next) {
    const Ref here = settle(next);
    const Ref before = program_.bytes(set);
    return {MaskProgram::kAny, 0, negative ? program_.not_behind(here, before) : program_.and_behind(here, before)};
  }

  Tail look(const Node& node, Tail next) {
    const auto flat = flat_list(*node.children.front());
    const bool single = flat.size() == 1 && flat.front()->kind == Node::Kind::set;
    if (!node.negative) {
      if (node.ahead) return {MaskProgram::kAny, 0, both(settle(list(flat, 0, {}, kLookRoom)), settle(next))};
      return single && byte_lengths(flat.front()->set).max == 1 ? behind(first_bytes(flat.front()->set), false, next) : next;
    }
    if (!single) return next;
    CodeSet ascii;
    ascii.ascii = flat.front()->set.ascii;
    const ByteSet set = first_bytes(ascii);
    if (set.none() || MaskProgram::widen(set) != set) return next;
    if (!node.ahead) return behind(set, true, next);
    return {MaskProgram::kAny, 0, program_.not_here(settle(next), program_.bytes(set))};
  }

  Ref both(Ref a, Ref b) { return a == MaskProgram::kAny ? b : program_.and_ahead(a, b, 0); }

  static constexpr Ref kNone = -2;
  MaskProgram& program_;
  Known& known_;
};

void extend_prefix(Anchor& anchor, const Node& node) {
  const LengthRange length = length_of(node);
  const auto add = [](std::uint32_t a, std::uint32_t b) { return a == kUnboundedLength || b == kUnboundedLength ? kUnboundedLength : a + b; };
  anchor.prefix = {add(anchor.prefix.min, length.min), add(anchor.prefix.max, length.max)};
  anchor.prefix_bytes |= all_bytes_of(node);
}

// The class of the character just before position `at` of the list.
std::optional<ByteSet> class_before(const std::vector<const Node*>& list, std::size_t at) {
  if (at == 0) return std::nullopt;
  const Node* before = list[at - 1];
  if (before->kind == Node::Kind::repeat && before->min > 0) before = before->children.front().get();
  if (before->kind != Node::Kind::set) return std::nullopt;
  return all_bytes(before->set);
}

double price_of(const MaskProgram& program, Ref mask) {
  return kCandidateCost * program.density(mask) + static_cast<double>(program.steps_needed(mask));
}

// How much of the pattern from `at` on is worth a condition: the cheapest sum of mask steps and expected candidates. The steps of the other
// tries are left out by the kernel.
Ref cheapest_mask(const std::vector<const Node*>& list, std::size_t at, MaskProgram& program, Builder::Known& known) {
  const auto before = class_before(list, at);
  Ref best = MaskProgram::kAny;
  for (const std::uint32_t room : {4U, 6U, 9U, 12U, 16U, 20U, 25U, 32U, 40U, 64U, 96U, kMaxSpan}) {
    Builder builder(program, known);
    Ref mask = builder.settle(builder.list(list, at, {}, room));
    if (mask == MaskProgram::kAny) continue;
    if (before) mask = program.and_behind(mask, program.bytes(*before));
    if (best == MaskProgram::kAny || price_of(program, mask) < price_of(program, best)) best = mask;
  }
  return best;
}

}  // namespace

Anchor mask_anchor(const Node& root, MaskProgram& program) {
  const auto list = flat_list(root);
  std::optional<Anchor> best;
  Anchor here;
  Builder::Known known;
  for (std::size_t at = 0; at < list.size(); ++at) {
    here.mask = cheapest_mask(list, at, program, known);
    here.density = program.density(here.mask);
    here.suffix_text = 0;
    for (const auto& child : root.children) {
      if (root.kind == Node::Kind::concat && child.get() == list[at] && at > 0) here.suffix_text = child->text_begin;
    }
    // A later place costs walking back to the beginning.
    here.price = here.mask == MaskProgram::kAny ? 1e9 : price_of(program, here.mask) * (here.prefix.max != here.prefix.min ? 2 : 1);
    if (!best || here.price < best->price) best = here;
    extend_prefix(here, *list[at]);
  }
  program.use(best->mask);
  return *best;
}

}  // namespace gongdun::detect
