#include "read/layout_table.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "read/layout_rows.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kFewestRows = 3;
constexpr std::size_t kBlankLines = 2;     // within a table
constexpr std::uint32_t kGap = 2;          // blanks between columns
constexpr std::uint32_t kProseField = 22;  // code points: columns of longer fields are running text in columns

// Lines first..last that may belong together.
struct Run {
  std::size_t first = 0, last = 0;
};

bool blank(const LayoutLine& line) {
  return line.fields.empty();
}
bool has_columns(const LayoutLine& line) {
  return line.fields.size() >= 2;
}

// "1.2 Scope ........ 14" is a table of contents.
bool has_leader(std::string_view text) {
  return text.find("....") != std::string_view::npos || text.find(". . .") != std::string_view::npos || text.find("……") != std::string_view::npos;
}

bool may_hold(const LayoutLine& line) {
  return has_columns(line) && !has_leader(line.text);
}

// A line of one field inside a table can only be the rest of a wrapped cell.
bool may_continue(const LayoutLine& line) {
  return line.fields.size() == 1 && line.fields.front().begin > 0 && !has_leader(line.text);
}

std::vector<Run> find_runs(const std::vector<LayoutLine>& lines) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!may_hold(lines[i])) continue;
    Run run{i, i};
    std::size_t blanks = 0, singles = 0;
    for (std::size_t j = i + 1; j < lines.size(); ++j) {
      if (blank(lines[j])) {
        if (++blanks > kBlankLines) break;
      } else if (may_hold(lines[j])) {
        run.last = j;
        blanks = singles = 0;
      } else if (!may_continue(lines[j]) || ++singles > 3) {
        break;
      }
    }
    // A wrapped cell may be the last thing of a table.
    while (run.last + 1 < lines.size() && may_continue(lines[run.last + 1])) ++run.last;
    runs.push_back(run);
    i = run.last;
  }
  return runs;
}

// The number of fields that most of the run's content has.
std::size_t usual_fields(const std::vector<LayoutLine>& lines, Run run) {
  std::map<std::size_t, std::size_t> counts;
  for (std::size_t i = run.first; i <= run.last; ++i) {
    if (has_columns(lines[i])) counts[lines[i].fields.size()] += lines[i].fields.size();
  }
  std::size_t best = 0, best_count = 0;
  for (const auto& [fields, count] : counts) {
    if (count >= best_count) best = fields, best_count = count;
  }
  return best;
}

// Columns are where ink stands, gaps where (nearly) no line has any.
std::vector<LayoutColumn> project(const std::vector<LayoutLine>& lines, Run run, std::size_t fewest_fields) {
  std::uint32_t width = 0;
  for (std::size_t i = run.first; i <= run.last; ++i) {
    if (!blank(lines[i])) width = std::max(width, std::min(lines[i].fields.back().end, kLayoutWidth));
  }
  std::vector<std::uint32_t> ink(width, 0);
  std::size_t used = 0;
  for (std::size_t i = run.first; i <= run.last; ++i) {
    if (lines[i].fields.size() < fewest_fields) continue;
    ++used;
    for (const LayoutField& field : lines[i].fields) {
      for (std::uint32_t x = field.begin; x < field.end && x < width; ++x) ++ink[x];
    }
  }
  const std::size_t tolerated = used / 20;
  std::vector<LayoutColumn> columns;
  std::uint32_t gap = kGap;
  for (std::uint32_t x = 0; x < width; ++x) {
    if (ink[x] <= tolerated) {
      ++gap;
      continue;
    }
    if (gap >= kGap) columns.push_back({x, x + 1});
    columns.back().end = x + 1;
    gap = 0;
  }
  return columns;
}

std::uint32_t overlap(const LayoutField& field, const LayoutColumn& column) {
  const std::uint32_t begin = std::max(field.begin, column.begin), end = std::min(field.end, column.end);
  return end > begin ? end - begin : 0;
}

// The line breaks the columns: one of its fields reaches into two of them.
bool crosses(const LayoutLine& line, const std::vector<LayoutColumn>& columns) {
  return std::any_of(line.fields.begin(), line.fields.end(), [&](const LayoutField& field) {
    return std::count_if(columns.begin(), columns.end(), [&](const LayoutColumn& column) { return overlap(field, column) > 0; }) > 1;
  });
}

std::size_t column_of(const LayoutField& field, const std::vector<LayoutColumn>& columns) {
  std::size_t best = 0;
  std::uint32_t most = 0, nearest = kLayoutWidth;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::uint32_t shared = overlap(field, columns[i]);
    const std::uint32_t apart = field.begin >= columns[i].end ? field.begin - columns[i].end : columns[i].begin >= field.end ? columns[i].begin - field.end : 0;
    if (shared > most || (most == 0 && apart < nearest)) best = i;
    most = std::max(most, shared);
    nearest = std::min(nearest, apart);
  }
  return best;
}

// Cuts lines off both ends that are no part of the table: a heading with a date at its right, a signature line.
void trim_ends(const std::vector<LayoutLine>& lines, Run& run, const std::vector<LayoutColumn>& columns) {
  const auto foreign = [&](const LayoutLine& line) {
    if (blank(line)) return true;
    return line.fields.size() * 2 < columns.size() + 1 ? line.fields.size() < 2 || crosses(line, columns) : crosses(line, columns) && line.fields.size() < 3;
  };
  while (run.first < run.last && foreign(lines[run.first])) ++run.first;
  while (run.last > run.first && (blank(lines[run.last]) || (has_columns(lines[run.last]) && foreign(lines[run.last])))) --run.last;
}

void fill_rows(const std::vector<LayoutLine>& lines, Run run, LayoutTable& table) {
  std::vector<LayoutCells> all;
  bool after_blank = false;
  for (std::size_t i = run.first; i <= run.last; ++i) {
    if (!blank(lines[i])) all.push_back({layout_cells(lines[i], table.columns), after_blank});
    after_blank = blank(lines[i]);
  }
  table.rows = join_wrapped_rows(std::move(all));
}

bool is_list_mark(std::string_view text) {
  if (text.size() > 6) return false;
  static constexpr std::string_view kMarks[] = {"•", "-", "*", "–", "·", "o", "●", "■", "◆", "○"};
  if (std::find(std::begin(kMarks), std::end(kMarks), text) != std::end(kMarks)) return true;
  return text.ends_with('.') || text.ends_with(')') || text.ends_with("、") || text.ends_with("）");
}

// Text in columns, lists with marks and sparse scraps are no tables.
bool is_table(const LayoutTable& table) {
  if (table.columns.size() < 2 || table.rows.size() < kFewestRows) return false;
  std::size_t filled = 0, marks = 0;
  std::vector<std::size_t> characters(table.columns.size(), 0), cells(table.columns.size(), 0);
  for (const std::vector<std::string>& row : table.rows) {
    marks += is_list_mark(row.front()) || row.front().empty() ? 1U : 0U;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      ++filled;
      ++cells[i];
      characters[i] += base::count_code_points(row[i]);
    }
  }
  if (filled * 2 < table.rows.size() * table.columns.size()) return false;
  if (table.columns.size() == 2 && marks * 10 >= table.rows.size() * 8) return false;
  std::size_t prose = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) prose += cells[i] > 0 && characters[i] > cells[i] * kProseField ? 1U : 0U;
  return prose * 2 <= cells.size() && !(table.columns.size() == 2 && prose > 0 && table.rows.size() < 2 * kFewestRows);
}

}  // namespace

std::vector<LayoutLine> split_layout_lines(std::string_view page) {
  std::vector<LayoutLine> lines;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    LayoutLine line{page.substr(0, end), {}};
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    std::uint32_t x = 0, blanks = kGap;
    std::size_t at = 0;
    while (at < line.text.size() && x < kLayoutWidth && line.fields.size() < kLayoutFields) {
      const std::size_t begin = at;
      const char32_t c = base::next_code_point(line.text, at);
      if (c == U' ' || c == U'\t' || c == 0xA0) {
        blanks += c == U'\t' ? kGap : 1;
      } else {
        if (blanks >= kGap) line.fields.push_back({x, x, line.text.substr(begin, 0)});
        LayoutField& field = line.fields.back();
        field.end = x + 1;
        field.text = std::string_view(field.text.data(), static_cast<std::size_t>(line.text.data() + at - field.text.data()));
        blanks = 0;
      }
      ++x;
    }
    if (at < line.text.size()) line.fields.clear(), line.fields.push_back({0, kLayoutWidth, line.text});  // too wide for a table
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> layout_cells(const LayoutLine& line, const std::vector<LayoutColumn>& columns) {
  std::vector<std::string> cells(columns.size());
  if (columns.empty()) return cells;
  for (const LayoutField& field : line.fields) join_cell(cells[column_of(field, columns)], field.text);
  return cells;
}

std::vector<LayoutTable> find_layout_tables(const std::vector<LayoutLine>& lines) {
  std::vector<LayoutTable> tables;
  for (Run run : find_runs(lines)) {
    LayoutTable table;
    table.columns = project(lines, run, std::max<std::size_t>(2, usual_fields(lines, run)));
    if (table.columns.size() < 2) continue;
    trim_ends(lines, run, table.columns);
    std::size_t crossing = 0, judged = 0;
    for (std::size_t i = run.first; i <= run.last; ++i) {
      if (blank(lines[i])) continue;
      ++judged;
      crossing += crosses(lines[i], table.columns) ? 1U : 0U;
    }
    if (crossing * 4 > judged) continue;
    fill_rows(lines, run, table);
    if (!is_table(table)) continue;
    table.first_line = run.first;
    table.last_line = run.last;
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace gongdun::read
