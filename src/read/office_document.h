// What the readers of Office Open XML documents share: the package, the two outlets (text and tables) and the walk over XML events.
// Losses inside a document are reported part by part; the rest of the document is still read.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "read/document_table.h"
#include "read/document_text.h"
#include "read/format.h"
#include "read/ooxml_package.h"

namespace gongdun::read {

struct OfficeDocument {
  OoxmlPackage& package;
  ExtractContext& context;
  std::string main_part;
  DocumentText text;
  DocumentTable table;
  bool stopped = false;   // the sink has had enough, or the user asked to stop
  bool shortcuts = true;  // false: every event of the XML is gone through, for tests that compare

  OfficeDocument(OoxmlPackage& from, ExtractContext& with, std::string main)
      : package(from), context(with), main_part(std::move(main)), text(with.sink, with.limits), table(with.sink, with.limits, text) {}

  bool going() {
    stopped = stopped || text.stopped() || table.stopped() || context.stop.requested();
    return !stopped;
  }
  void lost(base::Error error, std::string_view part);
};

// The part a package is about; empty where it says nothing.
std::string main_part_of(OoxmlPackage& package);
bool is_workbook(OoxmlPackage& package, std::string_view main_part);
void read_workbook(OfficeDocument& document);         // xlsx.cpp
void read_binary_workbook(OfficeDocument& document);  // xlsb.cpp
void read_word(OfficeDocument& document);             // docx.cpp
void read_presentation(OfficeDocument& document);     // pptx.cpp
void read_visio(OfficeDocument& document);            // visio.cpp

// docProps/core.xml and app.xml: title, author, company… as "key: value" lines of the part "properties".
void read_properties(OfficeDocument& document);
void read_property_part(OfficeDocument& document, std::string_view part);
// Files embedded in the document become items of their own.
void read_embedded(OoxmlPackage& package, ExtractContext& context, std::string_view folder_mark);
// Addresses of the external relationships of a part ("mailto:…") as part "link"; nothing is fetched.
void read_links(OfficeDocument& document, const std::vector<Relationship>& relationships);
// All DrawingML text (<a:t>) of a part, one line per paragraph, given to document.text as it is set up.
void read_drawing_text(OfficeDocument& document, std::string_view part);

// Opens a part and calls `visit(xml, event)` for start, end and text until the end, a failure (reported) or until it returns false.
template <class Visit>
void scan_part(OfficeDocument& document, std::string_view part, Visit&& visit) {
  auto input = document.package.open_part(part);
  if (!input) return document.lost(std::move(input).error(), part);
  XmlScan xml(std::move(*input), {.depth = document.context.limits.depth, .shortcuts = document.shortcuts});
  // Asking whether to stop costs more than an event does.
  for (std::uint32_t events = 0; (events & 0xFF) != 0 || document.going(); ++events) {
    const XmlEvent event = xml.next();
    if (event == XmlEvent::finished) return;
    if (event == XmlEvent::failed) return document.lost(xml.error(), part);
    if (!visit(xml, event)) return;
  }
}

}  // namespace gongdun::read
