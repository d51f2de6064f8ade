#include "report/printed_table.h"

#include <algorithm>
#include <cmath>

#include "report/text.h"
#include "report/theme.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

constexpr double kBadgeLongest = 9;      // em; a longer text with a tone is coloured, not boxed
constexpr std::size_t kSampledRows = 400;

PrintedCell print_cell(const TableCell& cell, std::size_t& cut) {
  PrintedCell out;
  Cleaned cleaned = cell.number && cell.text.empty() ? Cleaned{number_text(cell.value), false} : clean_text(cell.text, kPrintedCellLimit, 6);
  if (cleaned.cut) ++cut;
  out.text = std::move(cleaned.text);
  out.tone = cell.tone;
  out.number = cell.number;
  const bool plain = cell.tone == Tone::normal || cell.tone == Tone::muted;
  out.badge = !plain && !cell.number && !out.text.empty() && out.text.find('\n') == std::string::npos && em_width(out.text) <= kBadgeLongest;
  return out;
}

struct ColumnNeed {
  double wish = 0;    // em
  double least = 0;   // em: numbers and badges stay on one line
};

ColumnNeed need_of(const PrintedTable& table, std::size_t column) {
  ColumnNeed need;
  const double head = em_width(table.columns[column].title);
  double longest = 0, sum = 0;
  const std::size_t sampled = std::min(table.rows.size(), kSampledRows);
  for (std::size_t row = 0; row < sampled; ++row) {
    const PrintedCell& cell = table.rows[row][column];
    const double width = em_width(cell.text) + (cell.badge ? 2.4 : 0);
    longest = std::max(longest, width);
    sum += width;
    if (cell.badge || cell.number) need.least = std::max(need.least, std::min(width, 12.0));
  }
  const double mean = sampled ? sum / static_cast<double>(sampled) : 0;
  need.wish = std::max({head, 3.0, (std::min(longest, 30.0) + std::clamp(mean, 0.0, 40.0)) / 2});
  need.least = std::max({need.least, std::min(head, 4.2), 2.4});
  return need;
}

// Relative widths as given; when they say nothing (all alike), by content. Then narrow columns are raised to what they need at least.
void share_columns(PrintedTable& table, const TableBlock& source) {
  const std::size_t count = table.columns.size();
  constexpr double kPadding = 12;   // points, both sides together
  std::vector<double> wish(count), least(count);
  bool alike = true;
  for (std::size_t i = 1; i < count; ++i) alike = alike && source.columns[i].width == source.columns[0].width;
  double wish_sum = 0, least_sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const ColumnNeed need = need_of(table, i);
    const double given = std::isfinite(source.columns[i].width) ? std::clamp(source.columns[i].width, 0.01, 1e6) : 1;
    wish[i] = alike ? need.wish : given;
    least[i] = need.least * theme::kTableSize + kPadding;
    wish_sum += wish[i];
    least_sum += least[i];
  }
  const double squeeze = std::min(1.0, theme::kBodyWidth / least_sum);
  double spare = theme::kBodyWidth, above = 0;
  for (std::size_t i = 0; i < count; ++i) {
    wish[i] = wish[i] / wish_sum * theme::kBodyWidth;
    least[i] *= squeeze;
    spare -= least[i];
    above += std::max(wish[i] - least[i], 0.0);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double extra = above > 0 ? std::max(wish[i] - least[i], 0.0) / above * spare : spare / static_cast<double>(count);
    table.columns[i].share = (least[i] + extra) / theme::kBodyWidth;
  }
}

}  // namespace

PrintedTable print_table(const TableBlock& source, base::Lang lang) {
  PrintedTable table;
  table.title = clean(source.title);
  const std::size_t columns = std::min(source.columns.size(), kPrintedColumns);
  for (std::size_t i = 0; i < columns; ++i) table.columns.push_back({clean(source.columns[i].title, kColumnTitleLimit), source.columns[i].align, 0});
  const std::size_t shown = source.printed_rows ? std::min(source.printed_rows, source.rows.size()) : source.rows.size();
  const std::string sheet = clean(source.sheet, 31);
  std::size_t cut = 0;
  table.rows.reserve(shown);
  for (std::size_t row = 0; row < shown; ++row) {
    auto& cells = table.rows.emplace_back();
    cells.reserve(columns);
    for (std::size_t i = 0; i < columns; ++i) {
      cells.push_back(i < source.rows[row].size() ? print_cell(source.rows[row][i], cut) : PrintedCell{});
    }
  }
  if (columns) share_columns(table, source);
  if (table.rows.empty()) table.empty_text = source.empty_text.empty() ? words::nothing(lang) : clean(source.empty_text, kParagraphLimit, 6);
  if (shown < source.rows.size()) table.notes.push_back(words::more_rows(lang, shown, source.rows.size(), sheet));
  if (columns < source.columns.size()) table.notes.push_back(words::more_columns(lang, source.columns.size() - columns, sheet));
  if (cut) table.notes.push_back(words::cells_cut(lang, cut, kPrintedCellLimit));
  return table;
}

}  // namespace gongdun::report
