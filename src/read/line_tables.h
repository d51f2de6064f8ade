// Kit of the extractors for industrial text formats: what a line says goes into tables (name, unit, comment per column), what no table
// carries stays text with its line, so that nothing is hidden from the search for secrets and personal data, and nothing is counted twice.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/cell_writer.h"
#include "read/comment_lines.h"
#include "read/format.h"

namespace gongdun::read {

struct TextLine {
  std::string_view text;  // without line end
  std::uint64_t number = 0;
  std::uint64_t offset = 0;  // in the item as stored, as far as it is known
};

class LineTables {
 public:
  // A table of the item; its number stands for it in row(). Tables without rows are not shown.
  std::size_t add_table(std::string name, std::vector<Column> columns);

  explicit LineTables(ExtractContext& context) : context_(context), pairs_(context.sink, context.limits, TableKind::pairs, {}, &turn_) {}

  // A row of a table; empty cells are left out, and so are cells beyond its columns: those go out as text.
  void row(std::size_t table, std::uint64_t line, std::span<const std::string_view> cells);
  void row(std::size_t table, std::uint64_t line, std::initializer_list<std::string_view> cells) {
    row(table, line, std::span<const std::string_view>(cells.begin(), cells.size()));
  }
  void add_column(std::size_t table, Column column) { tables_[table]->add_column(std::move(column)); }
  void set_title(std::size_t table, std::string title) { tables_[table]->set_title(std::move(title)); }
  // The table is announced even if no row follows.
  void show(std::size_t table) { shown_.push_back(table); }
  std::size_t columns(std::size_t table) const { return tables_[table]->columns(); }
  // Something the file says of itself. Keys are columns of one pairs table; `comment` explains a key when it first appears.
  void pair(std::string_view key, std::string_view value, std::uint64_t line, std::string_view comment = {}, std::string_view unit = {});
  // A line (or part of one) that no table carries.
  void rest(const TextLine& line) { rest_.add(line.text, line.number, line.offset); }
  void comment(const TextLine& line) { comments_.add(line.text, line.number, line.offset); }
  void unread(const base::Error& reason) { pairs_.unread(reason); }

  const Limits& limits() const { return context_.limits; }
  bool stopped() const { return stopped_ || pairs_.stopped() || context_.stop.requested(); }
  void finish();

 private:
  ExtractContext& context_;
  TableTurn turn_;
  CellWriter pairs_;
  CommentLines comments_{pairs_}, rest_{pairs_, {}};
  std::map<std::string, std::uint32_t, std::less<>> keys_;
  std::vector<std::unique_ptr<CellWriter>> tables_;
  std::vector<bool> rows_;  // which tables have any
  std::vector<std::size_t> shown_;
  bool stopped_ = false;
};

// Calls take(TextLine) for every line of the source, in order; a line longer than a block comes in pieces.
class LineTaker {
 public:
  virtual ~LineTaker() = default;
  virtual void line(const TextLine& line) = 0;
  virtual void finish() {}
};
base::Status each_line(ByteSource& source, ExtractContext& context, LineTables& out, LineTaker& taker);

// Runs a parser made of a LineTables over the lines of the source.
template <class Parser>
base::Status extract_lines(ByteSource& source, ExtractContext& context) {
  LineTables out(context);
  Parser parser(out);
  const base::Status status = each_line(source, context, out, parser);
  parser.finish();
  out.finish();
  return status;
}

}  // namespace gongdun::read
