#include "read/delimited_split.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "read/byte_scan.h"

namespace gongdun::read {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

class Splitter {
 public:
  Splitter(char* data, std::size_t size, bool last, SplitState& state)
      : data_(data), size_(size), last_(last), state_(state), cells_(state.cells), dialect_(state.dialect) {}

  std::size_t run() {
    state_.rows = 0;
    state_.widest = 0;
    state_.overflow.clear();
    const char blank = dialect_.blanks ? '\t' : dialect_.delimiter;
    const char delimiter = dialect_.blanks ? ' ' : dialect_.delimiter;
    const char quote = dialect_.quote == 0 ? delimiter : dialect_.quote;
    std::size_t base = 0;
    while (base < size_) {
      std::uint64_t mask = mask_of(data_ + base, delimiter, blank, dialect_.line_end, quote);
      std::size_t next = base + 64;
      while (mask != 0) {
        const std::size_t at = base + static_cast<std::size_t>(std::countr_zero(mask));
        mask &= mask - 1;
        if (at >= size_) break;
        const std::size_t after = take(at);
        if (after == kWait) return record_;
        if (after == at + 1) continue;
        next = after;  // a quoted cell was passed over
        break;
      }
      base = next;
    }
    if (!last_) return record_;
    if (record_ < size_) end_record(size_);
    return size_;
  }

 private:
  static constexpr std::size_t kWait = static_cast<std::size_t>(-1);

  // One special character. Returns where to go on.
  std::size_t take(std::size_t at) {
    const char c = data_[at];
    if (c == dialect_.line_end) {
      end_record(at);
      return at + 1;
    }
    if (c == dialect_.quote && dialect_.quote != 0) return at_cell_start(at) ? quoted(at) : at + 1;
    if (dialect_.blanks) {
      end_blank(at);
    } else {
      end_cell(at);
      ++column_;
    }
    return at + 1;
  }

  bool at_cell_start(std::size_t at) const {
    if (at == literal_quote_) return false;
    std::size_t from = cell_;
    while (from < at && (data_[from] == ' ' || data_[from] == kCellSeparator)) ++from;
    return from == at;
  }

  void end_blank(std::size_t at) {
    if (dialect_.wide_blanks && at > cell_ && data_[at] == ' ') {
      const bool single = at + 1 >= size_ || (!is_blank(data_[at + 1]) && data_[at + 1] != dialect_.line_end);
      if (single) return;
    }
    const bool any = at > cell_;
    end_cell(at);
    if (any) ++column_;
  }

  // The closing quote of a cell that opens at `open`; npos if there is none in the data.
  std::size_t closing_quote(std::size_t open) const {
    std::size_t at = open + 1;
    while (at < size_) {
      const auto* found = static_cast<const char*>(std::memchr(data_ + at, dialect_.quote, size_ - at));
      if (found == nullptr) return kWait;
      at = static_cast<std::size_t>(found - data_);
      if (at + 1 < size_ && data_[at + 1] == dialect_.quote) {
        at += 2;
      } else {
        return at;
      }
    }
    return kWait;
  }

  bool ends_cell(std::size_t at) const {
    while (at < size_ && (data_[at] == ' ' || data_[at] == '\r')) ++at;
    return at >= size_ || data_[at] == dialect_.line_end || data_[at] == dialect_.delimiter || (dialect_.blanks && is_blank(data_[at]));
  }

  std::size_t quoted(std::size_t open) {
    const std::size_t close = closing_quote(open);
    const bool unclosed = close == kWait || (close + 1 == size_ && !last_);
    if (unclosed && !last_ && size_ - record_ < kMaxRecordBytes) return kWait;
    const std::size_t lines = unclosed ? 0 : count_byte({data_ + open, close - open}, dialect_.line_end);
    if (unclosed || (lines > 0 && !ends_cell(close + 1))) {
      literal_quote_ = open;  // not a quote at all: an inch mark, a stray character
      return open + 1;
    }
    // The content moves left over the opening quote; doubled quotes become one.
    std::size_t write = open;
    for (std::size_t read = open + 1; read < close;) {
      const auto* mark = static_cast<const char*>(std::memchr(data_ + read, dialect_.quote, close - read));
      const std::size_t stop = mark == nullptr ? close : static_cast<std::size_t>(mark - data_) + 1;
      std::memmove(data_ + write, data_ + read, stop - read);
      write += stop - read;
      read = mark == nullptr ? close : stop + 1;
    }
    std::memset(data_ + write, kCellSeparator, close + 1 - write);
    lines_inside_ += lines;
    std::memset(data_ + cell_, kCellSeparator, open - cell_);
    cell_ = open;
    quoted_end_ = write;
    quoted_cell_ = true;
    return close + 1;
  }

  // The common case: nothing to trim, nothing too long, no quotes.
  bool end_plain_cell(std::size_t at) {
    const std::size_t length = at - cell_;
    if (length == 0 || length > state_.cell_bytes || quoted_cell_ || at >= size_ || column_ >= state_.max_columns || dialect_.edges) return false;
    if (static_cast<unsigned char>(data_[cell_]) <= ' ' || static_cast<unsigned char>(data_[at - 1]) <= ' ') return false;
    put(cell_, at, column_);
    data_[at] = kCellSeparator;
    cell_ = at + 1;
    return true;
  }

  void end_cell(std::size_t at) {
    if (!end_plain_cell(at)) end_any_cell(at);
  }

  [[gnu::noinline]] void end_any_cell(std::size_t at) {
    std::size_t begin = cell_, end = at;
    if (quoted_cell_) {
      // Whatever follows the closing quote, blanks apart, stays part of the cell.
      while (end > quoted_end_ && (is_blank(data_[end - 1]) || data_[end - 1] == kCellSeparator)) data_[--end] = kCellSeparator;
      if (end > quoted_end_) end = close_gap(end);
      quoted_cell_ = false;
    }
    while (begin < end && is_blank(data_[begin])) data_[begin++] = kCellSeparator;
    while (end > begin && is_blank(data_[end - 1])) data_[--end] = kCellSeparator;
    if (end > begin) add(begin, end);
    if (at < size_) data_[at] = kCellSeparator;
    cell_ = at + 1;
  }

  // "abc"def: the separators between the two parts are taken out.
  std::size_t close_gap(std::size_t end) {
    std::size_t from = quoted_end_;
    while (from < end && data_[from] == kCellSeparator) ++from;
    std::memmove(data_ + quoted_end_, data_ + from, end - from);
    const std::size_t new_end = quoted_end_ + (end - from);
    std::memset(data_ + new_end, kCellSeparator, end - new_end);
    return new_end;
  }

  void add(std::size_t begin, std::size_t end) {
    const std::uint32_t column = dialect_.edges ? column_ - 1 : column_;
    if (column >= state_.max_columns) {
      state_.overflow.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), state_.line});
      return;
    }
    if (end - begin > state_.cell_bytes) {
      std::size_t cut = begin + state_.cell_bytes;
      for (int back = 0; back < 3 && cut > begin + 1 && (static_cast<unsigned char>(data_[cut]) & 0xC0) == 0x80; ++back) --cut;  // not inside a character
      state_.overflow.push_back({static_cast<std::uint32_t>(cut), static_cast<std::uint32_t>(end), state_.line});
      end = cut;
    }
    put(begin, end, column);
  }

  // The vector is kept larger than filled and cut at the end: appending one by one took a third of the whole time.
  void put(std::size_t begin, std::size_t end, std::uint32_t column) {
    if (count_ == cells_.size()) cells_.resize(std::max<std::size_t>(1024, cells_.size() * 2));
    Cell& cell = cells_[count_++];
    cell.begin = static_cast<std::uint32_t>(begin);
    cell.end = static_cast<std::uint32_t>(end);
    cell.column = column;
    cell.row = state_.line;
  }

  bool is_rule() const {
    const auto plain = [this](const Cell& cell) {
      return std::all_of(data_ + cell.begin, data_ + cell.end, [](char c) { return c == '-' || c == '+' || c == '=' || c == ':'; });
    };
    return std::all_of(cells_.begin() + static_cast<std::ptrdiff_t>(first_cell_), cells_.begin() + static_cast<std::ptrdiff_t>(count_), plain);
  }

  void end_record(std::size_t at) {
    const bool had_cell = at > cell_;
    end_cell(at);
    std::uint32_t width = column_ + 1;
    if (dialect_.blanks && !had_cell && column_ > 0) --width;  // blanks at the end of the line
    if (dialect_.edges) width = column_ > 1 ? column_ - 1 : column_;
    const bool blank = count_ == first_cell_ && column_ == 0;
    if (dialect_.edges && count_ > first_cell_ && is_rule()) {
      count_ = first_cell_;
      width = 0;
    }
    if (!blank && width > 0) {
      ++state_.rows;
      if (count_ > first_cell_) state_.widest = std::max(state_.widest, cells_[count_ - 1].column + 1);
    }
    if (state_.widths != nullptr) state_.widths->push_back(blank ? 0 : width);
    if (state_.starts != nullptr) state_.starts->push_back(state_.line);
    state_.line += 1 + lines_inside_;
    lines_inside_ = 0;
    column_ = 0;
    record_ = std::min(at + 1, size_);
    first_cell_ = count_;
  }

 public:
  // Cells of a record that has to wait are taken back.
  void forget_incomplete() { cells_.resize(first_cell_); }

 private:
  char* data_;
  std::size_t size_;
  bool last_;
  SplitState& state_;
  std::vector<Cell>& cells_;
  std::size_t count_ = 0;  // of cells_ that are filled
  const Dialect dialect_;
  std::size_t record_ = 0;      // where the current record begins
  std::size_t cell_ = 0;        // where the current cell begins
  std::size_t first_cell_ = 0;  // of the current record in state_.cells
  std::uint32_t column_ = 0;
  std::uint64_t lines_inside_ = 0;
  bool quoted_cell_ = false;
  std::size_t quoted_end_ = 0;  // end of the quoted part of the current cell
  std::size_t literal_quote_ = kWait;
};

}  // namespace

std::size_t split_records(char* data, std::size_t size, bool last, SplitState& state) {
  Splitter splitter(data, size, last, state);
  const std::size_t used = splitter.run();
  splitter.forget_incomplete();
  const auto behind = [used](const Overflow& o) { return o.begin >= used; };
  state.overflow.erase(std::remove_if(state.overflow.begin(), state.overflow.end(), behind), state.overflow.end());
  return used;
}

}  // namespace gongdun::read
