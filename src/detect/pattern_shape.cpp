#include "detect/pattern_shape.h"

#include <algorithm>

namespace gongdun::detect {
namespace {

std::uint32_t add_length(std::uint32_t a, std::uint32_t b) {
  return a == kUnboundedLength || b == kUnboundedLength || a + b < a ? kUnboundedLength : a + b;
}
std::uint32_t times_length(std::uint32_t a, std::uint32_t n) {
  if (a == 0 || n == 0) return 0;
  if (a == kUnboundedLength || n == Node::kUnbounded) return kUnboundedLength;
  const std::uint64_t product = static_cast<std::uint64_t>(a) * n;
  return product > 0x7FFFFFFF ? kUnboundedLength : static_cast<std::uint32_t>(product);
}

void flatten(const Node& node, std::vector<const Node*>& out) {
  if (node.kind != Node::Kind::concat) {
    if (node.kind != Node::Kind::empty) out.push_back(&node);
    return;
  }
  for (const auto& child : node.children) flatten(*child, out);
}

// What the last characters of a repeated body can be, if the body ends in an open-ended repetition.
std::optional<ByteSet> open_tail(const Node& node) {
  const auto list = flat_list(node);
  for (auto it = list.rbegin(); it != list.rend(); ++it) {
    const Node& last = **it;
    if (last.kind == Node::Kind::repeat && last.max == Node::kUnbounded) return all_bytes_of(*last.children.front());
    if (last.kind == Node::Kind::repeat && last.min == 0) continue;
    return std::nullopt;
  }
  return std::nullopt;
}

bool explodes(const Node& node) {
  for (const auto& child : node.children) {
    if (explodes(*child)) return true;
  }
  if (node.kind != Node::Kind::repeat || node.max != Node::kUnbounded) return false;
  const Node& body = *node.children.front();
  if (length_of(body).min == 0) return true;
  if (body.kind == Node::Kind::alternation) {
    // (?:a|ab)*: two ways to go on with the same byte.
    ByteSet seen;
    for (const auto& branch : body.children) {
      const ByteSet first = first_bytes_of(*branch);
      if ((seen & first).any() && length_of(*branch).min != length_of(*branch).max) return true;
      seen |= first;
    }
  }
  const auto tail = open_tail(body);
  return tail && (*tail & first_bytes_of(body)).any();
}

}  // namespace

std::vector<const Node*> flat_list(const Node& root) {
  std::vector<const Node*> list;
  flatten(root, list);
  return list;
}

LengthRange length_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::set: {
      const ByteLengths lengths = byte_lengths(node.set);
      return {lengths.min, lengths.max};
    }
    case Node::Kind::concat: {
      LengthRange sum;
      for (const auto& child : node.children) {
        const LengthRange one = length_of(*child);
        sum = {add_length(sum.min, one.min), add_length(sum.max, one.max)};
      }
      return sum;
    }
    case Node::Kind::alternation: {
      LengthRange range{kUnboundedLength, 0};
      for (const auto& child : node.children) {
        const LengthRange one = length_of(*child);
        range = {std::min(range.min, one.min), std::max(range.max, one.max)};
      }
      return range;
    }
    case Node::Kind::repeat: {
      const LengthRange one = length_of(*node.children.front());
      return {times_length(one.min, node.min), times_length(one.max, node.max)};
    }
    default: return {};
  }
}

ByteSet first_bytes_of(const Node& node) {
  ByteSet first;
  switch (node.kind) {
    case Node::Kind::set: return first_bytes(node.set);
    case Node::Kind::alternation:
      for (const auto& child : node.children) first |= first_bytes_of(*child);
      return first;
    case Node::Kind::repeat: {
      if (node.min == 0) return ByteSet().set();
      return first_bytes_of(*node.children.front());
    }
    case Node::Kind::concat:
      for (const auto& child : node.children) {
        if (length_of(*child).max == 0) continue;  // assertions
        const Node& body = child->kind == Node::Kind::repeat ? *child->children.front() : *child;
        first |= first_bytes_of(body);
        if (length_of(*child).min > 0) return first;
      }
      return ByteSet().set();
    default: return ByteSet().set();
  }
}

ByteSet all_bytes_of(const Node& node) {
  if (node.kind == Node::Kind::set) return all_bytes(node.set);
  ByteSet bytes;
  if (node.kind == Node::Kind::look) return bytes;
  for (const auto& child : node.children) bytes |= all_bytes_of(*child);
  return bytes;
}

base::Status check_cost(const Node& root) {
  if (length_of(root).min == 0) {
    return base::fail(base::Code::invalid_input, "模式可以匹配空串：至少要有一个必须出现的字符",
                      "the pattern can match nothing: require at least one character");
  }
  if (explodes(root)) {
    return base::fail(base::Code::invalid_input, "嵌套的无界量词会使匹配时间爆炸：给里层量词加上限 {1,n}，或在重复之间加分隔符",
                      "nested unlimited quantifiers can take exponential time: bound the inner one with {1,n} or put a separator between repetitions");
  }
  return {};
}

}  // namespace gongdun::detect
