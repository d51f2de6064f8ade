#include "report/pdf_layout.h"

#include "report/pdf_blocks.h"
#include "report/pdf_front.h"

namespace gongdun::report {

namespace {

double following_height(const PdfBlocks& blocks, const std::vector<Block>& all, std::size_t heading) {
  double height = 0;
  for (std::size_t i = heading + 1; i < all.size(); ++i) {
    height += blocks.least_height(all[i]);
    if (!std::holds_alternative<Heading>(all[i])) break;
  }
  return height;
}

}  // namespace

PageMap lay_out(const Document& document, const Outline& outline, const Typesetter& type, cairo_t* cairo, const PageMap& known) {
  Pages pages(document, type, cairo, known.total);
  draw_cover(pages, document.cover);
  if (document.table_of_contents && !outline.entries.empty()) draw_contents(pages, outline, known.headings, document.lang);
  PdfBlocks blocks(pages, document.lang, outline);
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const bool heading = std::holds_alternative<Heading>(document.blocks[i]);
    if (heading) blocks.set_following(following_height(blocks, document.blocks, i));
    blocks.add(document.blocks[i]);
  }
  pages.finish();
  return {blocks.heading_pages(), pages.page()};
}

PageMap measure(const Document& document, const Outline& outline) {
  const Typesetter type(document.lang);
  return lay_out(document, outline, type, nullptr, {});
}

}  // namespace gongdun::report
