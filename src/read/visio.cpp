// Visio drawings (.vsdx, .vsdm, .vssx: ECMA-376 packages; [MS-VSDX]): the text of the shapes page by page, shape data as "label: value" lines, comments.
// Shapes of masters are stencils and left out; the geometry is not kept.
#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/office_document.h"
#include "read/ooxml.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kMaxPages = 10'000;
constexpr std::size_t kLongestValue = 64U << 10;

class PageReader {
 public:
  PageReader(OfficeDocument& document, std::string_view part) : document_(document), part_(part) {}

  void read() {
    scan_part(document_, part_, [this](XmlScan& xml, XmlEvent event) {
      if (event == XmlEvent::text) return !in_text_ || document_.text.add(xml.text());
      return event == XmlEvent::start ? start(xml) : end(xml.local());
    });
    document_.text.end_paragraph();
  }

 private:
  static void keep(std::string& into, XmlScan& xml, std::string_view name) {
    const auto value = xml.attribute(name);
    into.assign(value ? value->substr(0, kLongestValue) : std::string_view());
  }

  bool start(XmlScan& xml) {
    const std::string_view name = xml.local();
    if (name == "Text" || name == "CommentEntry") {
      in_text_ = true;
    } else if (name == "Section") {
      keep(section_, xml, "N");
    } else if (name == "Row") {
      label_.clear();
      value_.clear();
      if (section_ == "Property") keep(label_, xml, "N");
    } else if (name == "Cell" && section_ == "Property") {
      const auto cell = xml.attribute("N");
      if (cell == "Label") keep(label_, xml, "V");
      if (cell == "Value") keep(value_, xml, "V");
    }
    return true;
  }

  bool end(std::string_view name) {
    if (name == "Text" || name == "CommentEntry") {
      in_text_ = false;
      return document_.text.end_paragraph();
    }
    if (name == "Row" && section_ == "Property" && !value_.empty()) return document_.text.paragraph(label_ + ": " + value_);
    if (name == "Section") section_.clear();
    return true;
  }

  OfficeDocument& document_;
  std::string_view part_;
  std::string section_, label_, value_;
  bool in_text_ = false;
};

// Pages by the number in the name of their part.
std::vector<std::pair<std::uint32_t, std::string>> pages_of(const OoxmlPackage& package) {
  constexpr std::string_view kBegin = "visio/pages/page", kEnd = ".xml";
  std::vector<std::pair<std::uint32_t, std::string>> pages;
  for (const std::string& part : package.parts()) {
    if (!part.starts_with(kBegin) || !part.ends_with(kEnd) || pages.size() >= kMaxPages) continue;
    std::uint32_t number = 0;
    const char* const last = part.data() + part.size() - kEnd.size();
    if (const auto [at, error] = std::from_chars(part.data() + kBegin.size(), last, number); error == std::errc() && at == last)
      pages.emplace_back(number, part);
  }
  std::ranges::sort(pages);
  return pages;
}

}  // namespace

void read_visio(OfficeDocument& document) {
  for (const auto& [number, part] : pages_of(document.package)) {
    if (!document.going()) return;
    document.text.enter("", number, false);
    PageReader(document, part).read();
    read_links(document, document.package.relationships(part));
  }
  if (document.package.has("visio/comments.xml") && document.going()) {
    document.text.enter("comment");
    PageReader(document, "visio/comments.xml").read();
  }
}

namespace {

GD_FORMAT({"vsdx", "Visio 绘图（VSDX）", "Visio drawing (VSDX)", "vsdx vsdm vssx vstx", identify_ooxml<"visio/">, extract_ooxml});

}  // namespace

}  // namespace gongdun::read
