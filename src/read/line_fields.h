// Cutting a line into fields: words between white space (quoted ones whole), or fields between separators. Views into the line.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace gongdun::read {

// The next word of `rest`, which advances; empty at the end. With `quotes`, "a b" is one word and comes without its quotes.
inline std::string_view next_word(std::string_view& rest, bool quotes = false) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = rest.find_first_not_of(kBlanks);
  rest.remove_prefix(begin == rest.npos ? rest.size() : begin);
  if (rest.empty()) return {};
  if (quotes && rest.front() == '"') {
    const std::size_t close = rest.find('"', 1);
    const std::string_view word = rest.substr(1, close == rest.npos ? rest.npos : close - 1);
    rest.remove_prefix(close == rest.npos ? rest.size() : close + 1);
    return word;
  }
  const std::size_t end = rest.find_first_of(kBlanks);
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(word.size());
  return word;
}

inline std::vector<std::string_view> words_of(std::string_view line, bool quotes = false) {
  std::vector<std::string_view> found;
  while (true) {
    const char* const before = line.data();
    const std::string_view word = next_word(line, quotes);
    if (word.empty() && (line.empty() || line.data() == before)) return found;
    found.push_back(word);
  }
}

// "a,b,,c" as four fields, white space around each removed.
inline std::vector<std::string_view> fields_of(std::string_view line, char separator) {
  std::vector<std::string_view> found;
  while (true) {
    const std::size_t end = line.find(separator);
    found.push_back(base::trim(line.substr(0, end)));
    if (end == line.npos) return found;
    line.remove_prefix(end + 1);
  }
}

inline std::string_view field(const std::vector<std::string_view>& fields, std::size_t at) {
  return at < fields.size() ? fields[at] : std::string_view();
}

}  // namespace gongdun::read
