#include "read/cell_writer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace gongdun::read {
namespace {

constexpr std::size_t kBatchBytes = 256 << 10;  // stays in the second-level cache on its way through the detectors
constexpr std::size_t kWaitingBytes = 1 << 20;  // kept while another table is open

// The longest prefix of at most `limit` bytes that ends between characters.
std::size_t cut_at(std::string_view value, std::size_t limit) {
  if (value.size() <= limit) return value.size();
  std::size_t at = limit;
  while (at > 0 && (static_cast<unsigned char>(value[at]) & 0xC0) == 0x80) --at;
  return at;
}

// Eight bytes a step: cells are short, a call to memchr would cost more than it saves.
bool has_separator(std::string_view value) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL, kHigh = 0x8080808080808080ULL;
  std::size_t at = 0;
  for (; at + 8 <= value.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, value.data() + at, 8);
    word ^= kOnes * static_cast<unsigned char>(kCellSeparator);
    if (((word - kOnes) & ~word & kHigh) != 0) return true;
  }
  for (; at < value.size(); ++at) {
    if (value[at] == kCellSeparator) return true;
  }
  return false;
}

}  // namespace

CellWriter::CellWriter(ContentSink& sink, const Limits& limits, TableKind kind, std::string table_name, TableTurn* turn)
    : sink_(sink),
      limits_(limits),
      kind_(kind),
      name_(std::move(table_name)),
      turn_(turn == nullptr ? own_turn_ : *turn),
      batch_bytes_(std::min(limits.block_bytes, kBatchBytes)),
      waiting_bytes_(std::min(limits.block_bytes, kWaitingBytes)) {}

std::uint32_t CellWriter::add_column(Column column) {
  if (columns_.size() >= limits_.columns) return kNoColumn;
  columns_.push_back(std::move(column));
  if (turn_.open == this && !stopped_) stopped_ = !sink_.add_column(columns_.back());
  return static_cast<std::uint32_t>(columns_.size() - 1);
}

void CellWriter::take_turn() {
  if (turn_.open == this || stopped_) return;
  if (turn_.open != nullptr) turn_.open->end_table();
  turn_.open = this;
  Table table;
  table.name = name_;
  table.kind = kind_;
  table.title = title_;
  table.comment = comment_;
  table.has_header = std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return !column.name.empty(); });
  table.columns = columns_;
  stopped_ = !sink_.begin_table(table);
}

void CellWriter::end_table() {
  flush_batch();
  if (turn_.open != this) return;
  turn_.open = nullptr;
  if (!sink_.end_table()) stopped_ = true;
}

void CellWriter::flush_batch() {
  if (batch_.cells.empty()) return;
  take_turn();
  if (!stopped_) stopped_ = !sink_.rows(batch_);
  batch_.clear();
}

void CellWriter::put(std::uint32_t column, std::uint64_t row, std::string_view value, std::uint64_t line) {
  if (stopped_) return;
  if (row != last_row_) {
    const bool waits = turn_.open != nullptr && turn_.open != this;
    if (batch_.full(waits ? waiting_bytes_ : batch_bytes_)) flush_batch();
    ++batch_.rows;
    last_row_ = row;
  } else if (batch_.full(4 * batch_bytes_)) {  // a row of any length
    flush_batch();
  }
  const std::size_t cut = cut_at(value, limits_.cell_bytes);
  const std::size_t begin = batch_.data.size();
  batch_.add(column, row, value.substr(0, cut));
  // A separator inside a value would look like the end of the cell.
  if (has_separator(value)) std::replace(batch_.data.begin() + static_cast<std::ptrdiff_t>(begin), batch_.data.end() - 1, kCellSeparator, ' ');
  if (cut < value.size()) text(value.substr(cut), line, 0);
}

void CellWriter::put_loose(std::string_view name, std::string_view value, std::uint64_t line) {
  if (loose_.empty()) loose_line_ = line;
  loose_.append(name).append(": ").append(value).push_back('\n');
  if (loose_.size() >= batch_bytes_) flush_loose();
}

void CellWriter::flush_loose() {
  if (loose_.empty()) return;
  const std::string pending = std::exchange(loose_, {});
  text(pending, loose_line_, 0);
}

void CellWriter::text(std::string_view text, std::uint64_t line, std::uint64_t offset, std::string_view part, bool prose) {
  while (!text.empty() && !stopped_) {
    const std::size_t size = cut_at(text, limits_.block_bytes);
    TextBlock block;
    block.text = text.substr(0, size);
    block.offset = offset;
    block.first_line = line;
    block.part = part;
    block.prose = prose;
    stopped_ = !sink_.text(block);
    line += static_cast<std::uint64_t>(std::count(block.text.begin(), block.text.end(), '\n'));
    offset += size;
    text.remove_prefix(size);
  }
}

void CellWriter::finish() {
  flush_loose();
  end_table();
}

}  // namespace gongdun::read
