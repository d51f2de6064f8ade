// Hands on the cells of a table whose columns appear as the reading goes: JSON, XML, YAML, INI, SQL. Batches go out when they are full;
// values without a column go out as text. Several writers of one item take turns: rows wait until the table that is open gives way,
// so a table is begun as few times as memory allows.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/content.h"
#include "read/limits.h"

namespace gongdun::read {

class CellWriter;

// Which of the writers of an item has its table open.
struct TableTurn {
  CellWriter* open = nullptr;
};

class CellWriter {
 public:
  static constexpr std::uint32_t kNoColumn = 0xFFFFFFFF;

  CellWriter(ContentSink& sink, const Limits& limits, TableKind kind = TableKind::records, std::string table_name = {}, TableTurn* turn = nullptr);
  CellWriter(const CellWriter&) = delete;
  CellWriter& operator=(const CellWriter&) = delete;

  // A new column, or kNoColumn when Limits::columns is reached.
  std::uint32_t add_column(Column column);
  std::uint32_t add_column(std::string name) { return add_column(Column{.name = std::move(name)}); }
  void set_title(std::string title) { title_ = std::move(title); }
  void set_comment(std::string comment) { comment_ = std::move(comment); }
  // A value of a column in a row; an overlong one is cut and its rest goes out as text.
  void put(std::uint32_t column, std::uint64_t row, std::string_view value, std::uint64_t line);
  // The next value begins a new row even if its number is that of the last one (tuples on one line).
  void begin_row() { last_row_ = 0; }
  // "name: value" as a line of loose text, for values beyond the column limit.
  void put_loose(std::string_view name, std::string_view value, std::uint64_t line);
  void text(std::string_view text, std::uint64_t line, std::uint64_t offset, std::string_view part = {}, bool prose = false);
  void unread(const base::Error& reason) { sink_.unread(reason); }
  // Announces the table even if no row follows.
  void announce() { take_turn(); }
  // Sends what is pending and closes the table.
  void finish();
  bool stopped() const { return stopped_; }  // the sink asked to stop
  std::size_t columns() const { return columns_.size(); }

 private:
  void take_turn();
  void end_table();
  void flush_batch();
  void flush_loose();

  ContentSink& sink_;
  const Limits& limits_;
  TableKind kind_;
  std::string name_, title_, comment_;
  TableTurn own_turn_;
  TableTurn& turn_;
  std::size_t batch_bytes_, waiting_bytes_;
  std::vector<Column> columns_;
  RowBatch batch_;
  std::uint64_t last_row_ = 0;
  bool stopped_ = false;
  std::string loose_;
  std::uint64_t loose_line_ = 0;
};

}  // namespace gongdun::read
