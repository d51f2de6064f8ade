// The tables of a SQL dump as they become known, and the writer of the one whose rows are being read.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/cell_writer.h"
#include "read/format.h"
#include "read/sql_schema.h"

namespace gongdun::read {

class SqlTables {
 public:
  explicit SqlTables(ExtractContext& context) : context_(context) {}

  void create(SqlTable table);
  void comment(const SqlComment& comment);
  // Makes the table current; values come in the order of its columns or of those listed.
  void select(const SqlTarget& target);
  void begin_row() {
    if (current_ != nullptr) current_->writer->begin_row();
  }
  // Value `position` of the tuple that begins at `row`.
  void put(std::size_t position, std::uint64_t row, std::string_view value);
  // Announces the tables without rows, and those whose comments came after their rows.
  void finish();
  bool stopped() const { return stopped_; }

 private:
  struct Known {
    SqlTable table;
    bool announced = false;
    std::unique_ptr<CellWriter> writer;  // while rows of the table are expected
    std::uint64_t last_use = 0;
  };
  Known* find(std::string_view name);
  Known& add(SqlTable table);
  std::string shown_name(const SqlTable& table) const;
  void open(Known& known);
  void close(Known& known);
  std::uint32_t column_of(std::size_t position);

  ExtractContext& context_;
  std::vector<std::unique_ptr<Known>> tables_;
  std::unordered_map<std::string, Known*> by_name_;  // full name and, for the first of it, base name; lower case
  std::size_t columns_ = 0;
  Known* current_ = nullptr;
  TableTurn turn_;
  std::vector<Known*> open_;  // tables with a writer
  std::uint64_t uses_ = 0;
  std::vector<std::uint32_t> positions_;  // position in the tuple → column
  bool stopped_ = false;
};

}  // namespace gongdun::read
