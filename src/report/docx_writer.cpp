// DOCX: our own OOXML parts in a zip whose bytes depend on the document only.
#include <fmt/format.h>

#include "report/atomic_file.h"
#include "report/document.h"
#include "report/docx_body.h"
#include "report/docx_parts.h"
#include "report/outline.h"
#include "report/pdf_layout.h"
#include "report/theme.h"
#include "report/zip_package.h"

namespace gongdun::report {
namespace {

// A4 with the margins of the PDF; the cover has neither header nor footer.
std::string section() {
  using docx::twips;
  return fmt::format(
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:headerReference w:type=\"first\" r:id=\"rIdHeaderFirst\"/>"
      "<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"{}\" "
      "w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>",
      twips(theme::kMarginTop), twips(theme::kMarginX), twips(theme::kMarginBottom), twips(theme::kMarginX), twips(43), twips(35));
}

std::string numbering_part(int lists) {
  std::string out = docx::numbering();
  for (int i = 0; i < lists; ++i) {
    out += fmt::format("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                       docx::kFirstNumberedList + i);
  }
  return out + "</w:numbering>";
}

}  // namespace

base::Status write_docx(const Document& document, const std::string& path) {
  const Outline outline = make_outline(document);
  const PageMap pages = measure(document, outline);
  docx::Body body(document, outline, pages);
  GD_TRY(body.build());
  ZipPackage package;
  package.add("[Content_Types].xml", docx::content_types());
  package.add("_rels/.rels", docx::root_relationships());
  package.add("docProps/core.xml", docx::core_properties(document));
  package.add("docProps/app.xml", docx::app_properties(document));
  package.add("word/document.xml", docx::kXmlHead + "<w:document" + docx::kNamespaces + "><w:body>" + body.xml_text() + section() + "</w:body></w:document>");
  package.add("word/_rels/document.xml.rels", docx::relationships(body.media()));
  package.add("word/styles.xml", docx::styles(document.lang));
  package.add("word/numbering.xml", numbering_part(body.numbered_lists()));
  package.add("word/fontTable.xml", docx::font_table(document.lang));
  package.add("word/settings.xml", docx::settings(document.lang));
  package.add("word/header1.xml", docx::header(document));
  package.add("word/header2.xml", docx::empty_header());
  package.add("word/footer1.xml", docx::footer(document));
  for (const auto& media : body.media()) package.add("word/media/" + media.file, media.bytes);
  auto bytes = package.bytes();
  if (!bytes) return std::unexpected(std::move(bytes).error().at(path));
  return write_file(path, *bytes);
}

}  // namespace gongdun::report
