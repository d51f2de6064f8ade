// SQLite 3 databases: every table of the schema with its rows, read straight from the file (see sqlite_pages.h), and the statements that made
// them. What a -wal file beside the database still holds is not read.
#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "read/delegate.h"
#include "read/sniff.h"
#include "read/sql_schema.h"
#include "read/sqlite_pages.h"

namespace gongdun::read {
namespace {

using namespace sniff;

struct StoredTable {
  std::string name, sql;
  std::uint32_t root = 0;
};

// How the values of a record fall into the columns of its table.
struct Layout {
  std::vector<Column> columns;
  std::vector<std::size_t> order;  // value i of a record belongs to column order[i]
  std::size_t rowid_column = static_cast<std::size_t>(-1);
};

bool same(std::string_view a, std::string_view b) {
  return base::ascii_lower(a) == base::ascii_lower(b);
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& known) { return same(known, name); });
}

Layout layout_of(const StoredTable& stored) {
  Layout layout;
  const auto table = parse_create_table(stored.sql, SqlDialect::sqlite);
  if (!table) return layout;
  layout.columns = table->columns;
  const auto add = [&](std::size_t i) {
    if (!holds(table->computed, layout.columns[i].name) && std::find(layout.order.begin(), layout.order.end(), i) == layout.order.end())
      layout.order.push_back(i);
  };
  if (table->without_rowid) {  // stored as an index: the primary key comes first
    for (const std::string& key : table->primary_key) {
      for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        if (same(layout.columns[i].name, key)) add(i);
      }
    }
  }
  const std::size_t keys = layout.order.size();
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (keys > 0) {
      add(i);
    } else if (!holds(table->computed, layout.columns[i].name)) {
      layout.order.push_back(i);
    }
    const Column& column = layout.columns[i];
    if (!table->without_rowid && table->primary_key.size() == 1 && same(column.name, table->primary_key[0]) && same(column.type, "integer")) {
      layout.rowid_column = i;
    }
  }
  return layout;
}

class SqliteReader {
 public:
  SqliteReader(const PieceAccess& access, const SqliteHeader& header, ExtractContext& context)
      : header_(header), context_(context), pages_(access, header, context.limits, context.stop) {}

  void read() {
    about();
    const std::vector<StoredTable> tables = schema();
    for (const StoredTable& table : tables) {
      if (stopped_ || context_.stop.requested()) break;
      // What SQLite notes for itself (counters, copies of values for its planner) is in the tables already.
      if (table.root != 0 && !table.name.starts_with("sqlite_")) read_table(table);
    }
    tell();
  }

 private:
  std::string decoded(std::string_view bytes) const {
    if (header_.encoding != base::Encoding::utf8) return base::to_utf8(std::as_bytes(std::span(bytes)), header_.encoding);
    return base::is_valid_utf8(bytes) ? std::string(bytes) : field_text(bytes);
  }

  void about() {
    PairSheet pairs(context_, "database");
    pairs.add("page size", std::to_string(header_.page_bytes));
    if (header_.user_version != 0) pairs.add("user_version", std::to_string(header_.user_version));
    if (header_.application != 0) pairs.add("application_id", fmt::format("0x{:08X}", header_.application));
    if (header_.write_ahead_log) pairs.add("journal", "WAL: 同名 -wal 文件中尚未写回的更改未读取 / changes still in the -wal file beside it were not read");
    pairs.finish();
  }

  // The statements, comments and all, are text as well.
  std::vector<StoredTable> schema() {
    std::vector<StoredTable> tables;
    CellWriter writer(context_.sink, context_.limits);
    std::size_t bytes = 0;
    pages_.walk(1, [&](std::int64_t, std::string_view record) {
      const auto values = sqlite_record(record, 5);
      if (values.size() < 5) return true;
      StoredTable table{.name = decoded(values[1].bytes), .sql = decoded(values[4].bytes), .root = 0};
      if (!table.sql.empty()) writer.text(table.sql + ";\n", 0, 0, "schema");
      bytes += record.size() + sizeof table;
      if (bytes > context_.limits.whole_bytes) {
        context_.sink.unread(base::fail(base::Code::limit, "SQLite 表结构超过内存限额，其余的表未读取",
                                        "the schema is more than may be held in memory; further tables were not read")
                                 .error());
        return false;
      }
      if (decoded(values[0].bytes) == "table" && values[3].integer > 0 && values[3].integer <= 0xFFFFFFFE) {
        table.root = static_cast<std::uint32_t>(values[3].integer);
        tables.push_back(std::move(table));
      }
      return !writer.stopped();
    });
    writer.finish();
    stopped_ = writer.stopped();
    return tables;
  }

  void read_table(const StoredTable& table) {
    const Layout layout = layout_of(table);
    CellWriter writer(context_.sink, context_.limits, TableKind::records, table.name);
    std::vector<std::uint32_t> columns;
    for (const Column& column : layout.columns) columns.push_back(writer.add_column(column));
    writer.announce();
    std::uint64_t row = 0;
    pages_.walk(table.root, [&](std::int64_t rowid, std::string_view record) {
      ++row;
      // A table may have been widened since a row was written, never narrowed; what goes beyond the schema is kept under a number.
      const auto values = sqlite_record(record, context_.limits.columns);
      for (std::size_t i = 0; i < values.size(); ++i) {
        while (i >= layout.order.size() && columns.size() <= layout.columns.size() + i - layout.order.size()) {
          columns.push_back(writer.add_column(fmt::format("column {}", columns.size() + 1)));
        }
        const std::size_t column = i < layout.order.size() ? layout.order[i] : layout.columns.size() + i - layout.order.size();
        const std::string text = shown(values[i], column == layout.rowid_column ? rowid : 0);
        if (text.empty()) continue;
        if (columns[column] == CellWriter::kNoColumn) {
          writer.put_loose(fmt::format("column {}", column + 1), text, row);
        } else {
          writer.put(columns[column], row, text, row);
        }
      }
      return !writer.stopped();
    });
    writer.finish();
    stopped_ = writer.stopped();
  }

  std::string shown(const SqliteValue& value, std::int64_t rowid) {
    switch (value.kind) {
      case SqliteValue::Kind::null: return rowid != 0 ? std::to_string(rowid) : std::string{};
      case SqliteValue::Kind::integer: return std::to_string(value.integer);
      case SqliteValue::Kind::real: return number_text(value.real);
      case SqliteValue::Kind::text: return decoded(value.bytes);
      case SqliteValue::Kind::blob: break;
    }
    if (value.bytes.empty()) return {};
    if (value.bytes.find('\0') == value.bytes.npos && base::is_valid_utf8(value.bytes)) return std::string(value.bytes);
    ++blobs_;
    return {};
  }

  void tell() {
    if (pages_.damaged() > 0) {
      context_.sink.unread(base::fail(base::Code::invalid_input, fmt::format("SQLite 文件有 {} 处损坏，该处的行未读取", pages_.damaged()),
                                      fmt::format("the SQLite database is damaged in {} places; the rows there were not read", pages_.damaged()))
                               .error());
    }
    if (blobs_ > 0) {
      context_.sink.unread(base::fail(base::Code::unsupported, fmt::format("{} 个二进制值（BLOB）不是文字，未读取", blobs_),
                                      fmt::format("{} binary values (BLOB) are no text and were not read", blobs_))
                               .error());
    }
  }

  const SqliteHeader& header_;
  ExtractContext& context_;
  SqlitePages pages_;
  std::uint64_t blobs_ = 0;
  bool stopped_ = false;
};

base::Status extract_sqlite(ByteSource& source, ExtractContext& context) {
  auto access = PieceAccess::open(source, context.limits);
  if (!access) return std::unexpected(access.error());
  auto head = access->up_to(0, 100);
  if (!head) return std::unexpected(head.error());
  const auto header = read_sqlite_header(*head, access->size());
  if (!header) return std::unexpected(header.error());
  SqliteReader(*access, *header, context).read();
  return {};
}

GD_FORMAT({"sqlite", "SQLite 数据库", "SQLite database", "db sqlite sqlite3", magic<"SQLite format 3\0">, extract_sqlite});

}  // namespace
}  // namespace gongdun::read
