// Cuts delimited text into records and cells, in place: delimiters, quotes and padding become kCellSeparator, so the text itself is the
// `data` of a RowBatch and nothing is copied cell by cell. Pure; any bytes are accepted.
#pragma once
#include <cstdint>
#include <vector>

#include "read/content.h"

namespace gongdun::read {

struct Dialect {
  char delimiter = ',';
  char quote = '"';  // 0: quotes mean nothing
  char line_end = '\n';
  bool blanks = false;       // any run of blanks separates cells
  bool wide_blanks = false;  // two blanks or more separate cells (with blanks = true)
  bool edges = false;        // | a | b |: a delimiter before the first and after the last cell; rule lines |---|---| are dropped
  bool operator==(const Dialect&) const = default;
};

// A piece that does not fit in a cell and is handed on as text.
struct Overflow {
  std::uint32_t begin = 0, end = 0;
  std::uint64_t row = 0;
};

struct SplitState {
  Dialect dialect;
  std::size_t cell_bytes = 64 << 10;
  std::size_t max_columns = 16'384;
  std::uint64_t line = 1;  // of the next record
  // Results of the last call:
  std::uint64_t rows = 0;    // records that are not blank lines
  std::uint32_t widest = 0;  // columns of the widest record
  std::vector<Cell> cells;
  std::vector<Overflow> overflow;
  // Only if wanted, of every record: columns (blank lines 0) and the line it begins at.
  std::vector<std::uint32_t>* widths = nullptr;
  std::vector<std::uint64_t>* starts = nullptr;
};

// Bytes that may be read behind `size`.
inline constexpr std::size_t kSplitPadding = 64;
// A record longer than this is not waited for: its open quote is taken for a character.
inline constexpr std::size_t kMaxRecordBytes = 1 << 20;

// Splits data[0, size); data must have kSplitPadding readable bytes behind. Returns how many bytes were used up by whole records; the
// rest is an incomplete record, whose bytes may have been changed: take it again from the original. With `last` all is used up.
std::size_t split_records(char* data, std::size_t size, bool last, SplitState& state);

}  // namespace gongdun::read
