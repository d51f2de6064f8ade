#pragma once
#include <vector>

#include "report/outline.h"
#include "report/pdf_pages.h"

namespace gongdun::report {

void draw_cover(Pages& pages, const Cover& cover);
// `heading_pages`: page of every outline entry; empty while measuring. Takes as many pages either way.
void draw_contents(Pages& pages, const Outline& outline, const std::vector<int>& heading_pages, base::Lang lang);

// Name of a heading's place in the PDF, for links and bookmarks.
std::string destination(std::size_t heading);

}  // namespace gongdun::report
