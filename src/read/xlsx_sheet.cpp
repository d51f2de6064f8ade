// One worksheet (ISO/IEC 29500-1 §18.3.1.99), streamed.
#include <charconv>
#include <string>
#include <utility>

#include "read/shared_strings.h"
#include "read/sheet_header.h"
#include "read/xlsx_cells.h"
#include "read/xlsx_parts.h"
#include "read/xml_characters.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kCellBytes = 1 << 20;  // beyond: DocumentTable has long cut it; only its rest as text is bounded here
constexpr std::size_t kNoteBytes = 32 << 10;

class SheetReader {
 public:
  SheetReader(OfficeDocument& document, const Workbook& workbook, const SheetEntry& sheet) : document_(document), workbook_(workbook), sheet_(sheet) {}

  void read() {
    document_.table.begin(sheet_.name, 0, false);
    const std::vector<Relationship> relationships = document_.package.relationships(sheet_.part);
    for (const Relationship& relationship : relationships) {
      if (relationship.type == "comments" && !relationship.external) read_notes(relationship.target);
      if (relationship.type == "threadedComment" && !relationship.external) read_threads(relationship.target);
    }
    scan_part(document_, sheet_.part, [this](XmlScan& xml, XmlEvent event) { return visit(xml, event); });
    document_.table.end();
    report_losses();
    finish_header();
    for (const Relationship& relationship : relationships) {
      if (relationship.type == "drawing" && !relationship.external && document_.text.enter("drawing")) read_drawing_text(document_, relationship.target);
    }
    read_links(document_, relationships);
  }
  std::uint64_t merged() const { return merged_; }

 private:
  enum class Where { outside, value, formula, header };

  bool visit(XmlScan& xml, XmlEvent event) {
    if (event == XmlEvent::text) return take_text(xml.text());
    const std::string_view name = xml.local();
    if (event == XmlEvent::start) return start(xml, name);
    if (name == "c") return end_cell() && take_plain(xml);
    if (name == "v" || name == "f") where_ = Where::outside;
    if (in_header_ && name == "headerFooter") in_header_ = false;
    if (in_header_) header_.push_back('\n'), where_ = Where::outside;
    return true;
  }

  bool start(XmlScan& xml, std::string_view name) {
    if (name == "c") return start_cell(xml);
    if (name == "v") return start_value(xml);
    if (name == "f") return where_ = Where::formula, true;
    if (name == "row") return start_row(xml) && take_plain(xml);
    if (name == "is") return read_inline(xml);
    if (name == "mergeCell") ++merged_;
    if (in_header_) where_ = Where::header;
    if (name == "headerFooter") in_header_ = true;
    return true;
  }

  bool start_value(XmlScan& xml) {
    stored_ = true;
    if (const auto text = in_header_ ? std::nullopt : xml.leaf())
      value_.append(text->substr(0, kCellBytes));
    else
      where_ = Where::value;
    return true;
  }

  bool start_row(XmlScan& xml) {
    std::uint64_t row = row_ + 1;
    if (const auto stated = xml.attribute("r")) std::from_chars(stated->data(), stated->data() + stated->size(), row);
    row_ = std::max(row, row_ + 1);  // never backwards
    column_ = 0;
    return true;
  }

  // Whatever comes in the usual shape, as far as the window reaches: no events.
  bool take_plain(XmlScan& xml) {
    if (where_ != Where::outside || in_header_ || cells_open_ > 0) return true;
    const std::string_view ahead = xml.ahead();
    const char* const end = ahead.data() + ahead.size();
    const char* at = ahead.data();
    const char* taken = at;
    const bool in_row = xml.innermost() == "row";
    for (bool going = true; going;) {
      while (at < end && is_xml_space(*at)) ++at;
      PlainCell cell;
      std::uint64_t row = 0;
      if (const char* const after = take_plain_cell(at, end, cell); after != nullptr) {
        going = put_plain(cell);
        at = taken = after;
      } else if (const char* const next = in_row ? take_plain_row(at, end, row) : nullptr; next != nullptr) {
        row_ = std::max(row, row_ + 1);
        column_ = 0;
        at = taken = next;
      } else {
        xml.take(static_cast<std::size_t>(taken - ahead.data()));
        return true;
      }
    }
    return false;
  }

  bool put_plain(const PlainCell& cell) {
    if (cell.placed) {
      if (row_ == 0) row_ = cell.row;
      column_ = cell.column;
    }
    const std::uint32_t column = column_++;
    if (cell.value.empty()) return true;
    const bool general = cell.style >= workbook_.formats.size() || workbook_.formats[cell.style].kind == NumberFormat::Kind::general;
    if (cell.type == 'n' && general && shows_as_stored(cell.value)) return document_.table.cell(column, row_, cell.value);
    type_ = cell.type;
    style_ = cell.style;
    value_.assign(cell.value);
    return document_.table.cell(column, row_, visible());
  }

  bool start_cell(XmlScan& xml) {
    ++cells_open_;
    type_ = 'n';
    style_ = 0;
    stored_ = false;
    value_.clear();
    formula_.clear();
    for (std::size_t i = 0; i < xml.attribute_count(); ++i) {
      const std::string_view key = xml.attribute_name(i);
      if (key.size() != 1) continue;
      const std::string_view text = xml.attribute_value(i);
      if (key == "r") place_cell(text);
      if (key == "s") std::from_chars(text.data(), text.data() + text.size(), style_);
      if (key == "t") type_ = text == "s" ? 's' : text == "inlineStr" || text == "str" ? 't' : text.empty() ? 'n' : text.front();
    }
    return true;
  }

  void place_cell(std::string_view reference) {
    const auto place = parse_cell_place(reference);
    if (!place) return;
    if (place->row == row_ || row_ == 0) row_ = place->row;
    column_ = place->column;
  }

  bool read_inline(XmlScan& xml) {
    if (!read_string_item(xml, value_, kCellBytes)) return document_.lost(xml.error(), sheet_.part), false;
    return true;
  }

  bool take_text(std::string_view text) {
    if (where_ == Where::value && value_.size() < kCellBytes) value_.append(text);
    if (where_ == Where::formula && formula_.size() < kNoteBytes) formula_.append(text);
    if (where_ == Where::header && header_.size() < kNoteBytes) header_.append(text);
    return true;
  }

  bool end_cell() {
    --cells_open_;
    where_ = Where::outside;
    const bool going = document_.table.cell(column_, row_, visible());
    ++column_;
    return going;
  }

  // What a person sees in the cell.
  std::string_view visible() {
    if (value_.empty()) {
      if (formula_.empty() || stored_) return {};
      if (workbook_.forms) return kNoResult;
      return shown_ = "=" + formula_;  // a formula whose result was never stored: its literals are all there is
    }
    switch (type_) {
      case 's': return shared();
      case 'b': return value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
      case 't': return unescape_string(value_), std::string_view(value_);
      case 'e': return value_;
      case 'd': return iso_date();
      default: return number();
    }
  }

  std::string_view number() {
    static const NumberFormat kGeneral{};
    const NumberFormat& format = style_ < workbook_.formats.size() ? workbook_.formats[style_] : kGeneral;
    shown_.clear();
    format_number(value_, format, workbook_.epoch_1904, shown_);
    return shown_;
  }

  std::string_view iso_date() {
    const std::size_t t = value_.find('T');
    if (t != std::string::npos) value_[t] = ' ';
    return value_;
  }

  std::string_view shared() {
    std::size_t index = 0;
    const auto parsed = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    const auto text = parsed.ec == std::errc{} ? workbook_.strings.get(index) : std::nullopt;
    if (!text) ++lost_strings_;
    return text.value_or(std::string_view{});
  }

  void report_losses() {
    if (lost_strings_ == 0) return;
    const std::string count = std::to_string(lost_strings_);
    const bool bound = workbook_.strings.cut();
    document_.lost(
        {bound ? base::Code::limit : base::Code::invalid_input,
         bound ? base::Bilingual{"共享字符串表超过内存上限，" + count + " 个单元格的文字未读取；可拆分工作簿后重试",
                                 "the shared string table exceeds the memory limit, the text of " + count + " cells was not read; split the workbook"}
               : base::Bilingual{count + " 个单元格引用的文字不存在（文件缺损）", "the text of " + count + " cells is missing (damaged file)"},
         {}},
        "工作表 " + sheet_.name);
  }

  void finish_header() {
    const std::string plain = plain_sheet_header(header_);
    if (plain.find_first_not_of(" \n") != std::string::npos && document_.text.enter("header")) document_.text.paragraph(plain);
  }

  void read_notes(std::string_view part) {
    document_.text.enter("comment");
    std::optional<CellPlace> place;
    std::string text;
    scan_part(document_, part, [&](XmlScan& xml, XmlEvent event) {
      if (event != XmlEvent::start) return true;
      if (xml.local() == "author") return read_author(xml);
      if (xml.local() == "comment") place = parse_cell_place(xml.attribute("ref").value_or(""));
      if (xml.local() != "text") return true;
      text.clear();
      if (!read_string_item(xml, text, kNoteBytes)) return document_.lost(xml.error(), part), false;
      document_.text.paragraph(text);
      if (place) document_.table.note(place->column, place->row, text);
      return true;
    });
  }

  // The authors of the notes are people.
  bool read_author(XmlScan& xml) {
    if (xml.next() == XmlEvent::text) document_.text.paragraph(xml.text());
    return true;
  }

  void read_threads(std::string_view part) {
    document_.text.enter("comment");
    scan_part(document_, part, [&](XmlScan& xml, XmlEvent event) {
      if (event == XmlEvent::text) document_.text.add(xml.text());
      if (event == XmlEvent::end) document_.text.end_paragraph();
      return true;
    });
  }

  OfficeDocument& document_;
  const Workbook& workbook_;
  const SheetEntry& sheet_;
  std::uint64_t row_ = 0;
  std::uint64_t cells_open_ = 0;  // more than one only where it is nonsense
  std::uint32_t column_ = 0;
  char type_ = 'n';
  std::size_t style_ = 0;
  Where where_ = Where::outside;
  bool in_header_ = false, stored_ = false;
  std::string value_, formula_, shown_, header_;
  std::uint64_t lost_strings_ = 0, merged_ = 0;
};

}  // namespace

std::uint64_t read_sheet(OfficeDocument& document, const Workbook& workbook, const SheetEntry& sheet) {
  SheetReader reader(document, workbook, sheet);
  reader.read();
  return reader.merged();
}

}  // namespace gongdun::read
