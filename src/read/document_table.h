// A table inside a document or workbook on its way to the sink: the first rows are held back until the header is known, the rest streams.
// Cells longer than Limits::cell_bytes are cut and their rest goes on as text; columns beyond Limits::columns become one `unread`.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/content.h"
#include "read/document_text.h"
#include "read/header_guess.h"
#include "read/limits.h"

namespace gongdun::read {

class DocumentTable {
 public:
  // `text` takes what is no table after all, and the rest of overlong cells.
  DocumentTable(ContentSink& sink, const Limits& limits, DocumentText& text)
      : sink_(sink), limits_(limits), text_(text), batch_bytes_(std::min(limits.block_bytes, kBatchBytes)) {}

  // Every cell goes to `cell` as it comes, nothing is held back or guessed and the sink sees no table; false stops the table.
  using EachCell = std::function<bool(std::uint32_t column, std::uint64_t row, std::string_view value)>;
  void as_it_comes(EachCell cell) { each_cell_ = std::move(cell); }

  // `layout_may_be_text`: a table of one column is running text in a frame (documents), not a list (sheets).
  void begin(std::string name, std::uint32_t page, bool layout_may_be_text);
  // A note on a cell: becomes the comment of its column when the cell turns out to be a header. Before the rows.
  void note(std::uint32_t column, std::uint64_t row, std::string text);
  // Rows come in rising order, columns too; empty cells may be left out. Rows count from 1, columns from 0.
  bool cell(std::uint32_t column, std::uint64_t row, std::string_view value) {
    const bool plain = open_ && !stopped_ && row == last_row_ && column < width_ && !value.empty() && value.size() <= limits_.cell_bytes;
    if (!plain || batch_.full(4 * batch_bytes_)) return any_cell(column, row, value);
    ++cells_;
    batch_.add(column, row, value);
    return true;
  }
  bool end();
  // Gives the table up: what was held back becomes text. False when rows have already gone out.
  bool abandon();
  bool stopped() const { return stopped_; }
  std::uint64_t cells() const { return cells_; }

 private:
  static constexpr std::size_t kSampleRows = 40;
  static constexpr std::size_t kBatchBytes = 128 << 10;  // with its cells it stays in the second-level cache on its way through the detectors
  struct SampleRow {
    std::uint64_t number = 0;
    std::vector<std::string> cells;
  };

  bool any_cell(std::uint32_t column, std::uint64_t row, std::string_view value);
  bool open();
  bool emit_text();
  bool emit_pairs(std::vector<std::pair<std::string, std::string>> pairs);
  bool start_table(Table&& table);
  bool stream(std::uint32_t column, std::uint64_t row, std::string_view value);
  bool flush();
  bool within_columns(std::uint32_t column);
  std::string_view fit(std::string_view value);
  void apply_notes(std::vector<Column>& columns, std::size_t from, std::size_t to) const;

  ContentSink& sink_;
  const Limits& limits_;
  DocumentText& text_;
  EachCell each_cell_;
  std::size_t batch_bytes_;
  std::string name_;
  std::uint32_t page_ = 0;
  bool layout_may_be_text_ = false;
  std::vector<SampleRow> sample_;
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::string> notes_;
  bool open_ = false, stopped_ = false, too_wide_ = false;
  std::uint32_t width_ = 0;  // columns the sink knows
  std::uint64_t last_row_ = 0;
  std::uint64_t cells_ = 0;
  RowBatch batch_;
};

}  // namespace gongdun::read
