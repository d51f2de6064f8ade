// What single SQL statements say about tables: names, columns, types and comments. Pure functions from statement text to values;
// dialects: MySQL, PostgreSQL, SQL Server, Oracle, SQLite.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/content.h"

namespace gongdun::read {

struct SqlTable {
  std::string name;  // without quotes; "schema.table" as written
  std::string comment;
  std::vector<Column> columns;  // name, type, comment
  // How rows are stored, for the reader of SQLite files.
  std::vector<std::string> primary_key;
  std::vector<std::string> computed;  // columns whose values are not stored
  bool without_rowid = false;
};

// SQLite knows fewer kinds of constraints: "key" or "index" at the beginning of a definition are names of columns there.
enum class SqlDialect { any, sqlite };

// CREATE TABLE name ( … ) …; nothing for CREATE TABLE … AS SELECT.
std::optional<SqlTable> parse_create_table(std::string_view statement, SqlDialect dialect = SqlDialect::any);

struct SqlComment {
  std::string table;
  std::string column;  // empty: of the table itself
  std::string text;
};

// COMMENT ON TABLE|COLUMN … IS '…', ALTER TABLE … COMMENT='…', EXEC sp_addextendedproperty 'MS_Description', ….
std::optional<SqlComment> parse_sql_comment(std::string_view statement);

struct SqlTarget {
  std::string table;
  std::vector<std::string> columns;  // as listed; empty: those of the table
};

// "INSERT … INTO name (a, b) … VALUES" up to the first tuple, REPLACE, "INTO name (…) VALUES" of INSERT ALL.
std::optional<SqlTarget> parse_insert_head(std::string_view head);
// "COPY name (a, b) FROM stdin"; nothing for other formats than text.
std::optional<SqlTarget> parse_copy(std::string_view statement);

// The last part of a qualified name.
std::string_view sql_base_name(std::string_view name);

}  // namespace gongdun::read
