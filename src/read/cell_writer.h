// Hands on cells of one item with columns that appear as the reading goes: JSON, XML, YAML, INI. All tables of the item share one list of
// columns, so an index means the same column everywhere. Batches go out when they are full; values without a column go out as text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/content.h"
#include "read/limits.h"

namespace gongdun::read {

class CellWriter {
 public:
  static constexpr std::uint32_t kNoColumn = 0xFFFFFFFF;

  CellWriter(ContentSink& sink, const Limits& limits);

  // A new column, or kNoColumn when Limits::columns is reached.
  std::uint32_t add_column(std::string name);
  void set_title(std::string title) { title_ = std::move(title); }
  // A value of a column in a row; the kind opens or changes the table. An overlong value is cut and its rest goes out as text.
  void put(TableKind kind, std::uint32_t column, std::uint64_t row, std::string_view value, std::uint64_t line);
  // "name: value" as a line of loose text, for values beyond the column limit.
  void put_loose(std::string_view name, std::string_view value, std::uint64_t line);
  void text(std::string_view text, std::uint64_t line, std::uint64_t offset, std::string_view part = {}, bool prose = false);
  void unread(const base::Error& reason) { sink_.unread(reason); }
  // Sends what is pending and closes the table.
  void finish();
  bool stopped() const { return stopped_; }   // the sink asked to stop
  std::size_t columns() const { return columns_.size(); }

 private:
  void open(TableKind kind);
  void close();
  void flush_batch();
  void flush_loose();

  ContentSink& sink_;
  const Limits& limits_;
  std::size_t batch_bytes_;
  std::string title_;
  std::vector<Column> columns_;
  RowBatch batch_;
  std::uint64_t last_row_ = 0;
  TableKind kind_ = TableKind::records;
  bool open_ = false, stopped_ = false;
  std::string loose_;
  std::uint64_t loose_line_ = 0;
};

}  // namespace gongdun::read
