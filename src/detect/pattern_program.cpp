#include "detect/pattern_program.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "detect/pattern_shape.h"
#include "detect/utf8_sequences.h"

namespace gongdun::detect {

namespace {

constexpr double kNever = 1e18;

bool one_ascii_character(const Node& look) {
  const auto body = flat_list(*look.children.front());
  return body.size() == 1 && body.front()->kind == Node::Kind::set && body.front()->set.wide.empty();
}

}  // namespace

double PatternProgram::size_of(const Node& node) {
  double children = 0;
  for (const auto& child : node.children) children += size_of(*child);
  switch (node.kind) {
    case Node::Kind::set: return 1 + 10 * static_cast<double>(node.set.wide.size());
    case Node::Kind::look: return one_ascii_character(node) ? 1 : kNever;
    case Node::Kind::repeat: {
      const bool endless = node.max == Node::kUnbounded;
      if (!node.greedy || (endless && length_of(*node.children.front()).min == 0)) return kNever;
      return (children + 1) * (endless ? node.min + 1.0 : node.max);
    }
    default: return children + 1;
  }
}

std::optional<PatternProgram> PatternProgram::from(const Node& root) {
  if (size_of(root) >= kNever) return std::nullopt;
  PatternProgram program;
  program.steps_.push_back({.kind = Kind::match, .branches = {}});
  const auto start = program.add(root, 0);
  if (!start) return std::nullopt;
  program.start_ = *start;
  return program;
}

std::optional<PatternProgram::Index> PatternProgram::push(Step step) {
  if (steps_.size() >= kMaxSteps) return std::nullopt;
  steps_.push_back(std::move(step));
  return static_cast<Index>(steps_.size() - 1);
}

std::uint32_t PatternProgram::set_index(const ByteSet& set) {
  const auto known = std::find(sets_.begin(), sets_.end(), set);
  const auto index = static_cast<std::uint32_t>(known - sets_.begin());
  if (known == sets_.end()) sets_.push_back(set);
  return index;
}

std::optional<PatternProgram::Index> PatternProgram::add(const Node& node, Index next) {
  switch (node.kind) {
    case Node::Kind::empty: return next;
    case Node::Kind::set: return add_set(node.set, next);
    case Node::Kind::concat: return add_list(node, next);
    case Node::Kind::alternation: return add_branches(node, next);
    case Node::Kind::repeat: return add_repeat(node, next);
    case Node::Kind::word_boundary: return push({.kind = Kind::edge, .next = next, .branches = {}});
    case Node::Kind::not_word_boundary: return push({.kind = Kind::edge, .negative = true, .next = next, .branches = {}});
    case Node::Kind::line_begin: return push({.kind = Kind::line_begin, .next = next, .branches = {}});
    case Node::Kind::line_end: return push({.kind = Kind::line_end, .next = next, .branches = {}});
    case Node::Kind::look: return add_look(node, next);
  }
  return std::nullopt;
}

std::optional<PatternProgram::Index> PatternProgram::add_list(const Node& node, Index next) {
  std::optional<Index> at = next;
  for (std::size_t i = node.children.size(); i-- > 0 && at;) at = add(*node.children[i], *at);
  return at;
}

std::optional<PatternProgram::Index> PatternProgram::add_branches(const Node& node, Index next) {
  Step split{.kind = Kind::split, .branches = {}};
  for (const auto& child : node.children) {
    const auto branch = add(*child, next);
    if (!branch) return std::nullopt;
    split.branches.push_back(*branch);
  }
  return push(std::move(split));
}

// Greedy: one more copy is preferred to what follows.
std::optional<PatternProgram::Index> PatternProgram::add_repeat(const Node& node, Index next) {
  const Node& body = *node.children.front();
  std::optional<Index> at = next;
  if (node.max == Node::kUnbounded) {
    const auto loop = push({.kind = Kind::split, .branches = {}});
    const auto inside = loop ? add(body, *loop) : loop;
    if (!inside) return std::nullopt;
    steps_[*loop].branches = {*inside, next};
    at = loop;
  } else {
    for (std::uint32_t n = node.max; n > node.min && at; --n) {
      at = add(body, *at);
      if (at) at = push({.kind = Kind::split, .branches = {*at, next}});
    }
  }
  for (std::uint32_t n = 0; n < node.min && at; ++n) at = add(body, *at);
  return at;
}

std::optional<PatternProgram::Index> PatternProgram::add_set(const CodeSet& set, Index next) {
  std::vector<Index> branches;
  ByteSet ascii;
  for (std::size_t c = 0; c < 128; ++c) ascii[c] = set.ascii.test(c);
  if (ascii.any()) {
    const auto one = push({.kind = Kind::bytes, .set = set_index(ascii), .next = next, .branches = {}});
    if (!one) return std::nullopt;
    branches.push_back(*one);
  }
  std::map<std::tuple<std::uint8_t, std::uint8_t, Index>, Index> known;  // equal ends of sequences are one
  for (const auto& [from, to] : set.wide) {
    for (const auto& sequence : utf8_sequences(from, to)) {
      Index at = next;
      for (std::size_t i = sequence.size(); i-- > 0;) {
        const auto [place, fresh] = known.try_emplace({sequence[i].first, sequence[i].second, at}, 0);
        if (fresh) {
          ByteSet bytes;
          for (unsigned c = sequence[i].first; c <= sequence[i].second; ++c) bytes.set(c);
          const auto one = push({.kind = Kind::bytes, .set = set_index(bytes), .next = at, .branches = {}});
          if (!one) return std::nullopt;
          place->second = *one;
        }
        at = place->second;
      }
      branches.push_back(at);
    }
  }
  if (branches.size() == 1) return branches.front();
  return push({.kind = Kind::split, .branches = std::move(branches)});
}

std::optional<PatternProgram::Index> PatternProgram::add_look(const Node& node, Index next) {
  const auto body = flat_list(*node.children.front());
  ByteSet bytes;
  for (std::size_t c = 0; c < 128; ++c) bytes[c] = body.front()->set.ascii.test(c);
  return push({.kind = node.ahead ? Kind::ahead : Kind::behind, .negative = node.negative, .set = set_index(bytes), .next = next, .branches = {}});
}

}  // namespace gongdun::detect
