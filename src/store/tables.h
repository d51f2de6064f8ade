// The tables of a store as data: what they are called, their columns, their rows. For copying a store to a file and back, from either engine to either.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "store/db.h"

namespace gongdun::store {

enum class ColumnType { integer, real, text };

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  bool operator==(const Column&) const = default;
};

struct Table {
  std::string name;
  std::vector<Column> columns;
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;  // monostate: NULL
using Row = std::vector<Value>;

// In the order in which migrations made them, so that a table stands behind those it refers to. Without what one engine alone keeps: virtual tables and their
// helpers, columns of types beyond the common three.
base::Result<std::vector<Table>> tables(Db& db);

// In no particular order. `visit` fails to stop.
base::Status each_row_of(Db& db, const Table& table, const std::function<base::Status(Row&&)>& visit);

// Puts rows into a table that is there; within a transaction of the caller.
class RowWriter {
 public:
  static base::Result<RowWriter> into(Db& db, const Table& table);
  base::Status add(const Row& row);

 private:
  RowWriter(std::unique_ptr<Stmt> insert, std::size_t columns) : insert_(std::move(insert)), columns_(columns) {}
  std::unique_ptr<Stmt> insert_;
  std::size_t columns_;
};

base::Status empty_tables(Db& db, const std::vector<Table>& tables);
// After rows with numbers of their own were put in: made numbers go on behind the highest.
base::Status renumber(Db& db, const std::vector<Table>& tables);

}  // namespace gongdun::store
