// A table as the page shows it: cells cleaned and cut, rows and columns limited, column shares settled, and every limit that bit said in a note.
#pragma once
#include <string>
#include <vector>

#include "report/document.h"

namespace gongdun::report {

inline constexpr std::size_t kPrintedColumns = 14;

struct PrintedCell {
  std::string text;
  Tone tone = Tone::normal;
  bool number = false;
  bool badge = false;  // short text with a tone
};

struct PrintedColumn {
  std::string title;
  Align align = Align::left;
  double share = 0;  // of the body width; all shares add up to 1
};

struct PrintedTable {
  std::string title;
  std::vector<PrintedColumn> columns;
  std::vector<std::vector<PrintedCell>> rows;  // every row has one cell per column
  std::vector<std::string> notes;
  std::string empty_text;  // set when there are no rows
};

PrintedTable print_table(const TableBlock& table, base::Lang lang);

}  // namespace gongdun::report
