#include "report/printed_table.h"

#include <algorithm>
#include <cmath>

#include "report/text.h"
#include "report/theme.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

constexpr double kBadgeLongest = 9;  // em; a longer text with a tone is coloured, not boxed
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
  double least = 0;  // points: what is short stays on one line
  double most = 0;   // points: what would be nice
};

constexpr double kPadding = 12;      // points, both sides together
constexpr double kShort = 10;        // em: identifiers, dates, grades and numbers this short never wrap
constexpr double kComfortable = 26;  // em: longer texts read well when wrapped

ColumnNeed need_of(const PrintedTable& table, std::size_t column) {
  const double head = em_width(table.columns[column].title);
  double longest = 0, sum = 0, whole = 0;
  const std::size_t sampled = std::min(table.rows.size(), kSampledRows);
  for (std::size_t row = 0; row < sampled; ++row) {
    const PrintedCell& cell = table.rows[row][column];
    const double width = em_width(cell.text) + (cell.badge ? 1.9 : 0);
    longest = std::max(longest, width);
    sum += width;
    // A sixth more for numbers: word processors may set them in a wider font.
    if (cell.badge || cell.number) whole = std::max(whole, std::min(width * (cell.number ? 1.17 : 1), kBadgeLongest + 3));
  }
  const double mean = sampled ? sum / static_cast<double>(sampled) : 0;
  const double least = std::max({whole, longest <= kShort ? longest : 4.5, std::min(head, 4.2), 2.0});
  const double most = std::max({least, head, std::min(longest, kComfortable), std::min(mean, 2 * kComfortable)});
  return {least * theme::kTableSize * 1.03 + kPadding, most * theme::kTableSize * 1.03 + kPadding};
}

bool widths_say_nothing(const TableBlock& table) {
  return std::ranges::all_of(table.columns, [&](const auto& column) { return column.width == table.columns[0].width; });
}

// Every column gets what it needs at least; the rest of the page goes where the widths given, or else the contents, want it.
void share_columns(PrintedTable& table, const TableBlock& source) {
  const std::size_t count = table.columns.size();
  const bool by_content = widths_say_nothing(source);
  std::vector<double> least(count), wish(count);
  double least_sum = 0, wish_sum = 0, given_sum = 0;
  const auto given = [&](std::size_t i) { return std::isfinite(source.columns[i].width) ? std::clamp(source.columns[i].width, 0.01, 1e6) : 1.0; };
  for (std::size_t i = 0; i < count; ++i) given_sum += given(i);
  for (std::size_t i = 0; i < count; ++i) {
    const ColumnNeed need = need_of(table, i);
    least[i] = need.least;
    wish[i] = by_content ? need.most - need.least : std::max(given(i) / given_sum * theme::kBodyWidth - need.least, 0.0);
    least_sum += least[i];
    wish_sum += wish[i];
  }
  const double squeeze = std::min(1.0, theme::kBodyWidth / least_sum);
  const double spare = std::max(theme::kBodyWidth - least_sum, 0.0);
  for (std::size_t i = 0; i < count; ++i) {
    const double extra = wish_sum > 0 ? wish[i] / wish_sum * spare : spare / static_cast<double>(count);
    table.columns[i].share = (least[i] * squeeze + extra) / theme::kBodyWidth;
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
