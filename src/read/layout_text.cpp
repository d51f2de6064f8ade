#include "read/layout_text.h"

#include <algorithm>

#include "read/header_guess.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kHeaderRows = 3;  // as many are compared with the top of the next page
constexpr std::size_t kFootLines = 4;   // page number, note: the table may still go on behind them
constexpr std::size_t kPendingBytes = 256 << 10;

std::size_t filled(const std::vector<std::string>& row) {
  return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const std::string& cell) { return !cell.empty(); }));
}

}  // namespace

bool LayoutText::page(std::string_view text, std::uint32_t number) {
  const std::vector<LayoutLine> lines = split_layout_lines(text);
  const std::vector<LayoutTable> tables = find_layout_tables(lines);
  std::size_t line = take_leftover(lines, tables);
  for (const LayoutTable& table : tables) {
    for (; line < table.first_line; ++line) add_line(lines[line], number);
    if (!take(table, number)) return false;
    line = table.last_line + 1;
  }
  for (; line < lines.size(); ++line) add_line(lines[line], number);
  if (!open_ || lines_since_ > kFootLines) return close_table();
  return !text_.stopped() && !table_.stopped();
}

bool LayoutText::finish() {
  return close_table() && text_.flush();
}

void LayoutText::add_line(const LayoutLine& line, std::uint32_t number) {
  if (line.fields.empty()) return;
  std::string plain;
  for (const LayoutField& field : line.fields) {
    if (!plain.empty()) plain += "  ";
    plain += field.text;
    characters_ += field.end - field.begin;
  }
  plain.push_back('\n');
  ++lines_since_;
  if (!open_) {
    text_.enter("", number);
    text_.add(plain);
    return;
  }
  pending_bytes_ += plain.size();
  if (!pending_.empty() && pending_.back().page == number) {
    pending_.back().text += plain;
  } else {
    pending_.push_back({number, std::move(plain)});
  }
  if (pending_bytes_ > kPendingBytes) close_table();
}

// Rows at the top of a page that say the same as the first rows of the open table.
std::size_t LayoutText::repeated_rows(const std::vector<std::vector<std::string>>& rows) const {
  for (std::size_t start = 0; start < std::min(first_rows_.size(), kHeaderRows); ++start) {
    std::size_t same = 0;
    while (same < rows.size() && start + same < first_rows_.size() && rows[same] == first_rows_[start + same]) ++same;
    if (same > 0 && filled(rows.front()) >= 2) return same;
  }
  return 0;
}

bool LayoutText::continues(const LayoutTable& found) const {
  if (!open_ || lines_since_ > kFootLines || found.columns.size() != columns_.size()) return false;
  if (repeated_rows(found.rows) > 0) return true;
  const SampleRows sample(found.rows.begin(), found.rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(found.rows.size(), 20)));
  return !guess_header(sample).has_header;
}

bool LayoutText::add_rows(const std::vector<std::vector<std::string>>& rows, std::size_t from) {
  for (std::size_t i = from; i < rows.size(); ++i) {
    ++row_;
    for (std::uint32_t column = 0; column < rows[i].size(); ++column) {
      for (const char c : rows[i][column]) characters_ += c != ' ' ? 1U : 0U;
      if (!table_.cell(column, row_, rows[i][column])) return false;
    }
  }
  return true;
}

bool LayoutText::take(const LayoutTable& found, std::uint32_t number) {
  if (continues(found)) {
    lines_since_ = 0;
    columns_ = found.columns;
    return add_rows(found.rows, repeated_rows(found.rows));
  }
  if (!close_table()) return false;
  table_.begin({}, number, true);
  open_ = true;
  lines_since_ = 0;
  row_ = 0;
  columns_ = found.columns;
  first_rows_.assign(found.rows.begin(), found.rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(found.rows.size(), 2 * kHeaderRows)));
  return add_rows(found.rows, 0);
}

// The last one or two rows of a table at the top of a new page are too few to be found as a table of their own.
std::size_t LayoutText::take_leftover(const std::vector<LayoutLine>& lines, const std::vector<LayoutTable>& tables) {
  if (!open_ || lines_since_ > kFootLines) return 0;
  const std::size_t until = tables.empty() ? lines.size() : tables.front().first_line;
  std::size_t line = 0;
  std::vector<std::vector<std::string>> rows;
  for (; line < until; ++line) {
    const std::vector<LayoutField>& fields = lines[line].fields;
    if (fields.empty()) continue;
    if (fields.size() != columns_.size()) break;
    std::vector<std::string> row;
    row.reserve(fields.size());
    for (const LayoutField& field : fields) row.emplace_back(field.text);
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return 0;
  add_rows(rows, repeated_rows(rows));
  return line;
}

bool LayoutText::close_table() {
  if (!open_) return !text_.stopped() && !table_.stopped();
  open_ = false;
  const bool going = table_.end();
  for (const Pending& pending : pending_) {
    text_.enter("", pending.page);
    text_.add(pending.text);
  }
  pending_.clear();
  pending_bytes_ = 0;
  return going && !text_.stopped();
}

}  // namespace gongdun::read
