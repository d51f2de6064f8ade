// Binary Excel workbooks (.xlsb): the package of an .xlsx, its parts as records. Source: [MS-XLSB].
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "read/brt.h"
#include "read/code_page.h"
#include "read/little_endian.h"
#include "read/office_document.h"
#include "read/ooxml.h"
#include "read/rk_number.h"
#include "read/sheet_header.h"
#include "read/xlsx_parts.h"
#include "read/zip_names.h"

namespace gongdun::read {
namespace {

using little::u16;
using little::u32;
using little::u8;

constexpr std::size_t kMostSheets = 10'000, kMostStyles = 65'536;
// Record types (§2.3).
constexpr std::uint32_t kRow = 0, kRk = 2, kError = 3, kBool = 4, kReal = 5, kText = 6, kShared = 7, kFormulaText = 8, kFormulaNumber = 9, kFormulaBool = 10,
                        kFormulaError = 11, kStringItem = 19, kFormat = 44, kStyle = 47, kRichText = 62, kWorkbookProperties = 153, kSheet = 156, kHeader = 479,
                        kCellStyles = 617, kCellStylesEnd = 618, kAuthor = 632, kComment = 635, kCommentText = 637;

// All records of a part, until `visit` returns false.
template <class Visit>
void scan_records(OfficeDocument& document, std::string_view part, Visit&& visit) {
  auto input = document.package.open_part(part);
  if (!input) return document.lost(std::move(input).error(), part);
  BrtReader reader(std::move(*input));
  BrtRecord record;
  for (std::uint32_t count = 0; (count & 0xFF) != 0 || document.going(); ++count) {
    if (!reader.next(record)) break;
    if (!visit(record)) return;
  }
  if (reader.error()) document.lost(*reader.error(), part);
}

class BinaryWorkbook {
 public:
  explicit BinaryWorkbook(OfficeDocument& document) : document_(document) {}

  void read() {
    std::map<std::string, std::string> targets;
    const std::vector<Relationship> relationships = document_.package.relationships(document_.main_part);
    for (const Relationship& relationship : relationships) {
      if (relationship.external) continue;
      targets[relationship.id] = relationship.target;
      if (relationship.type == "styles") load_formats(relationship.target);
      if (relationship.type == "sharedStrings") load_strings(relationship.target);
    }
    load_sheets(targets);
    read_links(document_, relationships);
    std::set<std::string> seen;
    for (const SheetEntry& sheet : workbook_.sheets) {
      if (!document_.going()) return;
      if (seen.insert(sheet.part).second) read_sheet_part(sheet);
    }
  }

 private:
  void load_sheets(const std::map<std::string, std::string>& targets) {
    scan_records(document_, document_.main_part, [&](const BrtRecord& record) {
      if (record.type == kWorkbookProperties) workbook_.epoch_1904 = (u32(record.body, 0) & 1U) != 0;
      if (record.type != kSheet || workbook_.sheets.size() >= kMostSheets) return true;
      for (std::size_t begin : {8U, 12U}) {  // the pre-release of Excel 2007 wrote one more number
        const auto target = targets.find(brt_text(record.body, begin));
        if (target == targets.end()) continue;
        workbook_.sheets.push_back({.name = brt_text(record.body, begin), .part = target->second});
        break;
      }
      return true;
    });
    if (workbook_.sheets.empty())
      document_.lost({base::Code::invalid_input, {"未找到工作表目录，单元格未读取", "the list of sheets was not found; no cells were read"}, {}},
                     document_.main_part);
  }

  void load_formats(std::string_view part) {
    std::map<std::uint16_t, std::string> codes;
    bool cell_styles = false;
    scan_records(document_, part, [&](const BrtRecord& record) {
      std::size_t at = 2;
      if (record.type == kFormat) codes[u16(record.body, 0)] = brt_text(record.body, at);
      if (record.type == kCellStyles || record.type == kCellStylesEnd) cell_styles = record.type == kCellStyles;
      if (record.type != kStyle || !cell_styles || workbook_.formats.size() >= kMostStyles) return true;
      const std::uint16_t number = u16(record.body, 2);
      const auto code = codes.find(number);
      workbook_.formats.push_back(code == codes.end() ? builtin_number_format(number) : parse_number_format(code->second));
      return true;
    });
  }

  void load_strings(std::string_view part) {
    scan_records(document_, part, [&](const BrtRecord& record) {
      std::size_t at = 1;
      return record.type != kStringItem || workbook_.strings.add(brt_text(record.body, at), document_.context.limits);
    });
  }

  void read_sheet_part(const SheetEntry& sheet) {
    document_.table.begin(sheet.name, 0, false);
    const std::vector<Relationship> relationships = document_.package.relationships(sheet.part);
    for (const Relationship& relationship : relationships) {
      if (relationship.type == "comments" && !relationship.external) read_notes(relationship.target);
    }
    row_ = lost_strings_ = 0;
    std::string header;
    scan_records(document_, sheet.part, [&](const BrtRecord& record) {
      if (record.type == kRow) row_ = u32(record.body, 0) + 1ULL;
      if (record.type == kHeader) header = header_of(record.body);
      return take_cell(record);
    });
    document_.table.end();
    if (lost_strings_ > 0) report_losses(sheet.name);
    if (!base::trim(header).empty() && document_.text.enter("header")) document_.text.paragraph(header);
    for (const Relationship& relationship : relationships) {
      if (relationship.type == "drawing" && !relationship.external && document_.text.enter("drawing")) read_drawing_text(document_, relationship.target);
    }
    read_links(document_, relationships);
  }

  static std::string header_of(std::string_view body) {
    std::string all;
    std::size_t at = 2;
    for (int i = 0; i < 6 && at < body.size(); ++i) {
      if (const std::string text = plain_sheet_header(brt_text(body, at)); !text.empty()) all += text + "\n";
    }
    return all;
  }

  bool take_cell(const BrtRecord& record) {
    const std::string_view body = record.body;
    column_ = u32(body, 0);
    style_ = u32(body, 4) & 0xFFFFFF;
    std::size_t at = 8;
    switch (record.type) {
      case kRk: return put_number(rk_number(u32(body, 8)));
      case kReal:
      case kFormulaNumber: return put_number(little::f64(body, 8));
      case kError:
      case kFormulaError: return put(excel_error(u8(body, 8)));
      case kBool:
      case kFormulaBool: return put(u8(body, 8) != 0 ? "TRUE" : "FALSE");
      case kText:
      case kFormulaText: return put(brt_text(body, at));
      case kRichText: return put(brt_text(body, ++at));
      case kShared: return put_shared(u32(body, 8));
      default: return true;
    }
  }

  bool put(std::string_view text) { return document_.table.cell(column_, row_, text); }

  bool put_number(double value) {
    static const NumberFormat kGeneral{};
    char stored[40];
    const auto end = std::to_chars(std::begin(stored), std::end(stored), value).ptr;
    shown_.clear();
    format_number({stored, static_cast<std::size_t>(end - stored)}, style_ < workbook_.formats.size() ? workbook_.formats[style_] : kGeneral,
                  workbook_.epoch_1904, shown_);
    return put(shown_);
  }

  bool put_shared(std::uint32_t index) {
    const auto text = workbook_.strings.get(index);
    if (!text) ++lost_strings_;
    return put(text.value_or(std::string_view{}));
  }

  void read_notes(std::string_view part) {
    document_.text.enter("comment");
    std::uint32_t column = 0;
    std::uint64_t row = 0;
    scan_records(document_, part, [&](const BrtRecord& record) {
      std::size_t at = record.type == kAuthor ? 0 : 1;
      if (record.type == kComment) row = u32(record.body, 4) + 1ULL, column = u32(record.body, 12);
      if (record.type != kAuthor && record.type != kCommentText) return true;
      const std::string text = plain_lines(brt_text(record.body, at));
      if (record.type == kCommentText) document_.table.note(column, row, text);
      return document_.text.paragraph(text);
    });
  }

  void report_losses(const std::string& sheet) {
    const std::string count = std::to_string(lost_strings_);
    document_.lost({workbook_.strings.cut() ? base::Code::limit : base::Code::invalid_input,
                    {count + " 个单元格的文字未读取（共享字符串表过大或缺损）",
                     "the text of " + count + " cells was not read (the shared strings are too large or damaged)"},
                    {}},
                   "工作表 " + sheet);
  }

  OfficeDocument& document_;
  Workbook workbook_;
  std::uint64_t row_ = 0, lost_strings_ = 0;
  std::uint32_t column_ = 0, style_ = 0;
  std::string shown_;
};

int identify_xlsb(const Sniff& sniff) {
  for (const ZipHeadEntry& entry : zip_head_entries(sniff.bytes())) {
    if (entry.name == "xl/workbook.bin") return sniff::kMagic;
  }
  return 0;
}

GD_FORMAT({"xlsb", "Excel 二进制工作簿（XLSB）", "Excel binary workbook", "xlsb", identify_xlsb, extract_ooxml});

}  // namespace

void read_binary_workbook(OfficeDocument& document) {
  BinaryWorkbook(document).read();
}

}  // namespace gongdun::read
