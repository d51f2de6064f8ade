#include "report/pdf_layout.h"

#include "report/pdf_blocks.h"
#include "report/pdf_front.h"

namespace gongdun::report {

PageMap lay_out(const Document& document, const Outline& outline, const Typesetter& type, cairo_t* cairo, const PageMap& known) {
  Pages pages(document, type, cairo, known.total);
  draw_cover(pages, document.cover);
  if (document.table_of_contents && !outline.entries.empty()) draw_contents(pages, outline, known.headings, document.lang);
  PdfBlocks blocks(pages, document.lang, outline);
  for (const Block& block : document.blocks) blocks.add(block);
  pages.finish();
  return {blocks.heading_pages(), pages.page()};
}

PageMap measure(const Document& document, const Outline& outline) {
  const Typesetter type(document.lang);
  return lay_out(document, outline, type, nullptr, {});
}

}  // namespace gongdun::report
