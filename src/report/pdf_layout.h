// The page of every heading, by laying the document out without drawing it. DOCX shares the type area and uses it for its table of contents.
#pragma once
#include <vector>

#include "report/document.h"
#include "report/outline.h"

typedef struct _cairo cairo_t;  // NOLINT: cairo's own name

namespace gongdun::report {

class Typesetter;

struct PageMap {
  std::vector<int> headings;  // 1-based page of every outline entry; the cover is page 1
  int total = 0;
};

// With a cairo context the document is also drawn, using the numbers of `known`.
PageMap lay_out(const Document& document, const Outline& outline, const Typesetter& type, cairo_t* cairo, const PageMap& known);

PageMap measure(const Document& document, const Outline& outline);

}  // namespace gongdun::report
