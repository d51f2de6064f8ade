// The rows of a workbook (XLSX) or of delimited text exactly as they stand, cell by cell and each with its place: for lists that people fill in and
// hand back, where nothing may be guessed. Streamed: memory is one row, and for a workbook the table of strings it shares (Limits::whole_bytes).
// Cells hold what a person sees; of a formula that is its stored result, and the one character U+001A where none was stored.
// Source: ISO/IEC 29500-1 §18.3; RFC 4180 (separators ',' ';' and tab; UTF-8, UTF-16, GB18030 by content).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/stop_flag.h"
#include "read/byte_source.h"
#include "read/limits.h"

namespace gongdun::read {

class RowSink {
 public:
  virtual ~RowSink() = default;
  // A sheet begins; false: pass it by. Delimited text is one sheet without a name.
  virtual bool sheet(const std::string& name, bool hidden) = 0;
  // `number`: row of the sheet, or line of the text. Empty rows may be left out. False: that is enough of this sheet.
  virtual bool row(std::uint64_t number, const std::vector<std::string>& cells) = 0;
};

struct SheetRows {
  bool workbook = false;
  std::string encoding;              // of a text
  std::uint64_t merged = 0;          // ranges of merged cells, of which only the first cell has a value
  std::vector<base::Error> damages;  // what could not be read although it is there; at most 20
};

// Fails for what is neither a workbook nor text: `unsupported`, with words about what to do.
base::Result<SheetRows> read_sheet_rows(ByteSource& source, const Limits& limits, const base::StopFlag& stop, RowSink& sink);

}  // namespace gongdun::read
