// What the first rows of a table are: title rows, header rows, a unit row, a second header in another language, or already data.
// Pure; used for delimited text, spreadsheets and tables in documents.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "read/content.h"

namespace gongdun::read {

// The first rows as strings, empty cells included (20–50 rows are plenty). For merged cells give the text in the first cell of the merged
// range only, the rest empty.
using SampleRows = std::vector<std::vector<std::string>>;

struct HeaderGuess {
  std::string title;            // title rows above the header, joined by '\n'
  std::size_t title_rows = 0;   // rows before the header (titles and blank rows)
  std::size_t header_rows = 0;  // header, second language, unit, type rows; 0: no header
  bool has_header = false;
  std::vector<Column> columns;  // as wide as the widest row; names empty without header
  std::size_t first_data_row() const { return title_rows + header_rows; }
};

HeaderGuess guess_header(const SampleRows& rows);

}  // namespace gongdun::read
