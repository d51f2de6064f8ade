// Word documents (ISO/IEC 29500-1 §17): body, tables, headers and footers, notes, comments, text boxes, and what tracked changes took out.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/office_document.h"
#include "read/ooxml.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kDeletedBytes = 4 << 20;
constexpr std::uint32_t kMaxSpan = 1000;
// Whatever start() and end() do something for; a subtree without them says nothing. Tabs among properties are tab stops.
constexpr XmlNames kOfTextInProperties = {"t",   "p",  "delText", "instrText", "Fallback",   "noBreakHyphen",
                                          "tbl", "tr", "tc",      "gridSpan",  "gridBefore", "comment"};
constexpr XmlNames kOfText = {"t",          "p",       "delText", "instrText", "Fallback", "noBreakHyphen", "tbl", "tr", "tc", "gridSpan",
                              "gridBefore", "comment", "tab",     "cr",        "br"};

// One story: the body, a header, the comments… A table within a table, or within a text box, is read as text of its cell.
class StoryReader {
 public:
  StoryReader(OfficeDocument& document, std::string_view part, std::string_view label) : document_(document), part_(part), label_(label) {}

  void read() {
    document_.text.enter(label_);
    scan_part(document_, part_, [this](XmlScan& xml, XmlEvent event) { return visit(xml, event); });
    if (tables_ > 0) finish_cell(), document_.table.end();
    document_.text.end_paragraph();
    if (!deleted_.empty() && document_.text.enter("deleted")) document_.text.paragraph(deleted_);
    if (!fields_.empty() && document_.text.enter("link", 0, false)) document_.text.paragraph(fields_);
  }

 private:
  bool visit(XmlScan& xml, XmlEvent event) {
    if (event == XmlEvent::text) return take_text(xml.text());
    return event == XmlEvent::start ? start(xml, xml.local()) : end(xml.local());
  }

  bool start(XmlScan& xml, std::string_view name) {
    if (name.size() <= 3) return start_short(xml, name);
    if (name == "delText") return catching_ = catching_deleted_ = true;
    if (name == "instrText") return catching_ = catching_field_ = true;
    if (name == "Fallback") return xml.skip() != XmlEvent::failed;  // the same text box again, for old readers
    if (name == "moveFrom") ++moved_;
    if (name == "noBreakHyphen") return put("-");
    if (name == "sectPr") return start_properties(xml);
    if (name == "tcPr" || name == "trPr" || name == "tblPr" || name == "tblGrid" || name == "drawing") {
      if (!catching_) xml.skip_without(kOfText);
      return true;
    }
    if (name == "gridSpan" && tables_ == 1) read_count(xml, span_);
    if (name == "gridBefore" && tables_ == 1) read_count(xml, column_);
    if (name == "comment") return read_author(xml);
    return true;
  }

  bool start_short(XmlScan& xml, std::string_view name) {
    if (name == "t") return start_text(xml);
    if (name == "rPr" || name == "pPr") return start_properties(xml);
    if (name == "tab" || name == "cr" || name == "br") return in_properties_ > 0 || put(name == "tab" ? "\t" : "\n");
    if (name == "tbl") return start_table();
    if (name == "tr" && tables_ == 1) return ++row_, column_ = 0, true;
    if (name == "tc" && tables_ == 1) return cell_.clear(), span_ = 1, true;
    return true;
  }

  bool start_properties(XmlScan& xml) {
    if (catching_ || !xml.skip_without(kOfTextInProperties)) ++in_properties_;
    return true;
  }

  bool end(std::string_view name) {
    if (name == "p") return end_paragraph();
    if (name == "t" || name == "delText" || name == "instrText") return end_text();
    if (name == "moveFrom" && moved_ > 0) --moved_;
    if ((name == "pPr" || name == "rPr" || name == "sectPr") && in_properties_ > 0) --in_properties_;
    if (name == "tc" && tables_ == 1) return finish_cell();
    if (name == "tbl") return end_table();
    return true;
  }

  bool start_text(XmlScan& xml) {
    catching_ = true;
    const auto text = xml.leaf();
    if (!text) return true;
    const bool going = take_text(*text);
    return end_text() && going;
  }

  bool take_text(std::string_view text) {
    if (!catching_) return true;
    if (catching_deleted_ || moved_ > 0) return keep(deleted_, text);
    if (catching_field_) return keep(fields_, text);
    return put(text);
  }

  static bool keep(std::string& into, std::string_view text) {
    if (into.size() < kDeletedBytes) into.append(text);
    return true;
  }

  bool end_text() {
    if (catching_field_) fields_.push_back('\n');
    catching_ = catching_deleted_ = catching_field_ = false;
    return true;
  }

  bool put(std::string_view text) {
    if (tables_ == 0) return document_.text.add(text);
    if (cell_.size() < (1U << 20)) cell_.append(text);
    return true;
  }

  bool end_paragraph() {
    if (!deleted_.empty() && deleted_.back() != '\n') deleted_.push_back('\n');
    if (tables_ == 0) return document_.text.end_paragraph();
    if (!cell_.empty() && cell_.back() != '\n') cell_.push_back('\n');
    return true;
  }

  bool start_table() {
    if (++tables_ > 1) return true;
    document_.text.end_paragraph();
    document_.table.begin({}, 0, true);
    row_ = 0;
    return true;
  }

  bool end_table() {
    if (tables_ > 0) --tables_;
    if (tables_ > 0) return true;
    const bool going = document_.table.end();
    cell_.clear();
    return going;
  }

  bool finish_cell() {
    std::string_view value = cell_;
    while (value.ends_with('\n')) value.remove_suffix(1);
    const bool going = document_.table.cell(column_, std::max<std::uint64_t>(row_, 1), value);
    column_ += span_;
    cell_.clear();
    return going;
  }

  static void read_count(XmlScan& xml, std::uint32_t& into) {
    std::uint32_t value = 0;
    for (const char c : xml.attribute("val").value_or(""))
      value = c >= '0' && c <= '9' && value < kMaxSpan ? value * 10 + static_cast<std::uint32_t>(c - '0') : value;
    if (value >= 1 && value <= kMaxSpan) into = value;
  }

  bool read_author(XmlScan& xml) {
    const auto author = xml.attribute("author");
    return !author || document_.text.paragraph(*author);
  }

  OfficeDocument& document_;
  std::string_view part_, label_;
  bool catching_ = false, catching_deleted_ = false, catching_field_ = false;
  int in_properties_ = 0, moved_ = 0, tables_ = 0;
  std::uint64_t row_ = 0;
  std::uint32_t column_ = 0, span_ = 1;
  std::string cell_, deleted_, fields_;
};

// The literal a relationship's part is labelled with; empty for what is no text.
std::string_view label_of(std::string_view type) {
  if (type == "header" || type == "footer") return "header";
  if (type == "footnotes" || type == "endnotes") return "note";
  if (type == "comments") return "comment";
  return {};
}

}  // namespace

void read_word(OfficeDocument& document) {
  const std::vector<Relationship> relationships = document.package.relationships(document.main_part);
  StoryReader(document, document.main_part, "").read();
  for (const Relationship& relationship : relationships) {
    if (!document.going()) return;
    const std::string_view label = label_of(relationship.type);
    if (relationship.external || relationship.target == document.main_part) continue;
    if (!label.empty()) StoryReader(document, relationship.target, label).read();
    if ((relationship.type == "diagramData" || relationship.type == "chart") && document.text.enter("drawing"))
      read_drawing_text(document, relationship.target);
  }
  read_links(document, relationships);
}

namespace {
GD_FORMAT({"docx", "Word 文档", "Word document", "docx docm dotx dotm", identify_ooxml<"word/">, extract_ooxml});
}

}  // namespace gongdun::read
