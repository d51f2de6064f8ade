#include "report/list_workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/utf8.h"

namespace gongdun::report {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kExactDigits = 15;    // what a double keeps
constexpr lxw_row_t kMostRows = 1'048'576;  // of a worksheet
constexpr std::size_t kMostBytes = 8000;    // a cell takes 32,767 UTF-16 units; nobody reads so much in one

bool is_number(const std::string& cell) {
  return !cell.empty() && cell.size() <= kExactDigits && (cell.size() == 1 || cell[0] != '0') &&
         std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

std::string csv_cell(const std::string& cell) {
  std::string text = cell;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos && !is_number(text)) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string shortened(const std::string& cell) {
  if (cell.size() <= kMostBytes) return cell;
  return cell.substr(0, base::valid_utf8_length(std::string_view(cell).substr(0, kMostBytes))) + "…";
}

std::unexpected<base::Error> cannot_write(const std::string& path) {
  return base::fail(Code::io, "无法写入导出文件，请检查磁盘空间", "cannot write the export; check the disk space", path);
}

}  // namespace

struct ListWorkbook::Impl {
  std::string path;
  FILE* csv = nullptr;
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_row_t row = 0;
  std::vector<bool> text;
  bool failed = false;

  ~Impl() {
    if (csv != nullptr) std::fclose(csv);
    if (workbook != nullptr) workbook_close(workbook);
  }

  void line(const std::vector<std::string>& cells, lxw_format* format) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string& cell = cells[i];
      if (csv != nullptr) {
        const std::string piece = (i == 0 ? "" : ",") + csv_cell(cell);
        failed = std::fwrite(piece.data(), 1, piece.size(), csv) != piece.size() || failed;
      } else if (cell.empty()) {
        continue;
      } else if (is_number(cell) && !(i < text.size() && text[i])) {
        worksheet_write_number(sheet, row, static_cast<lxw_col_t>(i), std::strtod(cell.c_str(), nullptr), format);
      } else {
        worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), shortened(cell).c_str(), format);
      }
    }
    if (csv != nullptr) failed = std::fputs("\r\n", csv) < 0 || failed;
    ++row;
  }

  void begin_workbook(const ListSheet& list);
  void add_keys(const ListSheet& list);
  void add_notes(const ListSheet& list);
  void add_choices(const ListSheet& list, lxw_row_t first);
};

void ListWorkbook::Impl::begin_workbook(const ListSheet& list) {
  sheet = workbook_add_worksheet(workbook, list.name.c_str());
  lxw_format* const as_text = workbook_add_format(workbook);
  format_set_num_format(as_text, "@");
  for (std::size_t i = 0; i < list.columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, list.columns[i].width, list.columns[i].text ? as_text : nullptr);
  }
  worksheet_freeze_panes(sheet, 2, 0);
  std::string foot;  // '&' begins a code there
  for (const char c : base::utf8_prefix(list.mark, 100)) foot += c == '&' ? "&&" : std::string(1, c);
  worksheet_set_footer(sheet, ("&L" + foot + "&R&P / &N").c_str());
}

void ListWorkbook::Impl::add_keys(const ListSheet& list) {
  std::vector<std::string> keys;
  for (const SheetColumn& column : list.columns) keys.push_back(column.key);
  if (std::ranges::all_of(keys, &std::string::empty)) return;
  lxw_row_col_options hidden{};
  hidden.hidden = 1;
  worksheet_set_row_opt(sheet, row, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
  line(keys, nullptr);
}

void ListWorkbook::Impl::add_notes(const ListSheet& list) {
  if (list.notes.empty()) return;
  lxw_worksheet* const notes = workbook_add_worksheet(workbook, list.notes_name.c_str());
  worksheet_set_column(notes, 0, 0, 26, nullptr);
  worksheet_set_column(notes, 1, 8, 40, nullptr);
  for (std::size_t i = 0; i < list.notes.size(); ++i)
    for (std::size_t k = 0; k < list.notes[i].size(); ++k)
      worksheet_write_string(notes, static_cast<lxw_row_t>(i), static_cast<lxw_col_t>(k), shortened(list.notes[i][k]).c_str(), nullptr);
}

// A list in the cell itself may have 255 characters only; one that stands on a sheet has no such limit.
void ListWorkbook::Impl::add_choices(const ListSheet& list, lxw_row_t first) {
  std::vector<const SheetColumn*> with;
  std::size_t most = 0;
  for (const SheetColumn& column : list.columns) {
    if (column.choices.empty()) continue;
    const auto at = static_cast<lxw_col_t>(&column - list.columns.data());
    const auto letter = static_cast<char>('A' + with.size());
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    std::string range = "='" + list.choices_name + "'!$" + letter + "$2:$" + letter + "$" + std::to_string(column.choices.size() + 1);
    rule.value_formula = range.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    worksheet_data_validation_range(sheet, first, at, kMostRows - 1, at, &rule);
    with.push_back(&column);
    most = std::max(most, column.choices.size());
  }
  if (with.empty()) return;
  lxw_worksheet* const choices = workbook_add_worksheet(workbook, list.choices_name.c_str());
  worksheet_set_column(choices, 0, static_cast<lxw_col_t>(with.size()), 24, nullptr);
  for (std::size_t i = 0; i <= most; ++i)
    for (std::size_t k = 0; k < with.size(); ++k) {
      const auto& all = with[k]->choices;
      if (i > all.size()) continue;
      worksheet_write_string(choices, static_cast<lxw_row_t>(i), static_cast<lxw_col_t>(k), (i == 0 ? with[k]->title : all[i - 1]).c_str(), nullptr);
    }
}

ListWorkbook::ListWorkbook() : impl_(std::make_unique<Impl>()) {}
ListWorkbook::~ListWorkbook() = default;

Result<std::unique_ptr<ListWorkbook>> ListWorkbook::open(const std::string& path, bool csv, const ListSheet& sheet) {
  std::unique_ptr<ListWorkbook> out(new ListWorkbook());
  Impl& impl = *out->impl_;
  impl.path = path;
  std::vector<std::string> titles;
  for (const SheetColumn& column : sheet.columns) titles.push_back(column.title);
  if (csv) {
    impl.csv = std::fopen(path.c_str(), "wbe");
    if (impl.csv == nullptr) return cannot_write(path);
    std::fputs("\xEF\xBB\xBF", impl.csv);  // spreadsheets on Chinese desktops need the mark
    impl.line({sheet.mark}, nullptr);
    impl.line(titles, nullptr);
  } else {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    impl.workbook = workbook_new_opt(path.c_str(), &options);
    if (impl.workbook == nullptr) return cannot_write(path);
    impl.begin_workbook(sheet);
    lxw_format* const bold = workbook_add_format(impl.workbook);
    format_set_bold(bold);
    impl.line({sheet.mark}, nullptr);
    impl.line(titles, bold);
    impl.add_keys(sheet);
    impl.add_notes(sheet);
    impl.add_choices(sheet, impl.row);
  }
  for (const SheetColumn& column : sheet.columns) impl.text.push_back(column.text);
  return out;
}

Status ListWorkbook::add(const std::vector<std::string>& cells) {
  if (impl_->workbook != nullptr && impl_->row >= kMostRows)
    return base::fail(Code::limit, "超过工作表的行数上限，请改用 CSV 或缩小范围", "more rows than a worksheet holds; export CSV or narrow the filter",
                      impl_->path);
  impl_->line(cells, nullptr);
  return {};
}

Status ListWorkbook::close() {
  bool failed = impl_->failed;
  if (impl_->csv != nullptr) failed = std::fclose(std::exchange(impl_->csv, nullptr)) != 0 || failed;
  if (impl_->workbook != nullptr) failed = workbook_close(std::exchange(impl_->workbook, nullptr)) != LXW_NO_ERROR || failed;
  if (failed) return cannot_write(impl_->path);
  return {};
}

}  // namespace gongdun::report
