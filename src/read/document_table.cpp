#include "read/document_table.h"

#include <algorithm>

#include "base/utf8.h"
#include "read/form_pairs.h"
#include "read/xml_entities.h"

namespace gongdun::read {

void DocumentTable::begin(std::string name, std::uint32_t page, bool layout_may_be_text) {
  name_ = std::move(name);
  page_ = page;
  layout_may_be_text_ = layout_may_be_text;
  sample_.clear();
  notes_.clear();
  open_ = too_wide_ = false;
  width_ = 0;
  last_row_ = 0;
  cells_ = 0;
  batch_.clear();
}

void DocumentTable::note(std::uint32_t column, std::uint64_t row, std::string text) {
  if (row <= 2 * kSampleRows) notes_[{row, column}] = std::move(text);
}

bool DocumentTable::within_columns(std::uint32_t column) {
  if (column < limits_.columns) return true;
  if (!too_wide_) {
    sink_.unread({base::Code::limit, {"表格列数超过上限，其余列未读取", "the table has more columns than the limit, the others were not read"}, name_});
  }
  too_wide_ = true;
  return false;
}

// Cuts an overlong cell; what is cut off goes on as text.
std::string_view DocumentTable::fit(std::string_view value) {
  if (value.size() <= limits_.cell_bytes) return value;
  const std::string_view kept = value.substr(0, safe_cut(value.substr(0, limits_.cell_bytes), 0));
  text_.paragraph(value.substr(kept.size()));
  return kept;
}

bool DocumentTable::any_cell(std::uint32_t column, std::uint64_t row, std::string_view value) {
  if (stopped_) return false;
  if (value.empty() || !within_columns(column)) return true;
  if (each_cell_) return stopped_ = !each_cell_(column, row, value), !stopped_;
  value = fit(value);
  ++cells_;
  if (open_) return stream(column, row, value);
  if (sample_.empty() || sample_.back().number != row) {
    if (sample_.size() == kSampleRows) return open() && stream(column, row, value);
    sample_.push_back({row, {}});
  }
  std::vector<std::string>& cells = sample_.back().cells;
  if (cells.size() <= column) cells.resize(column + 1);
  cells[column].assign(value);
  return true;
}

bool DocumentTable::stream(std::uint32_t column, std::uint64_t row, std::string_view value) {
  while (width_ <= column) {
    stopped_ = !sink_.add_column({}) || stopped_;
    ++width_;
  }
  if (row != last_row_) {
    if (batch_.full(batch_bytes_)) flush();
    ++batch_.rows;
    last_row_ = row;
  } else if (batch_.full(4 * batch_bytes_)) {
    flush();  // one very long row
  }
  batch_.add(column, row, value);
  return !stopped_;
}

bool DocumentTable::flush() {
  if (!batch_.cells.empty() && !stopped_) stopped_ = !sink_.rows(batch_);
  batch_.clear();
  return !stopped_;
}

void DocumentTable::apply_notes(std::vector<Column>& columns, std::size_t from, std::size_t to) const {
  for (std::size_t i = from; i < to && i < sample_.size(); ++i) {
    for (auto note = notes_.lower_bound({sample_[i].number, 0}); note != notes_.end() && note->first.first == sample_[i].number; ++note) {
      if (note->first.second >= columns.size()) continue;
      std::string& comment = columns[note->first.second].comment;
      comment += (comment.empty() ? "" : " ") + note->second;
    }
  }
}

// Decides what the held-back rows are and hands them on.
bool DocumentTable::open() {
  open_ = true;
  SampleRows rows;
  rows.reserve(sample_.size());
  for (const SampleRow& row : sample_) rows.push_back(row.cells);
  HeaderGuess guess = guess_header(rows);
  Table table;
  table.name = name_;
  table.page = page_;
  table.has_header = guess.has_header;
  table.title = std::move(guess.title);
  table.columns = std::move(guess.columns);
  apply_notes(table.columns, guess.title_rows, guess.first_data_row());
  if (!start_table(std::move(table))) return false;
  for (std::size_t i = guess.first_data_row(); i < sample_.size(); ++i) {
    for (std::uint32_t column = 0; column < sample_[i].cells.size(); ++column) {
      const std::string& value = sample_[i].cells[column];
      if (!value.empty() && !stream(column, sample_[i].number, value)) return false;
    }
  }
  sample_.clear();
  sample_.shrink_to_fit();
  return !stopped_;
}

bool DocumentTable::start_table(Table&& table) {
  text_.flush();
  width_ = static_cast<std::uint32_t>(table.columns.size());
  stopped_ = !sink_.begin_table(table) || stopped_;
  return !stopped_;
}

bool DocumentTable::emit_text() {
  for (const SampleRow& row : sample_) {
    for (const std::string& value : row.cells) text_.paragraph(value);
  }
  return !text_.stopped();
}

bool DocumentTable::emit_pairs(std::vector<std::pair<std::string, std::string>> pairs) {
  Table table;
  table.name = name_;
  table.page = page_;
  table.kind = TableKind::pairs;
  table.has_header = true;
  for (auto& [label, value] : pairs) table.columns.push_back({.name = std::move(label)});
  if (!start_table(std::move(table))) return false;
  for (std::uint32_t i = 0; i < pairs.size(); ++i) {
    if (!pairs[i].second.empty()) stream(i, 1, pairs[i].second);
  }
  flush();
  return sink_.end_table();
}

bool DocumentTable::abandon() {
  if (open_) return false;
  emit_text();
  sample_.clear();
  return true;
}

bool DocumentTable::end() {
  if (stopped_ || (!open_ && sample_.empty())) return !stopped_;
  if (!open_) {
    std::size_t width = 0;
    SampleRows rows;
    for (const SampleRow& row : sample_) {
      width = std::max(width, row.cells.size());
      rows.push_back(row.cells);
    }
    if (layout_may_be_text_ && width <= 1) return emit_text();
    if (auto pairs = form_pairs(rows)) return emit_pairs(std::move(*pairs));
    if (!open()) return false;
  }
  flush();
  if (!stopped_) stopped_ = !sink_.end_table();
  return !stopped_;
}

}  // namespace gongdun::read
