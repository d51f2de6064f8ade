// YAML as a row of events, pulled one at a time (libyaml, YAML 1.1). No tree is built and aliases are never expanded, so nested aliases cost
// nothing; the library keeps its nesting on the heap, so depth is for the caller to limit. This is the only header that stands for the library.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace gongdun::base {

struct YamlEvent {
  enum class Kind { document, scalar, alias, sequence, mapping, end, finished, broken };  // end: of a sequence or mapping
  Kind kind = Kind::finished;
  int line = 1;            // 1-based
  std::string_view value;  // scalar; broken: what the library says. Valid until the next event.
  std::string_view tag;    // as written; empty: none
  bool plain = false;      // scalar without quotes
  bool anchored = false;
};

class YamlEvents {
 public:
  explicit YamlEvents(std::string_view text);  // must outlive this
  ~YamlEvents();
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  // After `finished` and `broken` there is nothing more to ask.
  YamlEvent next();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::base
