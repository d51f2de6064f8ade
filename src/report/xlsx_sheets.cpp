#include "report/xlsx_sheets.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>

#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

constexpr double kNarrowest = 8, kWidest = 60;
constexpr std::size_t kSampledRows = 1000;

lxw_col_t col(std::size_t index) {
  return static_cast<lxw_col_t>(index);
}

double column_width(const TableBlock& table, std::size_t column, std::size_t from, std::size_t to) {
  double widest = em_width(clean(table.columns[column].title, kColumnTitleLimit)) + 2;  // room for the filter arrow
  for (std::size_t row = from; row < std::min(to, from + kSampledRows); ++row) {
    if (column >= table.rows[row].size()) continue;
    const TableCell& cell = table.rows[row][column];
    widest = std::max(widest, em_width(cell.number ? number_text(cell.value) : clean(cell.text, 60)) + 0.8);
  }
  return std::clamp(widest * 2, kNarrowest, kWidest);  // Excel counts in digits, about half an em
}

void page_setup(lxw_worksheet* sheet, bool landscape) {
  worksheet_set_paper(sheet, 9);  // A4
  if (landscape) worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.5, 0.5, 0.7, 0.7);
  worksheet_set_footer(sheet, "&R&P / &N");
}

class Overview {
 public:
  Overview(lxw_worksheet* sheet, Formats& formats) : sheet_(sheet), formats_(formats) {}
  void text(std::uint16_t column, std::string_view words, CellKind kind, Tone tone = Tone::normal) {
    if (!words.empty()) write_text(sheet_, formats_, row_, column, words, tone, kind);
  }
  void next(std::uint32_t rows = 1) { row_ += rows; }
  std::uint32_t row() const { return row_; }
  void section(std::string_view words) {
    for (std::uint16_t column = 1; column <= 3; ++column) worksheet_write_blank(sheet_, row_, column, formats_.get(CellKind::section));
    text(1, words, CellKind::section);
    next();
  }

 private:
  lxw_worksheet* sheet_;
  Formats& formats_;
  std::uint32_t row_ = 0;
};

void put_cover(Overview& out, lxw_worksheet* sheet, const Cover& cover) {
  if (!cover.classification.empty()) out.text(1, clean(cover.classification), CellKind::label, Tone::core);
  out.next();
  worksheet_set_row(sheet, out.row(), 30, nullptr);
  out.text(1, clean(cover.title), CellKind::title);
  out.next();
  out.text(1, clean(cover.subtitle), CellKind::subtitle);
  out.next();
  out.text(1, clean(cover.organization), CellKind::subtitle);
  out.next(2);
  for (const auto& [key, value] : cover.lines) {
    out.text(1, clean(key), CellKind::label);
    out.text(2, clean(value, 400), CellKind::text);
    out.next();
  }
}

void put_figures(Overview& out, const Document& document) {
  bool titled = false;
  for (const Block& block : document.blocks) {
    const auto* figures = std::get_if<Figures>(&block);
    if (!figures) continue;
    if (!titled) {
      out.next();
      out.section(words::key_figures(document.lang));
    }
    titled = true;
    for (const auto& one : figures->items) {
      out.text(1, clean(one.caption), CellKind::label);
      out.text(2, clean(one.value, 40), CellKind::big, one.tone);
      out.next();
    }
  }
}

class Narrative {
 public:
  Narrative(lxw_worksheet* sheet, Formats& formats, const Outline& outline) : sheet_(sheet), formats_(formats), outline_(outline) {}

  void add(const Block& block) {
    std::visit([this](const auto& one) { put(one); }, block);
  }

 private:
  void line(std::string_view words, CellKind kind, Tone tone = Tone::normal) { write_text(sheet_, formats_, row_++, 0, words, tone, kind); }

  void put(const Heading&) {
    if (row_) ++row_;
    const OutlineEntry& entry = outline_.entries.at(heading_++);
    line(entry.label(), entry.level <= 1 ? CellKind::section : CellKind::big);
  }
  void put(const Paragraph& paragraph) {
    std::string words;
    for (const Span& span : paragraph.spans) words += span.text;
    line(words, CellKind::text);
  }
  void put(const Bullets& bullets) {
    int number = 0;
    for (const auto& item : bullets.items) line((bullets.numbered ? fmt::format("{}. ", ++number) : "• ") + item, CellKind::text);
  }
  void put(const KeyValues& pairs) {
    for (const auto& [key, value] : pairs.rows) {
      write_text(sheet_, formats_, row_, 0, key, Tone::normal, CellKind::label);
      write_text(sheet_, formats_, row_++, 1, value, Tone::normal);
    }
  }
  void put(const Callout& callout) { line(callout.title.empty() ? callout.text : callout.title + "\n" + callout.text, CellKind::text, callout.tone); }
  void put(const Figures&) {}
  void put(const TableBlock& table) {
    if (!table.title.empty()) line(words_for(table), CellKind::small);
  }
  void put(const Chart& chart) { line(chart.title + (chart.caption.empty() ? "" : "：" + chart.caption), CellKind::small); }
  void put(const PageBreak&) {}

  static std::string words_for(const TableBlock& table) { return table.sheet.empty() ? table.title : table.title + " → " + table.sheet; }

  lxw_worksheet* sheet_;
  Formats& formats_;
  const Outline& outline_;
  std::uint32_t row_ = 0;
  std::size_t heading_ = 0;
};

}  // namespace

void write_overview(lxw_worksheet* sheet, Formats& formats, const Document& document, const std::vector<SheetEntry>& entries) {
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_column(sheet, 0, 0, 2, nullptr);
  worksheet_set_column(sheet, 1, 1, 30, nullptr);
  worksheet_set_column(sheet, 2, 2, 56, nullptr);
  worksheet_set_column(sheet, 3, 3, 12, nullptr);
  page_setup(sheet, false);
  Overview out(sheet, formats);
  put_cover(out, sheet, document.cover);
  put_figures(out, document);
  out.next();
  out.section(words::sheets(document.lang));
  for (const SheetEntry& entry : entries) {
    std::string quoted;
    for (const char c : entry.name) quoted += c == '\'' ? "''" : std::string(1, c);
    const std::string target = "internal:'" + quoted + "'!A1";
    worksheet_write_url_opt(sheet, out.row(), 1, target.c_str(), formats.get(CellKind::link), entry.name.c_str(), nullptr);
    out.text(2, entry.title, CellKind::text);
    if (entry.rows) worksheet_write_number(sheet, out.row(), 3, static_cast<double>(entry.rows), formats.get(CellKind::whole));
    out.next();
  }
  out.next();
  out.text(1, clean(document.cover.footer, 400), CellKind::small);
}

void write_table(lxw_worksheet* sheet, Formats& formats, const TableBlock& table, std::size_t from, std::size_t to) {
  const std::size_t columns = std::min<std::size_t>(table.columns.size(), LXW_COL_MAX);
  if (columns == 0) return;
  for (std::size_t i = 0; i < columns; ++i) {
    worksheet_set_column(sheet, col(i), col(i), column_width(table, i, from, to), nullptr);
    write_text(sheet, formats, 0, col(i), clean(table.columns[i].title, kColumnTitleLimit), Tone::normal, CellKind::head);
  }
  std::uint32_t line = 1;
  for (std::size_t row = from; row < to; ++row, ++line) {
    for (std::size_t i = 0; i < std::min(columns, table.rows[row].size()); ++i) {
      const TableCell& cell = table.rows[row][i];
      if (cell.number)
        write_number(sheet, formats, line, col(i), cell);
      else if (!cell.text.empty())
        write_text(sheet, formats, line, col(i), cell.text, cell.tone);
    }
  }
  if (from == to) write_text(sheet, formats, 1, 0, table.empty_text, Tone::muted);
  worksheet_freeze_panes(sheet, 1, 0);
  if (from < to) worksheet_autofilter(sheet, 0, 0, line - 1, col(columns - 1));
  page_setup(sheet, columns > 6);
  worksheet_repeat_rows(sheet, 0, 0);
}

void write_narrative(lxw_worksheet* sheet, Formats& formats, const Document& document, const Outline& outline) {
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_column(sheet, 0, 0, 90, nullptr);
  worksheet_set_column(sheet, 1, 1, 60, nullptr);
  page_setup(sheet, false);
  Narrative narrative(sheet, formats, outline);
  for (const Block& block : document.blocks) narrative.add(block);
}

}  // namespace gongdun::report
