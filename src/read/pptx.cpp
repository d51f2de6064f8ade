// Presentations (ISO/IEC 29500-1 §19): slides in order, page = slide number; tables, speaker notes, comments.
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "read/office_document.h"
#include "read/ooxml.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kMaxSlides = 50'000;

class SlideReader {
 public:
  SlideReader(OfficeDocument& document, std::string_view part, std::uint32_t page) : document_(document), part_(part), page_(page) {}

  void read() {
    scan_part(document_, part_, [this](XmlScan& xml, XmlEvent event) {
      if (event == XmlEvent::text) return !in_text_ || put(xml.text());
      return event == XmlEvent::start ? start(xml) : end(xml.local());
    });
    if (in_table_) document_.table.end();
    document_.text.end_paragraph();
  }

 private:
  bool start(XmlScan& xml) {
    const std::string_view name = xml.local();
    in_text_ = name == "t" || name == "text";  // <p:text>: a comment
    if (name == "Fallback") return xml.skip() == XmlEvent::end;
    if (name == "br") return put("\n");
    if (name == "tbl") return start_table();
    if (name == "tr") return ++row_, column_ = 0, true;
    if (name == "tc") cell_.clear();
    return true;
  }

  bool end(std::string_view name) {
    in_text_ = false;
    if (name == "p" || name == "text") return in_table_ ? put("\n") : document_.text.end_paragraph();
    if (name == "tc" && in_table_) return finish_cell();
    if (name != "tbl" || !in_table_) return true;
    in_table_ = false;
    return document_.table.end();
  }

  bool put(std::string_view text) {
    if (!in_table_) return document_.text.add(text);
    if (cell_.size() < (1U << 20)) cell_.append(text);
    return true;
  }

  bool start_table() {
    if (in_table_) return true;  // the schema has no table in a table
    document_.text.end_paragraph();
    document_.table.begin({}, page_, true);
    in_table_ = true;
    row_ = 0;
    return true;
  }

  bool finish_cell() {
    std::string_view value = cell_;
    while (value.ends_with('\n')) value.remove_suffix(1);
    return document_.table.cell(column_++, std::max<std::uint64_t>(row_, 1), value);
  }

  OfficeDocument& document_;
  std::string_view part_;
  std::uint32_t page_;
  bool in_text_ = false, in_table_ = false;
  std::uint64_t row_ = 0;
  std::uint32_t column_ = 0;
  std::string cell_;
};

std::vector<std::string> slide_parts(OfficeDocument& document) {
  std::map<std::string, std::string> targets;
  for (const Relationship& relationship : document.package.relationships(document.main_part)) {
    if (relationship.type == "slide" && !relationship.external) targets[relationship.id] = relationship.target;
  }
  std::vector<std::string> slides;
  scan_part(document, document.main_part, [&](XmlScan& xml, XmlEvent event) {
    if (event != XmlEvent::start || xml.local() != "sldId") return true;
    const auto target = targets.find(std::string(xml.prefixed_attribute("id").value_or("")));
    if (target != targets.end() && slides.size() < kMaxSlides) slides.push_back(target->second);
    return true;
  });
  if (!slides.empty()) return slides;
  for (const std::string& part : document.package.parts()) {  // the list is gone
    if (part.starts_with("ppt/slides/") && part.ends_with(".xml")) slides.push_back(part);
  }
  return slides;
}

}  // namespace

void read_presentation(OfficeDocument& document) {
  std::set<std::string> seen;  // a slide named twice is read once
  std::uint32_t page = 0;
  for (const std::string& slide : slide_parts(document)) {
    ++page;
    if (!document.going()) return;
    if (!seen.insert(slide).second) continue;
    document.text.enter("", page);
    SlideReader(document, slide, page).read();
    const std::vector<Relationship> relationships = document.package.relationships(slide);
    for (const Relationship& relationship : relationships) {
      const bool notes = relationship.type == "notesSlide", comments = relationship.type == "comments";
      const bool drawing = relationship.type == "diagramData" || relationship.type == "chart";
      if (relationship.external || !(notes || comments || drawing) || !seen.insert(relationship.target).second) continue;
      document.text.enter(notes ? "notes" : comments ? "comment" : "drawing", page);
      SlideReader(document, relationship.target, page).read();
    }
    read_links(document, relationships);
  }
}

namespace {
GD_FORMAT({"pptx", "PowerPoint 演示文稿", "PowerPoint presentation", "pptx pptm potx ppsx", identify_ooxml<"ppt/">, extract_ooxml});
}

}  // namespace gongdun::read
