// Delimited and blank-separated tables: CSV and its relatives in whatever dialect they are written.
#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "read/dialect.h"
#include "read/format.h"
#include "read/header_guess.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

constexpr int kTable = 40;  // and up to 24 more: above plain text, below every format with a grammar
constexpr std::size_t kHeaderRecords = 60;
constexpr std::size_t kBatchBytes = 256 << 10;  // text and its cells together stay in the second-level cache
constexpr std::size_t kMaxLineBytes = 4 << 20;  // a longer line is handed on as text

// What the head says about the table, found once before the first batch.
struct Plan {
  Dialect dialect;
  Table table;
  std::string title_text;  // the lines before the header, as they stand
  std::uint64_t first_data_line = 1;
};

Plan make_plan(std::string_view head, bool whole) {
  Plan plan;
  plan.dialect = guess_dialect(head, whole).value_or(DialectGuess{}).dialect;
  std::vector<std::uint64_t> lines;
  const SampleRows rows = sample_records(head, whole, plan.dialect, kHeaderRecords, lines);
  HeaderGuess guess = guess_header(rows);
  // A delimiter after the last cell of every line makes no column.
  while (guess.columns.size() > 1 && guess.columns.back().name.empty() &&
         std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return row.size() < guess.columns.size() || row[guess.columns.size() - 1].empty(); })) {
    guess.columns.pop_back();
  }
  plan.table.has_header = guess.has_header;
  plan.table.title = guess.title;
  plan.table.columns = std::move(guess.columns);
  const auto line_of = [&](std::size_t record) { return record < lines.size() ? lines[record] : lines.empty() ? 1 : lines.back() + 1; };
  plan.first_data_line = line_of(guess.first_data_row());
  const std::uint64_t header_line = line_of(guess.title_rows);
  std::size_t end = 0;
  for (std::uint64_t line = 1; line < header_line && end < head.size(); ++line) {
    const std::size_t next = head.find(plan.dialect.line_end, end);
    end = next == std::string_view::npos ? head.size() : next + 1;
  }
  plan.title_text = head.substr(0, end);
  return plan;
}

class TableReader {
 public:
  TableReader(TextReader reader, ExtractContext& context, Plan plan) : reader_(std::move(reader)), context_(context), plan_(std::move(plan)) {
    state_.dialect = plan_.dialect;
    state_.cell_bytes = context.limits.cell_bytes;
    state_.max_columns = context.limits.columns;
    columns_ = plan_.table.columns.size();
  }

  base::Status run() {
    if (!base::trim(plan_.title_text).empty()) {
      if (!context_.sink.text({.text = plan_.title_text, .first_line = 1, .part = "title", .prose = false})) return {};
    }
    if (!context_.sink.begin_table(plan_.table)) return {};
    const base::Status status = body();
    context_.sink.end_table();
    return status;
  }

 private:
  base::Status body() {
    TextChunk chunk;
    bool last = false;
    while (!last && !context_.stop.requested()) {
      auto more = reader_.next_block(chunk);
      if (!more) {
        batch(chunk_end(), true);  // what was read before the failure
        return std::unexpected(more.error());
      }
      last = !*more;
      if (!batch(last ? std::string_view{} : chunk.utf8, last)) break;
    }
    return {};
  }

  static std::string_view chunk_end() { return {}; }

  // Splits what was kept back and `piece`; hands the whole records on.
  bool batch(std::string_view piece, bool last) {
    if (in_long_line_) piece = pass_long_line(piece);
    const std::size_t kept = carry_.size(), size = kept + piece.size();
    if (size == 0) return !refused_;
    batch_.data.resize_and_overwrite(size + kSplitPadding, [&](char* data, std::size_t) {
      std::memcpy(data, carry_.data(), kept);
      if (!piece.empty()) std::memcpy(data + kept, piece.data(), piece.size());
      std::memset(data + size, kCellSeparator, kSplitPadding);
      return size + kSplitPadding;  // what is passed in may be the new capacity (GCC 12)
    });
    const bool too_long = !last && size >= kMaxLineBytes && piece.find(plan_.dialect.line_end) == std::string_view::npos;
    state_.cells.swap(batch_.cells);
    const std::size_t used = split_records(batch_.data.data(), size, last || too_long, state_);
    state_.cells.swap(batch_.cells);
    if (used >= kept) {
      carry_.assign(piece.substr(used - kept));
    } else {
      carry_.erase(0, used);
      carry_.append(piece);
    }
    if (too_long) {
      in_long_line_ = true;
      --state_.line;  // its end is still to come
    }
    return hand_on(used);
  }

  bool hand_on(std::size_t used) {
    batch_.data.resize(used + 1);  // the last cell of a text without a final line end needs its separator too
    batch_.rows = state_.rows;
    drop_header();
    if (!hand_on_overflow()) return false;
    for (; columns_ < std::min<std::size_t>(state_.widest, context_.limits.columns); ++columns_) {
      if (!context_.sink.add_column({})) return false;
    }
    if (batch_.cells.empty() && batch_.rows == 0) return true;
    return context_.sink.rows(batch_);
  }

  void drop_header() {
    if (header_done_) return;
    auto& cells = batch_.cells;
    const auto data = std::find_if(cells.begin(), cells.end(), [&](const Cell& c) { return c.row >= plan_.first_data_line; });
    header_done_ = data != cells.end() || state_.line >= plan_.first_data_line;
    std::uint64_t dropped = 0, row = 0;
    for (auto cell = cells.begin(); cell != data; ++cell) {
      if (cell->row == row) continue;
      row = cell->row;
      ++dropped;
    }
    const std::size_t end = data == cells.end() ? batch_.data.size() : data->begin;
    std::fill_n(batch_.data.begin(), static_cast<std::ptrdiff_t>(end), kCellSeparator);
    cells.erase(cells.begin(), data);
    batch_.rows -= std::min(batch_.rows, dropped);
    if (cells.empty()) batch_.rows = 0;
  }

  bool hand_on_overflow() {
    for (const Overflow& rest : state_.overflow) {
      if (rest.row < plan_.first_data_line) continue;
      const std::string_view text = std::string_view(batch_.data).substr(rest.begin, rest.end - rest.begin);
      if (!context_.sink.text({.text = text, .first_line = rest.row, .part = "overflow", .prose = false})) return false;
      std::fill(batch_.data.begin() + rest.begin, batch_.data.begin() + rest.end, kCellSeparator);
    }
    return true;
  }

  // The rest of a line that is too long to be a record.
  std::string_view pass_long_line(std::string_view piece) {
    const std::size_t end = piece.find(plan_.dialect.line_end);
    const std::string_view rest = piece.substr(0, end);
    if (!rest.empty() && !context_.sink.text({.text = rest, .first_line = state_.line, .part = "overflow", .prose = false})) refused_ = true;
    if (end == std::string_view::npos) return {};
    in_long_line_ = false;
    ++state_.line;
    return piece.substr(end + 1);
  }

  TextReader reader_;
  ExtractContext& context_;
  Plan plan_;
  SplitState state_;
  RowBatch batch_;
  std::string carry_;
  std::size_t columns_ = 0;
  bool header_done_ = false;
  bool in_long_line_ = false;
  bool refused_ = false;
};

base::Status extract_table(ByteSource& source, ExtractContext& context) {
  auto head = head_text(source);
  if (!head) return std::unexpected(head.error());
  Plan plan = make_plan(head->utf8, head->whole);
  auto reader = TextReader::open(source, context.limits, {.block_bytes = std::min(context.limits.block_bytes, kBatchBytes)});
  if (!reader) return std::unexpected(reader.error());
  return TableReader(std::move(*reader), context, std::move(plan)).run();
}

template <DialectFamily Family>
int is_table(const Sniff& s) {
  if (s.text.empty()) return 0;
  const auto guess = guess_dialect(s.text, s.whole, Family);
  return guess ? kTable + static_cast<int>(guess->score * 10) : 0;
}

GD_FORMAT({.id = "csv",
           .zh = "分隔符表格",
           .en = "Delimited table",
           .extensions = "csv psv txt",
           .identify = is_table<DialectFamily::marks>,
           .extract = extract_table});
GD_FORMAT({.id = "tsv",
           .zh = "制表符分隔表格",
           .en = "Tab-separated table",
           .extensions = "tsv tab txt",
           .identify = is_table<DialectFamily::tabs>,
           .extract = extract_table});
GD_FORMAT({.id = "columns",
           .zh = "空格对齐表格",
           .en = "Blank-separated table",
           .extensions = "dat txt prn",
           .identify = is_table<DialectFamily::blanks>,
           .extract = extract_table});

}  // namespace
}  // namespace gongdun::read
