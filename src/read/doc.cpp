// Word documents of version 6 to 2003 ([MS-DOC]): body, tables, notes, headers, comments, text boxes; of fields the result, and where links lead.
// Text that tracked changes took out is still in the document and read with the rest.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "read/code_page.h"
#include "read/delegate.h"
#include "read/doc_layout.h"
#include "read/legacy_document.h"
#include "read/little_endian.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kFieldDepth = 64, kCodeBytes = 4096, kLinkBytes = 4 << 20, kCellBytes = 1 << 20;
// Marks in the text ([MS-DOC] §2.4.1 and §2.9).
constexpr unsigned kCellEnd = 0x07, kTab = 0x09, kLineBreak = 0x0B, kPageBreak = 0x0C, kParagraphEnd = 0x0D, kColumnBreak = 0x0E, kFieldBegin = 0x13,
                   kFieldSeparator = 0x14, kFieldEnd = 0x15, kHardHyphen = 0x1E;

// One story: the body, the footnotes, the headers…
class StoryReader {
 public:
  StoryReader(LegacyDocument& document, const DocParagraphs& paragraphs, int code_page, std::string_view label)
      : document_(document), paragraphs_(paragraphs), code_page_(code_page), label_(label) {
    document_.text.enter(label_);
  }

  // Characters of one piece; `place`: of the first byte in the stream.
  bool take(std::string_view bytes, bool wide, std::uint64_t place) {
    const std::size_t width = wide ? 2 : 1;
    for (std::size_t at = 0; at + width <= bytes.size(); at += width) {
      const unsigned unit = wide ? little::u16(bytes, at) : little::u8(bytes, at);
      if (unit >= 0x20) {
        if (wide != pending_wide_ && !pending_.empty()) settle();
        pending_wide_ = wide;
        pending_.append(bytes.substr(at, width));
        continue;
      }
      settle();
      mark(unit, place + at);
      if (!document_.going()) return false;
    }
    settle();
    return true;
  }

  void finish() {
    settle();
    if (table_open_ && !cell_.empty()) end_cell();
    end_table();
    document_.text.paragraph(paragraph_);
    document_.text.end_paragraph();
    if (!base::trim(links_).empty() && document_.text.enter("link", 0, false)) document_.text.paragraph(links_);
  }

 private:
  struct Field {
    bool in_code = true;
    std::string code;
  };

  void settle() {
    if (pending_.empty()) return;
    const auto raw = std::as_bytes(std::span(pending_));
    put(base::to_utf8(raw, pending_wide_ ? base::Encoding::utf16le : of_code_page(code_page_)));
    pending_.clear();
  }

  void put(std::string_view text) {
    for (std::size_t i = fields_.size(); i-- > 0;) {
      if (!fields_[i].in_code) continue;
      if (fields_[i].code.size() < kCodeBytes) fields_[i].code.append(text);
      return;
    }
    paragraph_.append(text);
    if (paragraph_.size() < kCellBytes) return;
    document_.text.add(paragraph_);  // no cell is that long
    paragraph_.clear();
  }

  void mark(unsigned unit, std::uint64_t place) {
    switch (unit) {
      case kTab: return put("\t");
      case kLineBreak:
      case kColumnBreak: return put("\n");
      case kHardHyphen: return put("-");
      case kFieldBegin: return begin_field();
      case kFieldSeparator:
        if (too_deep_ == 0 && !fields_.empty() && fields_.back().in_code) end_code();
        return;
      case kFieldEnd: return end_field();
      case kPageBreak:
      case kParagraphEnd: return end_paragraph(place);
      case kCellEnd: return cell_mark(place);
      default: return;  // pictures, notes and other things that stand in the text
    }
  }

  void begin_field() {
    if (fields_.size() < kFieldDepth)
      fields_.emplace_back();
    else
      ++too_deep_;
  }

  void end_field() {
    if (too_deep_ > 0) {
      --too_deep_;
    } else if (!fields_.empty()) {
      if (fields_.back().in_code) end_code();
      fields_.pop_back();
    }
  }

  // Only instructions that name something outside: an address, a file, a database.
  void end_code() {
    Field& field = fields_.back();
    field.in_code = false;
    std::string code;
    for (const char c : base::trim(field.code)) {
      if (c != ' ' || !code.ends_with(' ')) code.push_back(c);
    }
    const bool names = code.find('"') != code.npos || code.find('\\') != code.npos || code.find("://") != code.npos;
    const bool inside = code.starts_with("HYPERLINK \\l") || code.starts_with("TOC") || code.starts_with("PAGE") || code.starts_with("REF") ||
                        code.starts_with("SEQ") || code.starts_with("DATE") || code.starts_with("TIME") || code.starts_with("STYLEREF");
    if (names && !inside && links_.size() < kLinkBytes) links_.append(code).push_back('\n');
    field.code.clear();
  }

  // Paragraph ends inside a field's instruction belong to it.
  bool in_code() const {
    return std::any_of(fields_.begin(), fields_.end(), [](const Field& field) { return field.in_code; });
  }

  void end_paragraph(std::uint64_t place) {
    if (in_code()) fields_.clear();  // an instruction is never that long: a damaged field ends here
    const DocParagraphs::Flags flags = paragraphs_.at(place);
    const bool inside = flags.known ? flags.in_table : table_open_ && column_ > 0;
    if (inside) {
      if (cell_.size() < kCellBytes) cell_.append(paragraph_).push_back('\n');
      paragraph_.clear();
      return;
    }
    end_table();
    document_.text.paragraph(paragraph_);
    document_.text.end_paragraph();
    paragraph_.clear();
  }

  void cell_mark(std::uint64_t place) {
    const DocParagraphs::Flags flags = paragraphs_.at(place);
    const bool empty = cell_.empty() && paragraph_.empty();
    const bool row_end = flags.known ? flags.row_end : empty && column_ > 0 && (width_ == 0 || column_ >= width_);
    cell_.append(paragraph_);
    paragraph_.clear();
    if (!row_end) return end_cell();
    if (column_ > 0) width_ = column_;
    column_ = 0;
    ++row_;
    cell_.clear();
  }

  void end_cell() {
    if (!table_open_) {
      document_.text.end_paragraph();
      document_.table.begin({}, 0, true);
      table_open_ = true;
      row_ = 1;
      column_ = width_ = 0;
    }
    while (cell_.ends_with('\n')) cell_.pop_back();
    document_.table.cell(column_++, row_, cell_);
    cell_.clear();
  }

  void end_table() {
    if (table_open_) document_.table.end();
    if (!cell_.empty()) document_.text.paragraph(cell_);
    cell_.clear();
    table_open_ = false;
    column_ = width_ = 0;
  }

  LegacyDocument& document_;
  const DocParagraphs& paragraphs_;
  int code_page_;
  std::string_view label_;
  std::string pending_, paragraph_, cell_, links_;
  bool pending_wide_ = false, table_open_ = false;
  std::vector<Field> fields_;
  std::size_t too_deep_ = 0;
  std::uint64_t row_ = 1;
  std::uint32_t column_ = 0, width_ = 0;
};

constexpr std::string_view kLabels[kDocStories] = {"", "note", "header", {}, "comment", "note", "drawing", "drawing"};

// The pieces in order, cut to one story after the other.
class DocReader {
 public:
  DocReader(LegacyDocument& document, std::string_view main, const DocLayout& layout, const DocParagraphs& paragraphs)
      : document_(document), main_(main), layout_(layout), paragraphs_(paragraphs), budget_(2 * main.size() + (1U << 20)) {}

  void read() {
    std::uint64_t first = 0;
    for (std::size_t story = 0; story < kDocStories && document_.going(); ++story) {
      const std::uint64_t last = first + layout_.characters[story];
      if (last > first && story != static_cast<std::size_t>(DocStory::macros)) read_story(kLabels[story], first, last);
      first = last;
    }
    if (cut_)
      document_.lost({base::Code::truncated, {"文档不完整，部分正文未读取；请取得完整文件", "the document is incomplete; some of its text was not read"}, {}},
                     {});
    if (budget_ == 0)
      document_.lost({base::Code::limit, {"文档片段重复过多，其余未读取", "the pieces of the document repeat too often; the rest was not read"}, {}}, {});
  }

 private:
  void read_story(std::string_view label, std::uint64_t first, std::uint64_t last) {
    StoryReader story(document_, paragraphs_, layout_.code_page, label);
    auto piece = std::upper_bound(layout_.pieces.begin(), layout_.pieces.end(), first, [](std::uint64_t at, const DocPiece& p) { return at < p.last; });
    for (; piece != layout_.pieces.end() && piece->first < last && budget_ > 0; ++piece) {
      const std::uint64_t from = std::max(piece->first, first), to = std::min(piece->last, last), width = piece->wide ? 2 : 1;
      const std::uint64_t place = piece->place + (from - piece->first) * width;
      const std::string_view bytes = little::part(main_, place, static_cast<std::size_t>(std::min((to - from) * width, budget_)));
      cut_ = cut_ || bytes.size() < (to - from) * width;
      budget_ -= std::min<std::uint64_t>(budget_, bytes.size() + 1);
      if (!story.take(bytes, piece->wide, place)) return;
    }
    story.finish();
  }

  LegacyDocument& document_;
  std::string_view main_;
  const DocLayout& layout_;
  const DocParagraphs& paragraphs_;
  std::uint64_t budget_;  // bytes of text: pieces may be made to repeat
  bool cut_ = false;
};

}  // namespace

base::Status read_legacy_word(LegacyDocument& document) {
  const CompoundFile& file = *document.file;
  const std::size_t most = document.context.limits.whole_bytes;
  const CompoundEntry* const entry = file.find_stream("WordDocument");
  if (entry == nullptr) return std::unexpected(legacy_damaged());
  auto main = file.read_whole(*entry, most);
  if (!main) return std::unexpected(std::move(main).error());
  std::string table;
  const std::string_view name = doc_table_stream(*main);
  if (const CompoundEntry* const found = name.empty() ? nullptr : file.find_stream(name)) {
    auto bytes = file.read_whole(*found, most);
    if (!bytes) return std::unexpected(std::move(bytes).error());
    table = std::move(*bytes);
  }
  auto layout = read_doc_layout(*main, table);
  if (!layout) return std::unexpected(std::move(layout).error());
  if (layout->encrypted) return std::unexpected(legacy_encrypted());
  const DocParagraphs paragraphs(*main, table, layout->legacy);
  DocReader(document, *main, *layout, paragraphs).read();
  if (!layout->comment_authors.empty() && document.text.enter("comment")) {
    for (const std::string& author : layout->comment_authors) document.text.paragraph(author);  // people
  }
  return {};
}

namespace {
GD_FORMAT({"doc", "Word 97-2003 文档", "Word 97-2003 document", "doc dot wps", nullptr, as<"ole">});
}

}  // namespace gongdun::read
