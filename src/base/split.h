// The pieces of a text between separators; empty pieces are left out.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::base {

inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace gongdun::base
