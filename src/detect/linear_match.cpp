#include "detect/linear_match.h"

#include <algorithm>

#include "detect/pattern_shape.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kMaxElements = 40;
constexpr std::uint64_t kMaxWays = 4096;  // products of the choices a greedy matcher may have to go through

bool edge(std::string_view text, std::size_t at) {
  const bool before = at > 0 && is_word_byte(static_cast<unsigned char>(text[at - 1]));
  const bool after = at < text.size() && is_word_byte(static_cast<unsigned char>(text[at]));
  return before != after;
}

}  // namespace

std::optional<LinearMatcher> LinearMatcher::from(const Node& root) {
  LinearMatcher matcher;
  for (const Node* node : flat_list(root)) {
    if (!matcher.add(*node)) return std::nullopt;
  }
  std::uint64_t ways = 1;
  for (const Element& element : matcher.elements_) ways *= element.max - element.min + 1;
  return ways <= kMaxWays ? std::optional(std::move(matcher)) : std::nullopt;
}

bool LinearMatcher::add(const Node& node) {
  if (elements_.size() >= kMaxElements) return false;
  if (node.kind == Node::Kind::word_boundary) {
    elements_.emplace_back();
    return true;
  }
  const bool repeated = node.kind == Node::Kind::repeat;
  if (repeated && (!node.greedy || node.max > 255)) return false;
  const Node& body = repeated ? *node.children.front() : node;
  if (body.kind == Node::Kind::set) {
    if (!body.set.wide.empty() || body.set.ascii.none()) return false;
    Element element;
    for (std::size_t c = 0; c < 128; ++c) element.in[c] = body.set.ascii.test(c);
    element.min = repeated ? node.min : 1;
    element.max = repeated ? node.max : 1;
    if (element.max == 0) return true;
    if (!elements_.empty() && elements_.back().min == elements_.back().max && element.min == element.max && elements_.back().in == element.in) {
      elements_.back().min += element.min;
      elements_.back().max += element.max;
      return true;
    }
    elements_.push_back(element);
    return true;
  }
  if (!repeated || node.min != node.max || body.kind != Node::Kind::concat || node.max > 16) return false;
  for (std::uint32_t i = 0; i < node.min; ++i) {
    for (const Node* inner : flat_list(body)) {
      if (!add(*inner)) return false;
    }
  }
  return true;
}

std::size_t LinearMatcher::match_at(std::string_view text, std::size_t begin) const {
  return go(text, 0, begin);
}

std::size_t LinearMatcher::go(std::string_view text, std::size_t element, std::size_t at) const {
  for (; element < elements_.size(); ++element) {
    const Element& one = elements_[element];
    if (one.max == 0) {
      if (!edge(text, at)) return 0;
      continue;
    }
    const std::size_t most = std::min<std::size_t>(one.max, text.size() - at);
    std::size_t count = 0;
    while (count < most && one.in[static_cast<unsigned char>(text[at + count])]) ++count;
    if (count < one.min) return 0;
    if (one.min == one.max) {
      at += count;
      continue;
    }
    for (;; --count) {
      if (const std::size_t end = go(text, element + 1, at + count)) return end;
      if (count == one.min) return 0;
    }
  }
  return at;
}

}  // namespace gongdun::detect
