#include "detect/linear_match.h"

#include <algorithm>

#include "detect/pattern_shape.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kMaxElements = 200;
constexpr std::uint32_t kMaxRun = 255;
constexpr std::uint32_t kMaxCopies = 16;  // of a group
constexpr double kMaxWays = 512;          // products of the choices a greedy matcher may have to go through; with more, PCRE2's machine code is faster

bool edge(std::string_view text, std::size_t at) {
  const bool before = at > 0 && is_word_byte(static_cast<unsigned char>(text[at - 1]));
  const bool after = at < text.size() && is_word_byte(static_cast<unsigned char>(text[at]));
  return before != after;
}

// An alternation of single characters is one class.
std::optional<CodeSet> one_class(const Node& alternation) {
  CodeSet all;
  for (const auto& child : alternation.children) {
    const auto list = flat_list(*child);
    if (list.size() != 1 || list.front()->kind != Node::Kind::set) return std::nullopt;
    all.ascii |= list.front()->set.ascii;
    all.wide.insert(all.wide.end(), list.front()->set.wide.begin(), list.front()->set.wide.end());
  }
  return all;
}

// A whole character at `at`, as strict as PCRE2: nothing overlong, no surrogates. 0 bytes: none.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;
};
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const unsigned first = byte(0);
  const std::size_t bytes = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (first < 0xC2 || first > 0xF4) return {};
  char32_t code = first & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3F);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, bytes};
}

double ways_of(const Node& node) {
  double ways = 1;
  switch (node.kind) {
    case Node::Kind::concat:
      for (const auto& child : node.children) ways *= ways_of(*child);
      return ways;
    case Node::Kind::alternation:
      ways = 0;
      for (const auto& child : node.children) ways += ways_of(*child);
      return ways;
    case Node::Kind::repeat: {
      ways = 0;
      const double one = ways_of(*node.children.front());
      double power = 1;
      for (std::uint32_t n = 0; n <= std::min(node.max, kMaxRun); ++n, power *= one) ways += n >= node.min ? power : 0;
      return ways;
    }
    default: return 1;
  }
}

}  // namespace

std::optional<LinearMatcher> LinearMatcher::from(const Node& root) {
  if (!(ways_of(root) <= kMaxWays)) return std::nullopt;
  LinearMatcher matcher;
  const auto start = matcher.add(root, kEnd);
  if (!start) return std::nullopt;
  matcher.start_ = *start;
  return matcher;
}

std::optional<LinearMatcher::Index> LinearMatcher::add(const Node& node, Index next) {
  switch (node.kind) {
    case Node::Kind::set: return add_set(node, 1, 1, next);
    case Node::Kind::concat: return add_list(flat_list(node), next);
    case Node::Kind::repeat: return add_repeat(node, next);
    case Node::Kind::word_boundary: return push({.kind = Kind::edge, .next = next, .branches = {}});
    case Node::Kind::look: return add_look(node, next);
    case Node::Kind::alternation: {
      if (const auto one = one_class(node)) return add_wide(*one, 1, 1, next);
      Element choice{.kind = Kind::choice, .branches = {}};
      for (const auto& child : node.children) {
        const auto branch = add_list(flat_list(*child), next);
        if (!branch) return std::nullopt;
        choice.branches.push_back(*branch);
      }
      return push(std::move(choice));
    }
    default: return std::nullopt;
  }
}

std::optional<LinearMatcher::Index> LinearMatcher::add_list(const std::vector<const Node*>& list, Index next) {
  std::optional<Index> at = next;
  for (std::size_t i = list.size(); i-- > 0 && at;) at = add(*list[i], *at);
  return at;
}

// Further optional copies are tried before what follows: greedy.
std::optional<LinearMatcher::Index> LinearMatcher::add_repeat(const Node& node, Index next) {
  if (!node.greedy || node.max > kMaxRun) return std::nullopt;
  const auto body = flat_list(*node.children.front());
  if (body.size() == 1 && body.front()->kind == Node::Kind::set) return add_set(*body.front(), node.min, node.max, next);
  if (node.max > kMaxCopies || length_of(*node.children.front()).min == 0) return std::nullopt;
  std::optional<Index> at = next;
  for (std::uint32_t n = node.max; n-- > 0 && at;) {
    at = add_list(body, *at);
    if (at && n >= node.min) at = push({.kind = Kind::choice, .branches = {*at, next}});
  }
  return at;
}

std::optional<LinearMatcher::Index> LinearMatcher::add_set(const Node& node, std::uint32_t min, std::uint32_t max, Index next) {
  if (max == 0) return next;
  if (!node.set.wide.empty()) return add_wide(node.set, min, max, next);
  if (node.set.ascii.none()) return std::nullopt;
  const Index table = table_of(node.set);
  // Two fixed runs of one class are one.
  if (next != kEnd && min == max) {
    const Element& follower = elements_[next];
    if (follower.kind == Kind::run && follower.table == table && follower.min == follower.max)
      return push({.min = min + follower.min, .max = max + follower.max, .table = table, .next = follower.next, .branches = {}});
  }
  return push({.min = min, .max = max, .table = table, .next = next, .branches = {}});
}

LinearMatcher::Index LinearMatcher::table_of(const CodeSet& set) {
  std::array<bool, 256> in{};
  for (std::size_t c = 0; c < 128; ++c) in[c] = set.ascii.test(c);
  const auto known = std::find(tables_.begin(), tables_.end(), in);
  const auto table = static_cast<Index>(known - tables_.begin());
  if (known == tables_.end()) tables_.push_back(in);
  return table;
}

std::optional<LinearMatcher::Index> LinearMatcher::add_wide(const CodeSet& set, std::uint32_t min, std::uint32_t max, Index next) {
  WideSet wide;
  for (std::size_t c = 0; c < 128; ++c) wide.ascii[c] = set.ascii.test(c);
  std::vector<std::pair<char32_t, char32_t>> ranges(set.wide.begin(), set.wide.end());
  std::sort(ranges.begin(), ranges.end());
  for (const auto& [from, to] : ranges) {
    if (!wide.wide.empty() && from <= wide.wide.back().second + 1)
      wide.wide.back().second = std::max(wide.wide.back().second, to);
    else
      wide.wide.emplace_back(from, to);
  }
  wide_sets_.push_back(std::move(wide));
  return push({.kind = Kind::wide_run, .min = min, .max = max, .table = static_cast<Index>(wide_sets_.size() - 1), .next = next, .branches = {}});
}

std::optional<LinearMatcher::Index> LinearMatcher::add_look(const Node& node, Index next) {
  const auto body = flat_list(*node.children.front());
  if (body.size() != 1 || body.front()->kind != Node::Kind::set) return std::nullopt;
  const CodeSet& set = body.front()->set;
  if (!set.wide.empty() || set.ascii.none()) return std::nullopt;
  return push({.kind = Kind::look, .ahead = node.ahead, .negative = node.negative, .table = table_of(set), .next = next, .branches = {}});
}

std::optional<LinearMatcher::Index> LinearMatcher::push(Element element) {
  if (elements_.size() >= kMaxElements) return std::nullopt;
  element.first = first_of(element);
  elements_.push_back(std::move(element));
  return static_cast<Index>(elements_.size() - 1);
}

std::bitset<257> LinearMatcher::first_of(const Element& element) const {
  const auto of = [&](Index index) { return index == kEnd ? std::bitset<257>().set() : elements_[index].first; };
  std::bitset<257> first;
  switch (element.kind) {
    case Kind::edge:
    case Kind::look: return of(element.next);
    case Kind::choice:
      for (const Index branch : element.branches) first |= of(branch);
      return first;
    case Kind::run:
      for (std::size_t c = 0; c < 256; ++c) first[c] = tables_[element.table][c];
      break;
    case Kind::wide_run:
      for (std::size_t c = 0; c < 256; ++c) first[c] = c < 128 ? wide_sets_[element.table].ascii[c] : c >= 0xC2;
      break;
  }
  return element.min > 0 ? first : first | of(element.next);
}

std::size_t LinearMatcher::WideSet::step(std::string_view text, std::size_t at) const {
  if (at >= text.size()) return 0;
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return ascii[first] ? 1 : 0;
  const Character character = character_at(text, at);
  if (character.bytes == 0) return 0;
  const auto range = std::partition_point(wide.begin(), wide.end(), [&](const auto& one) { return one.second < character.code; });
  return range != wide.end() && range->first <= character.code ? character.bytes : 0;
}

std::size_t LinearMatcher::back_off(std::string_view text, const Element& one, std::size_t at, std::size_t count) const {
  for (; count > one.min; --count) {
    const std::size_t end = may(one.next, text, at) ? go(text, one.next, at) : 0;
    if (end > 0) return end;
    do --at;
    while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return go(text, one.next, at);
}

std::size_t LinearMatcher::go(std::string_view text, Index element, std::size_t at) const {
  while (element != kEnd) {
    const Element& one = elements_[element];
    switch (one.kind) {
      case Kind::edge:
        if (!edge(text, at)) return 0;
        break;
      case Kind::look: {
        const bool exists = one.ahead ? at < text.size() : at > 0;
        const bool there = exists && tables_[one.table][static_cast<unsigned char>(text[one.ahead ? at : at - 1])];
        if (there == one.negative) return 0;
        break;
      }
      case Kind::choice: {
        // The last branch that can match here needs no way back.
        const Index* chosen = nullptr;
        for (const Index& branch : one.branches) {
          if (!may(branch, text, at)) continue;
          const std::size_t end = chosen != nullptr ? go(text, *chosen, at) : 0;
          if (end > 0) return end;
          chosen = &branch;
        }
        if (chosen == nullptr) return 0;
        element = *chosen;
        continue;
      }
      case Kind::wide_run: {
        std::size_t count = 0;
        for (std::size_t step; count < one.max && (step = wide_sets_[one.table].step(text, at)) != 0; ++count) at += step;
        if (count < one.min) return 0;
        if (count > one.min) return back_off(text, one, at, count);
        break;
      }
      case Kind::run: {
        const std::array<bool, 256>& in = tables_[one.table];
        const std::size_t most = std::min<std::size_t>(one.max, text.size() - at);
        std::size_t count = 0;
        while (count < most && in[static_cast<unsigned char>(text[at + count])]) ++count;
        if (count < one.min) return 0;
        for (; count > one.min; --count) {
          const std::size_t end = may(one.next, text, at + count) ? go(text, one.next, at + count) : 0;
          if (end > 0) return end;
        }
        at += count;
        break;
      }
    }
    element = one.next;
  }
  return at;
}

}  // namespace gongdun::detect
