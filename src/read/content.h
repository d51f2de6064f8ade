// Content is what an extractor hands on: Text blocks and Table batches, with where each came from inside the item.
// Everything is UTF-8 and streamed: an item of any size passes through in pieces of about Limits::block_bytes.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.h"
#include "base/error.h"
#include "read/copy_short.h"
#include "read/item.h"

namespace gongdun::read {

// Joins the cells of a RowBatch; never a word character, never white space, so no pattern runs from cell to cell.
inline constexpr char kCellSeparator = '\x1f';

struct TextBlock {
  std::string_view text;
  std::uint64_t offset = 0;      // of text[0]: bytes in the item as stored; for documents, in the extracted UTF-8 text
  std::uint64_t first_line = 0;  // 1-based line of text[0]; 0 where the format has no lines
  std::uint32_t page = 0;        // 1-based page or slide; 0 where there is none
  std::uint32_t overlap = 0;     // leading bytes that the previous block already showed (a line longer than a block)
  std::string_view part;         // "comment", "header", "notes", "properties"...; empty for the body
  bool prose = true;             // false where the text is code, a listing or loose values
};

struct Column {
  std::string name;     // empty: the table has no header
  std::string comment;  // SQL COMMENT, second header line in another language, XLSX cell note
  std::string unit;     // from a unit row or "温度(℃)"
  std::string type;     // declared type, where the source has one (SQL)
};

enum class TableKind {
  records,  // rows of like things
  pairs,    // key → value: configuration, properties, form documents; a Cell's row is its line (or 1)
};

struct Table {
  std::string name;  // sheet or SQL table; empty for a plain file
  std::string comment;
  TableKind kind = TableKind::records;
  bool has_header = false;
  std::uint32_t page = 0;
  std::vector<Column> columns;  // may grow during the table (JSON): see ContentSink::add_column
  std::string title;            // title rows above the header
};

struct Cell {
  std::uint32_t begin = 0, end = 0;  // into RowBatch::data
  std::uint32_t column = 0;
  std::uint64_t row = 0;  // 1-based: line of a text file, sheet row, record number
};

// Cells lie in `data` one after the other in order, each followed by kCellSeparator. Empty cells may be left out.
struct RowBatch {
  std::string data;
  std::vector<Cell> cells;
  std::uint64_t rows = 0;  // rows that begin in this batch (empty cells do not matter)

  void add(std::uint32_t column, std::uint64_t row, std::string_view value) {
    const std::size_t begin = data.size(), end = begin + value.size();
    data.resize_and_overwrite(end + 1, [&](char* bytes, std::size_t) {
      copy_short(bytes + begin, value.data(), value.size());
      bytes[end] = kCellSeparator;
      return end + 1;  // what is passed in may be the new capacity (GCC 12)
    });
    cells.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), column, row});
  }
  void clear();
  bool full(std::size_t bytes) const { return data.size() >= bytes; }
  std::string_view text(const Cell& cell) const { return std::string_view(data).substr(cell.begin, cell.end - cell.begin); }
};

struct ItemInfo {
  std::string format;            // registry id: "csv", "xlsx", "pdf", "las"...
  std::string encoding;          // "gb18030"...; empty where it does not apply
  bool recognised_only = false;  // identified, but nothing here opens it
};

// Receives the content of items, one item at a time; an archive's members come as items of their own, after begin of the archive
// and before its end. Every begin_item is followed by exactly one end_item. `false` from any call means: stop reading this item.
class ContentSink {
 public:
  virtual ~ContentSink() = default;
  virtual bool begin_item(const Item& item, const ItemInfo& info) = 0;
  virtual bool text(const TextBlock& block) = 0;
  virtual bool begin_table(const Table& table) = 0;
  virtual bool add_column(const Column& column) = 0;  // a column that appears late (JSON, XML)
  virtual bool rows(const RowBatch& batch) = 0;
  virtual bool end_table() = 0;
  // Something of this item could not be read (the rest may have been); several may come.
  virtual void unread(const base::Error& reason) = 0;
  virtual void end_item() = 0;
};

}  // namespace gongdun::read
