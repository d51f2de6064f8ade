// The headings of a document with their numbers and unique anchors: one reading for the table of contents, bookmarks and links of all writers.
#pragma once
#include <string>
#include <vector>

#include "report/document.h"

namespace gongdun::report {

struct OutlineEntry {
  int level = 1;       // 1-4
  std::string number;  // "2.1", or empty when the document numbers its headings itself
  std::string text;    // cleaned
  std::string anchor;  // unique in the document, [A-Za-z0-9_-]
  std::string label() const { return number.empty() ? text : number + "　" + text; }
};

struct Outline {
  std::vector<OutlineEntry> entries;  // in the order of the Heading blocks
  bool numbered = true;
};

inline constexpr int kContentsDepth = 3;  // levels shown in the table of contents

Outline make_outline(const Document& document);

}  // namespace gongdun::report
