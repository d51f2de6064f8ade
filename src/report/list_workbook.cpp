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
  bool failed = false;

  ~Impl() {
    if (csv != nullptr) std::fclose(csv);
    if (workbook != nullptr) workbook_close(workbook);
  }

  void line(const std::vector<std::string>& cells, lxw_format* format) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string& cell = cells[i];
      if (csv != nullptr) {
        const std::string text = (i == 0 ? "" : ",") + csv_cell(cell);
        failed = std::fwrite(text.data(), 1, text.size(), csv) != text.size() || failed;
      } else if (is_number(cell)) {
        worksheet_write_number(sheet, row, static_cast<lxw_col_t>(i), std::strtod(cell.c_str(), nullptr), format);
      } else {
        worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), shortened(cell).c_str(), format);
      }
    }
    if (csv != nullptr) failed = std::fputs("\r\n", csv) < 0 || failed;
    ++row;
  }
};

ListWorkbook::ListWorkbook() : impl_(std::make_unique<Impl>()) {}
ListWorkbook::~ListWorkbook() = default;

Result<std::unique_ptr<ListWorkbook>> ListWorkbook::open(const std::string& path, bool csv, const std::string& sheet, const std::string& mark,
                                                         const std::vector<std::string>& titles) {
  std::unique_ptr<ListWorkbook> out(new ListWorkbook());
  Impl& impl = *out->impl_;
  impl.path = path;
  if (csv) {
    impl.csv = std::fopen(path.c_str(), "wbe");
    if (impl.csv == nullptr) return cannot_write(path);
    std::fputs("\xEF\xBB\xBF", impl.csv);  // spreadsheets on Chinese desktops need the mark
  } else {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    impl.workbook = workbook_new_opt(path.c_str(), &options);
    if (impl.workbook == nullptr) return cannot_write(path);
    impl.sheet = workbook_add_worksheet(impl.workbook, sheet.c_str());
    worksheet_set_column(impl.sheet, 0, static_cast<lxw_col_t>(titles.size() - 1), 18, nullptr);
    worksheet_freeze_panes(impl.sheet, 2, 0);
    worksheet_set_footer(impl.sheet, ("&L" + mark + "&R&P / &N").substr(0, 250).c_str());
  }
  impl.line({mark}, nullptr);
  lxw_format* bold = nullptr;
  if (!csv) {
    bold = workbook_add_format(impl.workbook);
    format_set_bold(bold);
  }
  impl.line(titles, bold);
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
