// Dialect guess, header guess and record splitting over any text: no crash, cells in order and inside the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "read/delimited_split.h"
#include "read/dialect.h"
#include "read/header_guess.h"

using namespace gongdun::read;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Dialect dialect;
  if (const auto guess = guess_dialect(text, true)) dialect = guess->dialect;
  std::vector<std::uint64_t> lines;
  guess_header(sample_records(text, true, dialect, 60, lines));
  for (const bool last : {true, false}) {
    SplitState state{.dialect = dialect, .cell_bytes = 64, .max_columns = 16};
    std::string copy = text + std::string(kSplitPadding, kCellSeparator);
    const std::size_t used = split_records(copy.data(), text.size(), last, state);
    if (used > text.size() || (last && used != text.size())) std::abort();
    std::uint32_t end = 0;
    for (const Cell& cell : state.cells) {
      if (cell.begin < end || cell.end <= cell.begin || cell.end > text.size() || cell.column >= 16) std::abort();
      end = cell.end;
    }
  }
  return 0;
}
