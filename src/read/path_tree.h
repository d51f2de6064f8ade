// Dotted paths of nested data ("user.phone"), each remembered once with its column. Lookup of the usual next key costs one comparison.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongdun::read {

class PathTree {
 public:
  static constexpr std::uint32_t kRoot = 0;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  explicit PathTree(std::size_t node_limit);

  // The node of `key` under `node`; made on first sight, kNone when the limit is reached.
  std::uint32_t child(std::uint32_t node, std::string_view key);
  // The dotted path from the root, without the root.
  std::string path(std::uint32_t node) const;
  std::string_view key(std::uint32_t node) const { return nodes_[node].key; }
  std::uint32_t column(std::uint32_t node) const { return nodes_[node].column; }
  void set_column(std::uint32_t node, std::uint32_t column) { nodes_[node].column = column; }

 private:
  struct Node {
    std::string key;
    std::uint32_t parent = kNone;
    std::uint32_t column = kNone;
    std::uint32_t hint = 0;  // index of the child most likely asked for next
    std::vector<std::uint32_t> children;
  };

  std::uint32_t find_slow(std::uint32_t node, std::string_view key);

  std::size_t limit_;
  std::vector<Node> nodes_;
  std::unordered_map<std::string, std::uint32_t> wide_;  // "parent number/key" for nodes with many children
};

}  // namespace gongdun::read
