// One YAML document as a small plain tree that remembers lines. The only file that sees the YAML library is tree.cpp.
// A pack is data from outside: anchors, aliases and explicit tags are refused (no expansion bombs), depth and size are bounded.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pack/load.h"

namespace gongdun::pack {

inline constexpr std::size_t kMaxFileBytes = 4u << 20;
inline constexpr std::size_t kMaxNodes = 400'000;
inline constexpr std::size_t kMaxDepth = 16;

struct Entry;

struct Node {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  std::string text;            // of a scalar
  int line = 0;                // 1-based
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a map, in the order of the file
};

struct Entry {
  std::string key;
  int line = 0;
  Node value;
};

// Collects problems of one file. Stops collecting at a bound so that one broken file cannot flood a screen.
class Problems {
 public:
  Problems(std::string file, std::vector<LoadProblem>& out) : file_(std::move(file)), out_(out) {}
  void add(int line, std::string field, std::string zh, std::string en);
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::vector<LoadProblem>& out_;
};

// Returns a null node (and reports) when the text is not one well-formed document.
Node parse_tree(std::string_view text, Problems& problems);

// A form that does not depend on key order, comments or layout; used for digests.
std::string canonical(const Node& node);

}  // namespace gongdun::pack
