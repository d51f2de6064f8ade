// The workbook: overview, one sheet per table that names one, and the text of the report.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <vector>

#include "report/atomic_file.h"
#include "report/document.h"
#include "report/outline.h"
#include "report/text.h"
#include "report/words.h"
#include "report/xlsx_sheets.h"

namespace gongdun::report {
namespace {

constexpr std::size_t kRowsPerSheet = 1'048'575;  // Excel's limit, less the head; the rest goes on in a further sheet
constexpr std::size_t kCellsInMemory = 400'000;   // beyond this the library keeps one row at a time
constexpr time_t kEarliest = 315'532'800;         // 1980: zero would mean "now" to the library

struct Part {
  const TableBlock* table = nullptr;
  std::size_t from = 0, to = 0;
};

void plan_parts(const Document& document, SheetNames& names, std::vector<Part>& parts, std::vector<SheetEntry>& entries) {
  for (const Block& block : document.blocks) {
    const auto* table = std::get_if<TableBlock>(&block);
    if (!table || table->sheet.empty() || table->shown == Shown::page) continue;
    for (std::size_t from = 0; from == 0 || from < table->rows.size(); from += kRowsPerSheet) {
      const std::size_t to = std::min(from + kRowsPerSheet, table->rows.size());
      parts.push_back({table, from, to});
      entries.push_back({names.unique(table->sheet), clean(table->title), to - from});
    }
  }
}

std::size_t count_cells(const std::vector<Part>& parts) {
  std::size_t cells = 0;
  for (const Part& part : parts) cells += (part.to - part.from) * part.table->columns.size();
  return cells;
}

void set_properties(lxw_workbook* book, const Document& document) {
  std::string title = clean(document.cover.title), subject = clean(document.cover.subtitle), company = clean(document.cover.organization);
  std::string author = "Gongdun";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.subject = subject.data();
  properties.author = author.data();
  properties.company = company.data();
  properties.created = std::max<time_t>(document.date / 1'000'000, kEarliest);
  workbook_set_properties(book, &properties);  // copies the strings
}

// Sheets are made in their order on the tab bar.
void write_sheets(lxw_workbook* book, const Document& document) {
  Formats formats(book);
  SheetNames names;
  std::vector<Part> parts;
  std::vector<SheetEntry> entries;
  const std::string overview = names.unique(words::overview(document.lang));
  const std::string narrative = names.unique(words::notes_sheet(document.lang));
  plan_parts(document, names, parts, entries);
  std::vector<SheetEntry> listed = entries;
  listed.push_back({narrative, "", 0});
  write_overview(workbook_add_worksheet(book, overview.c_str()), formats, document, listed);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    write_table(workbook_add_worksheet(book, entries[i].name.c_str()), formats, *parts[i].table, parts[i].from, parts[i].to);
  }
  write_narrative(workbook_add_worksheet(book, narrative.c_str()), formats, document, make_outline(document));
}

}  // namespace

base::Status write_xlsx(const Document& document, const std::string& path) {
  auto file = AtomicFile::create(path);
  if (!file) return std::unexpected(std::move(file).error());
  std::vector<Part> parts;
  std::vector<SheetEntry> entries;
  SheetNames names;
  plan_parts(document, names, parts, entries);
  lxw_workbook_options options{};
  options.constant_memory = count_cells(parts) > kCellsInMemory ? LXW_TRUE : LXW_FALSE;
  lxw_workbook* book = workbook_new_opt(file->temporary_path().c_str(), &options);
  if (!book) return base::fail(base::Code::io, "无法创建 XLSX 工作簿", "cannot create the XLSX workbook", path);
  set_properties(book, document);
  write_sheets(book, document);
  const lxw_error closed = workbook_close(book);
  if (closed != LXW_NO_ERROR) {
    const char* why = lxw_strerror(closed);
    return base::fail(base::Code::io, fmt::format("XLSX 写入失败（{}），请检查临时目录和目标目录的剩余空间", why),
                      fmt::format("the XLSX could not be written ({}): check the space of the temporary and the target folder", why), path);
  }
  return file->commit();
}

}  // namespace gongdun::report
