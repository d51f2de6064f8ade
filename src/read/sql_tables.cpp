#include "read/sql_tables.h"

#include <algorithm>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMaxTables = 20'000;
constexpr std::size_t kMaxOpen = 8;           // rows of so many tables may be mixed and still come together
constexpr std::size_t kMaxColumns = 500'000;  // of all tables together

}  // namespace

SqlTables::Known* SqlTables::find(std::string_view name) {
  const auto found = by_name_.find(base::ascii_lower(name));
  return found == by_name_.end() ? nullptr : found->second;
}

SqlTables::Known& SqlTables::add(SqlTable table) {
  if (tables_.size() >= kMaxTables || columns_ >= kMaxColumns) {  // hostile: forget what is known of the earlier ones
    finish();
    tables_.clear();
    by_name_.clear();
    columns_ = 0;
  }
  columns_ += table.columns.size();
  tables_.push_back(std::make_unique<Known>());
  Known& known = *tables_.back();
  known.table = std::move(table);
  const std::string full = base::ascii_lower(known.table.name);
  by_name_[full] = &known;
  by_name_.emplace(std::string(sql_base_name(full)), &known);
  return known;
}

void SqlTables::create(SqlTable table) {
  Known* known = find(table.name);
  if (known == nullptr || base::ascii_lower(known->table.name) != base::ascii_lower(table.name)) {
    add(std::move(table));
    return;
  }
  close(*known);
  known->table = std::move(table);
}

void SqlTables::comment(const SqlComment& comment) {
  Known* known = find(comment.table);
  if (known == nullptr) known = find(sql_base_name(comment.table));
  if (known == nullptr) {
    SqlTable table;
    table.name = comment.table;
    known = &add(std::move(table));
  }
  close(*known);
  known->announced = false;
  if (comment.column.empty()) {
    known->table.comment = comment.text;
    return;
  }
  const std::string wanted = base::ascii_lower(comment.column);
  for (Column& column : known->table.columns) {
    if (base::ascii_lower(column.name) == wanted) column.comment = comment.text;
  }
}

// The plain table name; with its schema where two schemas hold a table of the same name.
std::string SqlTables::shown_name(const SqlTable& table) const {
  const std::string_view name = sql_base_name(table.name);
  const auto first = by_name_.find(base::ascii_lower(name));
  const bool taken = first != by_name_.end() && first->second->table.name != table.name;
  return taken ? table.name : std::string(name);
}

void SqlTables::open(Known& known) {
  current_ = &known;
  known.last_use = ++uses_;
  if (known.writer) return;
  if (open_.size() >= kMaxOpen) close(**std::min_element(open_.begin(), open_.end(), [](const Known* a, const Known* b) { return a->last_use < b->last_use; }));
  open_.push_back(&known);
  known.announced = true;
  known.writer = std::make_unique<CellWriter>(context_.sink, context_.limits, TableKind::records, shown_name(known.table), &turn_);
  known.writer->set_comment(known.table.comment);
  for (const Column& column : known.table.columns) known.writer->add_column(column);
}

void SqlTables::select(const SqlTarget& target) {
  Known* known = find(target.table);
  if (known == nullptr) {
    SqlTable table;
    table.name = target.table;
    for (const std::string& name : target.columns) table.columns.push_back({.name = name});
    known = &add(std::move(table));
  }
  open(*known);
  positions_.clear();
  for (const std::string& name : target.columns) {
    auto& columns = known->table.columns;
    const std::string wanted = base::ascii_lower(name);
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return base::ascii_lower(column.name) == wanted; });
    if (found != columns.end()) {
      positions_.push_back(static_cast<std::uint32_t>(found - columns.begin()));
      continue;
    }
    positions_.push_back(current_->writer->add_column(name));
    if (positions_.back() != CellWriter::kNoColumn) columns.push_back({.name = name});
  }
}

std::uint32_t SqlTables::column_of(std::size_t position) {
  while (positions_.size() <= position && positions_.size() < context_.limits.columns) {
    auto& columns = current_->table.columns;
    const std::size_t next = positions_.size();
    if (next < columns.size()) {
      positions_.push_back(static_cast<std::uint32_t>(next));
      continue;
    }
    positions_.push_back(current_->writer->add_column(std::string{}));
    if (positions_.back() != CellWriter::kNoColumn) columns.emplace_back();
  }
  return position < positions_.size() ? positions_[position] : CellWriter::kNoColumn;
}

void SqlTables::put(std::size_t position, std::uint64_t row, std::string_view value) {
  if (value.empty() || current_ == nullptr) return;
  const std::uint32_t column = column_of(position);
  if (column == CellWriter::kNoColumn) {
    current_->writer->put_loose(current_->table.name, value, row);
  } else {
    current_->writer->put(column, row, value, row);
  }
  stopped_ = stopped_ || current_->writer->stopped();
}

void SqlTables::close(Known& known) {
  if (!known.writer) return;
  known.writer->announce();
  known.writer->finish();
  stopped_ = stopped_ || known.writer->stopped();
  known.writer.reset();
  std::erase(open_, &known);
  if (current_ == &known) current_ = nullptr;
}

void SqlTables::finish() {
  while (!open_.empty()) close(*open_.front());
  for (const auto& known : tables_) {
    if (known->announced || known->table.columns.empty() || stopped_) continue;
    open(*known);
    close(*known);
  }
}

}  // namespace gongdun::read
