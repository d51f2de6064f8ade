#include "store/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ranges>

#include "store/rows.h"

namespace gongdun::store {

using base::Code;
using base::Result;
using base::Status;

namespace {

// Tables in the order they were made, and whether each is a virtual one. Asking SQLite for the columns of a virtual table would open it, and its helpers, in
// the middle of what others write.
constexpr std::string_view kSqliteTables = R"sql(
SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY rowid
)sql";
constexpr std::string_view kSqliteColumns = "SELECT name, upper(type) FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid";
// Table, column, type.
constexpr std::string_view kPostgresColumns = R"sql(
SELECT made.relname, held.attname, format_type(held.atttypid, NULL)
FROM pg_class AS made JOIN pg_attribute AS held ON held.attrelid = made.oid
WHERE made.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND made.relkind = 'r'
  AND held.attnum > 0 AND NOT held.attisdropped AND held.attgenerated = ''
ORDER BY made.oid, held.attnum
)sql";

std::optional<ColumnType> type_of(const std::string& name) {
  if (name == "INTEGER" || name == "bigint") return ColumnType::integer;
  if (name == "REAL" || name == "double precision") return ColumnType::real;
  if (name == "TEXT" || name == "text") return ColumnType::text;
  return std::nullopt;
}

std::string in_quotes(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string column_list(const Table& table) {
  std::string out;
  for (const Column& column : table.columns) out += (out.empty() ? "" : ", ") + in_quotes(column.name);
  return out;
}

Value value_of(Stmt& row, int column, ColumnType type) {
  if (row.is_null(column)) return {};
  switch (type) {
    case ColumnType::integer: return row.integer(column);
    case ColumnType::real: return row.real(column);
    case ColumnType::text: break;
  }
  return row.text(column);
}

Result<std::vector<Table>> sqlite_tables(Db& db) {
  std::vector<Table> out;
  std::vector<std::string> helpers;  // beginnings of the names of a virtual table's own tables
  GD_TRY(rows(
      db,
      [&](Stmt& row) {
        if (row.integer(1) != 0)
          helpers.push_back(row.text(0) + "_");
        else
          out.push_back({row.text(0), {}});
      },
      kSqliteTables));
  std::erase_if(out, [&](const Table& table) { return std::ranges::any_of(helpers, [&](const std::string& start) { return table.name.starts_with(start); }); });
  for (Table& table : out)
    GD_TRY(rows(
        db,
        [&](Stmt& row) {
          if (const auto type = type_of(row.text(1))) table.columns.push_back({row.text(0), *type});
        },
        kSqliteColumns, table.name));
  return out;
}

Result<std::vector<Table>> postgres_tables(Db& db) {
  std::vector<Table> out;
  GD_TRY(rows(
      db,
      [&](Stmt& row) {
        const auto type = type_of(row.text(2));
        if (out.empty() || out.back().name != row.text(0)) out.push_back({row.text(0), {}});
        if (type) out.back().columns.push_back({row.text(1), *type});
      },
      kPostgresColumns));
  return out;
}

}  // namespace

Result<std::vector<Table>> tables(Db& db) {
  auto out = db.engine() == Engine::sqlite ? sqlite_tables(db) : postgres_tables(db);
  if (out) std::erase_if(*out, [](const Table& table) { return table.columns.empty(); });
  return out;
}

Status each_row_of(Db& db, const Table& table, const std::function<Status(Row&&)>& visit) {
  auto query = db.prepare(fmt::format("SELECT {} FROM {}", column_list(table), in_quotes(table.name)));
  if (!query) return std::unexpected(std::move(query).error());
  for (;;) {
    auto more = (*query)->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return {};
    Row row;
    row.reserve(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) row.push_back(value_of(**query, static_cast<int>(i), table.columns[i].type));
    GD_TRY(visit(std::move(row)));
  }
}

Result<RowWriter> RowWriter::into(Db& db, const Table& table) {
  std::string marks;
  for (std::size_t i = 0; i < table.columns.size(); ++i) marks += i == 0 ? "?" : ", ?";
  auto insert = db.prepare(fmt::format("INSERT INTO {}({}) VALUES({})", in_quotes(table.name), column_list(table), marks));
  if (!insert) return std::unexpected(std::move(insert).error());
  return RowWriter(std::move(*insert), table.columns.size());
}

Status RowWriter::add(const Row& row) {
  if (row.size() != columns_) return base::fail(Code::invalid_input, "行的列数与表不符", "a row has another number of columns than its table");
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int index = static_cast<int>(i + 1);
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (std::is_same_v<T, std::monostate>)
            insert_->bind_null(index);
          else
            bind_one(*insert_, index, value);
        },
        row[i]);
  }
  return insert_->run();
}

Status empty_tables(Db& db, const std::vector<Table>& tables) {
  for (const Table& table : tables | std::views::reverse) GD_TRY(run(db, "DELETE FROM " + in_quotes(table.name)));
  return {};
}

Status renumber(Db& db, const std::vector<Table>& tables) {
  if (db.engine() == Engine::sqlite) return {};  // it always goes on behind the highest
  for (const Table& table : tables) {
    auto column = text(db,
                       "SELECT attname FROM pg_attribute WHERE attrelid = (SELECT oid FROM pg_class WHERE relname = ? AND relnamespace = "
                       "(SELECT oid FROM pg_namespace WHERE nspname = current_schema())) AND attidentity <> ''",
                       table.name);
    if (!column) return std::unexpected(std::move(column).error());
    if (!*column) continue;
    GD_TRY(run(db,
               fmt::format("SELECT setval(pg_get_serial_sequence(?, ?), coalesce((SELECT max({}) FROM {}), 0) + 1, false)", in_quotes(**column),
                           in_quotes(table.name)),
               in_quotes(table.name), **column));
  }
  return {};
}

}  // namespace gongdun::store
