#include "read/recorder.h"

#include <utility>

namespace gongdun::read {

bool Recorder::begin_item(const Item& item, const ItemInfo& info) {
  open_.push_back({.item = item, .info = info});
  return true;
}

bool Recorder::text(const TextBlock& block) {
  RecordedItem& item = open_.back();
  item.text.append(block.text.substr(block.overlap));
  item.blocks.push_back(block);
  item.block_texts.emplace_back(block.text);
  return true;
}

bool Recorder::begin_table(const Table& table) {
  open_.back().tables.push_back({.table = table});
  return true;
}

bool Recorder::add_column(const Column& column) {
  open_.back().tables.back().table.columns.push_back(column);
  return true;
}

bool Recorder::rows(const RowBatch& batch) {
  RecordedTable& table = open_.back().tables.back();
  for (const Cell& cell : batch.cells) {
    if (table.row_numbers.empty() || table.row_numbers.back() != cell.row) {
      table.row_numbers.push_back(cell.row);
      table.rows.emplace_back();
    }
    table.rows.back()[cell.column] = std::string(batch.text(cell));
  }
  return true;
}

bool Recorder::end_table() {
  return true;
}

void Recorder::unread(const base::Error& reason) {
  open_.back().unread.push_back(reason);
}

void Recorder::end_item() {
  items.push_back(std::move(open_.back()));
  open_.pop_back();
}

}  // namespace gongdun::read
