// The small parts of a workbook that its sheets need: list of sheets, number formats, cell notes. Private to the XLSX reader.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/number_format.h"
#include "read/office_document.h"
#include "read/shared_strings.h"

namespace gongdun::read {

struct SheetEntry {
  std::string name;
  std::string part;
  bool hidden = false;  // hidden and very hidden sheets are read like the others
};

struct Workbook {
  std::vector<SheetEntry> sheets;
  std::vector<NumberFormat> formats;  // by cell style index
  SharedStrings strings;
  bool epoch_1904 = false;
  bool forms = false;  // read to be filled in, not searched: a formula without a stored result is kNoResult, not its text
};

inline constexpr std::string_view kNoResult = "\x1a";

// Loads everything but the sheets; what is missing or broken is reported and left empty.
void load_workbook(OfficeDocument& document, Workbook& workbook);

struct CellPlace {
  std::uint32_t column = 0;  // from 0
  std::uint64_t row = 0;     // from 1
};
// "BC23" → column 54, row 23.
std::optional<CellPlace> parse_cell_place(std::string_view reference);

// Reads one worksheet: rows to document.table, notes, header lines and drawing text to document.text. Returns how many ranges are merged.
std::uint64_t read_sheet(OfficeDocument& document, const Workbook& workbook, const SheetEntry& sheet);

}  // namespace gongdun::read
