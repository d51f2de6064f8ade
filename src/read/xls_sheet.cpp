// One sheet of a legacy workbook ([MS-XLS] §2.1.7.20.1): cells as they come; notes first, because a note on a header explains its column.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>

#include "base/utf8.h"
#include "read/code_page.h"
#include "read/little_endian.h"
#include "read/ole_moniker.h"
#include "read/rk_number.h"
#include "read/sheet_header.h"
#include "read/xls_workbook.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMostNotes = 100'000, kMostNoteBytes = 8 << 20;
constexpr std::uint16_t kEnd = 0x0A, kHeader = 0x14, kFooter = 0x15, kNote = 0x1C, kObject = 0x5D, kMulRk = 0xBD, kRichString = 0xD6, kLabelShared = 0xFD,
                        kDrawnText = 0x1B6, kHyperlink = 0x1B8, kRk = 0x27E, kSeriesText = 0x100D, kQueryText = 0xCD;
constexpr unsigned kNoteObject = 0x19;

class SheetReader {
 public:
  SheetReader(LegacyDocument& document, XlsWorkbook& workbook, BiffReader& reader, const XlsSheet& sheet)
      : document_(document), workbook_(workbook), reader_(reader), sheet_(sheet) {}

  void read() {
    document_.table.begin(sheet_.name, 0, false);
    const bool alone = workbook_.version < 5;  // no globals: what concerns the workbook stands in the sheet
    walk([&](const BiffRecord& record) {
      if (!alone || !workbook_.take(reader_, record, document_)) take_aside(record);
      return !workbook_.encrypted();
    });
    if (workbook_.encrypted()) return;
    hand_on_notes();
    walk([this](const BiffRecord& record) { return take(record); });
    document_.table.end();
    if (lost_strings_ > 0) report_losses();
    hand_on(header_, "header", true);
    hand_on(drawn_, "drawing", true);
    hand_on(links_, "link", false);
  }

 private:
  struct Note {
    std::uint64_t row = 0;
    std::uint32_t column = 0, object = 0;
    std::string author, text;
  };

  // All records of the sheet, those of charts inside it too.
  template <class Visit>
  void walk(Visit&& visit) {
    reader_.seek(sheet_.offset);
    int depth = 0;
    BiffRecord record;
    for (std::uint32_t count = 0; reader_.next(record); ++count) {
      if ((count & 0xFF) == 0 && !document_.going()) return;
      if (biff_version(record.type, record.body) != 0) {
        ++depth;
        continue;
      }
      if (record.type == kEnd && --depth <= 0) return;
      if (!visit(record)) return;
    }
  }

  // What lies beside the cells.
  void take_aside(const BiffRecord& record) {
    switch (record.type) {
      case kObject:
        object_is_note_ = little::u16(record.body, 0) == 0x15 && little::u16(record.body, 4) == kNoteObject;
        object_ = little::u16(record.body, 6);
        return;
      case kDrawnText: return take_drawn(record);
      case kNote: return take_note(record);
      case kHeader:
      case kFooter: return take_header(record);
      case kHyperlink:
        for (const std::string& link : hyperlink_texts(little::part(record.body, 24))) keep(links_, link);
        return;
      case kSeriesText: {
        BiffBody body(reader_, record);
        body.skip(2);
        return keep(drawn_, workbook_.text(body, true));
      }
      case kQueryText: {
        BiffBody body(reader_, record);
        const std::uint32_t length = body.u16();
        return keep(links_, workbook_.version >= 8 && length != 0xFFFF ? body.rich_text(length) : std::string{});
      }
      default: return;
    }
  }

  void keep(std::string& into, const std::string& text) {
    if (text.empty()) return;
    aside_bytes_ += text.size();
    if (aside_bytes_ <= kMostNoteBytes)
      into.append(text).push_back('\n');
    else
      overflow();
  }

  void overflow() {
    if (!overflowed_)
      document_.lost({base::Code::limit, {"批注和绘图文字过多，其余未读取", "too many notes and drawn texts; the others were not read"}, {}}, place());
    overflowed_ = true;
  }

  std::string place() const { return "工作表 " + sheet_.name; }

  void take_header(const BiffRecord& record) {
    if (record.body.empty()) return;
    BiffBody body(reader_, record);
    keep(header_, plain_sheet_header(workbook_.text(body, workbook_.version < 8)));
  }

  // §2.4.329: the characters lie in the records that continue this one.
  void take_drawn(const BiffRecord& record) {
    const std::uint32_t count = little::u16(record.body, 10);
    if (count == 0) return;
    BiffBody body(reader_, record);
    if (!body.next_segment()) return;
    const bool wide = (body.u8() & 1U) != 0;
    const std::string text = plain_lines(body.characters(count, wide));
    if (!object_is_note_) return keep(drawn_, text);
    aside_bytes_ += text.size();
    if (aside_bytes_ > kMostNoteBytes) return overflow();
    note_texts_[object_] = text;
  }

  void take_note(const BiffRecord& record) {
    if (notes_.size() >= kMostNotes) return overflow();
    Note note{
        .row = little::u16(record.body, 0) + 1ULL, .column = little::u16(record.body, 2), .object = little::u16(record.body, 6), .author = {}, .text = {}};
    BiffBody body(reader_, record);
    if (workbook_.version >= 8) {
      body.skip(8);
      note.author = workbook_.text(body, false);
    } else {
      body.skip(4);
      note.text = plain_lines(workbook_.text(body, false));
      if (note.row == 0x10000 && !notes_.empty()) {  // goes on with the one before
        notes_.back().text += note.text;
        return;
      }
    }
    aside_bytes_ += note.author.size() + note.text.size();
    notes_.push_back(std::move(note));
  }

  void hand_on_notes() {
    if (notes_.empty()) return;
    document_.text.enter("comment");
    for (Note& note : notes_) {
      if (const auto text = note_texts_.find(note.object); text != note_texts_.end()) note.text = text->second;
      if (!note.author.empty()) document_.text.paragraph(note.author);  // people
      if (note.text.empty()) continue;
      document_.text.paragraph(note.text);
      document_.table.note(note.column, note.row, note.text);
    }
  }

  void hand_on(const std::string& text, std::string_view part, bool prose) {
    if (base::trim(text).empty()) return;
    document_.text.enter(part, 0, prose);
    document_.text.paragraph(text);
  }

  bool take(const BiffRecord& record) {
    const std::string_view body = record.body;
    switch (record.type) {
      case kLabelShared: return place_cell(body) && put_shared(little::u32(body, 6));
      case kRk: return place_cell(body) && put_number(rk_number(little::u32(body, 6)));
      case kMulRk: return put_many(body);
      case kRichString: return put_label(record);
      default: break;
    }
    switch (record.type & 0xF8FFU) {  // the versions differ in the upper bits
      case 0x02: return is_integer(record.type) ? place_cell(body) && put_number(little::u16(body, data())) : true;
      case 0x03: return cell_record(record) ? place_cell(body) && put_number(little::f64(body, data())) : true;
      case 0x04: return cell_record(record) ? put_label(record) : true;
      case 0x05: return cell_record(record) ? place_cell(body) && put_logical(little::u8(body, data()), little::u8(body, data() + 1) != 0) : true;
      case 0x06: return put_formula(record);
      case 0x07: return put_result(record);
      default: break;
    }
    return true;
  }

  static bool is_integer(std::uint16_t type) { return type == 0x02; }
  bool cell_record(const BiffRecord& record) const { return record.type < 0x400 && (record.type >= 0x200 || workbook_.version == 2); }
  // Where the value begins: three bytes of attributes in version 2, a style later.
  std::size_t data() const { return workbook_.version == 2 ? 7 : 6; }

  bool place_cell(std::string_view body) {
    if (body.size() < data()) return false;
    row_ = little::u16(body, 0) + 1ULL;
    column_ = little::u16(body, 2);
    style_ = workbook_.version == 2 ? little::u8(body, 5) & 0x3F : little::u16(body, 4);
    awaiting_ = false;
    return true;
  }

  bool put(std::string_view text) { return document_.table.cell(column_, row_, text); }

  bool put_number(double value) {
    char stored[40];
    const auto end = std::to_chars(std::begin(stored), std::end(stored), value).ptr;
    shown_.clear();
    format_number({stored, static_cast<std::size_t>(end - stored)}, workbook_.format_of(style_), workbook_.epoch_1904, shown_);
    return put(shown_);
  }

  bool put_logical(unsigned value, bool error) { return put(error ? excel_error(value) : value != 0 ? "TRUE" : "FALSE"); }

  bool put_shared(std::uint32_t index) {
    const auto text = workbook_.strings.get(index);
    if (!text) ++lost_strings_;
    return put(text.value_or(std::string_view{}));
  }

  bool put_many(std::string_view body) {
    if (body.size() < 6) return true;
    row_ = little::u16(body, 0) + 1ULL;
    column_ = little::u16(body, 2);
    for (std::size_t at = 4; at + 8 <= body.size(); at += 6, ++column_) {
      style_ = little::u16(body, at);
      if (!put_number(rk_number(little::u32(body, at + 2)))) return false;
    }
    return true;
  }

  bool put_label(const BiffRecord& record) {
    if (!place_cell(record.body)) return true;
    BiffBody body(reader_, record);
    body.skip(data());
    return put(workbook_.text(body, workbook_.version == 2));
  }

  // §2.4.127 and §2.5.133: the last result; a text follows in a record of its own.
  bool put_formula(const BiffRecord& record) {
    if (!place_cell(record.body)) return true;
    const std::string_view result = little::part(record.body, data(), 8);
    if (little::u16(result, 6) != 0xFFFF) return put_number(little::f64(result, 0));
    const unsigned kind = little::u8(result, 0), value = little::u8(result, 2);
    if (kind == 1 || kind == 2) return put_logical(value, kind == 2);
    awaiting_ = kind == 0;
    return true;
  }

  bool put_result(const BiffRecord& record) {
    if (!awaiting_) return true;
    awaiting_ = false;
    BiffBody body(reader_, record);
    return put(workbook_.text(body, workbook_.version == 2));
  }

  void report_losses() {
    const std::string count = std::to_string(lost_strings_);
    const bool bound = workbook_.strings.cut();
    document_.lost(
        {bound ? base::Code::limit : base::Code::invalid_input,
         bound ? base::Bilingual{"共享字符串表超过内存上限，" + count + " 个单元格的文字未读取；可拆分工作簿后重试",
                                 "the shared string table exceeds the memory limit, the text of " + count + " cells was not read; split the workbook"}
               : base::Bilingual{count + " 个单元格引用的文字不存在（文件缺损）", "the text of " + count + " cells is missing (damaged file)"},
         {}},
        place());
  }

  LegacyDocument& document_;
  XlsWorkbook& workbook_;
  BiffReader& reader_;
  const XlsSheet& sheet_;
  std::uint64_t row_ = 0, lost_strings_ = 0;
  std::uint32_t column_ = 0;
  std::uint16_t style_ = 0;
  bool awaiting_ = false, object_is_note_ = false, overflowed_ = false;
  std::uint32_t object_ = 0;
  std::size_t aside_bytes_ = 0;
  std::vector<Note> notes_;
  std::map<std::uint32_t, std::string> note_texts_;  // by object
  std::string shown_, header_, drawn_, links_;
};

}  // namespace

void read_xls_sheet(LegacyDocument& document, XlsWorkbook& workbook, BiffReader& reader, const XlsSheet& sheet) {
  SheetReader(document, workbook, reader, sheet).read();
}

}  // namespace gongdun::read
