#include "read/path_tree.h"

#include "base/utf8.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kWide = 16;  // with more children than this, a hash table is faster than a walk

constexpr std::size_t kKeyBytes = 200;  // hostile input may have keys and paths of any length
constexpr std::size_t kPathBytes = 1000;

std::string wide_key(std::uint32_t node, std::string_view key) {
  return std::to_string(node).append("/").append(key);
}

}  // namespace

PathTree::PathTree(std::size_t node_limit) : limit_(node_limit) {
  nodes_.emplace_back();
}

std::uint32_t PathTree::child(std::uint32_t node, std::string_view key) {
  if (key.size() > kKeyBytes) key = base::utf8_prefix(key.substr(0, kKeyBytes), kKeyBytes / 4);
  Node& parent = nodes_[node];
  if (parent.hint < parent.children.size() && nodes_[parent.children[parent.hint]].key == key) return parent.children[parent.hint++];
  const std::uint32_t found = find_slow(node, key);
  if (found != kNone || nodes_.size() >= limit_) return found;
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  Node& owner = nodes_[node];
  owner.children.push_back(made);
  owner.hint = static_cast<std::uint32_t>(owner.children.size());
  if (owner.children.size() == kWide) {
    for (std::size_t i = 0; i + 1 < kWide; ++i) wide_.emplace(wide_key(node, nodes_[owner.children[i]].key), static_cast<std::uint32_t>(i));
  }
  if (owner.children.size() >= kWide) wide_.emplace(wide_key(node, key), static_cast<std::uint32_t>(owner.children.size() - 1));
  nodes_.push_back({.key = std::string(key), .parent = node});
  return made;
}

std::uint32_t PathTree::find_slow(std::uint32_t node, std::string_view key) {
  Node& parent = nodes_[node];
  if (parent.children.size() >= kWide) {
    const auto found = wide_.find(wide_key(node, key));
    if (found == wide_.end()) return kNone;
    parent.hint = found->second + 1;
    return parent.children[found->second];
  }
  for (std::size_t i = 0; i < parent.children.size(); ++i) {
    if (nodes_[parent.children[i]].key != key) continue;
    parent.hint = static_cast<std::uint32_t>(i + 1);
    return parent.children[i];
  }
  return kNone;
}

std::string PathTree::path(std::uint32_t node) const {
  std::vector<std::uint32_t> steps;
  for (; node != kRoot && node != kNone; node = nodes_[node].parent) steps.push_back(node);
  std::string path;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if (!path.empty()) path.push_back('.');
    path.append(nodes_[*step].key);
    if (path.size() > kPathBytes) break;
  }
  return path;
}

}  // namespace gongdun::read
