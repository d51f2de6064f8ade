// PDF in two passes over the same layout code: the first finds pages, the second draws.
#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>

#include "report/document.h"
#include "report/outline.h"
#include "report/pdf_file.h"
#include "report/pdf_front.h"
#include "report/pdf_layout.h"
#include "report/pdf_text.h"
#include "report/text.h"

namespace gongdun::report {
namespace {

void add_bookmarks(cairo_surface_t* surface, const Outline& outline) {
  int parents[5] = {CAIRO_PDF_OUTLINE_ROOT, 0, 0, 0, 0};
  int depth = 0;  // deepest level that has an open bookmark
  for (std::size_t i = 0; i < outline.entries.size(); ++i) {
    const OutlineEntry& entry = outline.entries[i];
    const int level = std::min(entry.level, depth + 1);  // a level that was skipped
    const auto flags = level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : static_cast<cairo_pdf_outline_flags_t>(0);
    parents[level] = cairo_pdf_surface_add_outline(surface, parents[level - 1], entry.label().c_str(), fmt::format("dest='{}'", destination(i)).c_str(), flags);
    depth = level;
  }
}

}  // namespace

base::Status write_pdf(const Document& document, const std::string& path) {
  const Outline outline = make_outline(document);
  const Typesetter type(document.lang);
  const PageMap known = lay_out(document, outline, type, nullptr, {});
  const Cover& cover = document.cover;
  return make_pdf(path, {clean(cover.title), clean(cover.organization), clean(cover.subtitle), document.date}, [&](cairo_surface_t* surface, cairo_t* cairo) {
    lay_out(document, outline, type, cairo, known);
    add_bookmarks(surface, outline);
  });
}

}  // namespace gongdun::report
