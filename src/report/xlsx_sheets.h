#pragma once
#include <string>
#include <vector>

#include "report/document.h"
#include "report/outline.h"
#include "report/xlsx_parts.h"

namespace gongdun::report {

struct SheetEntry {
  std::string name, title;
  std::size_t rows = 0;
};

// First sheet: title block, key figures and the list of sheets with links.
void write_overview(lxw_worksheet* sheet, Formats& formats, const Document& document, const std::vector<SheetEntry>& entries);
// One table, head frozen and filtered; rows [from, to).
void write_table(lxw_worksheet* sheet, Formats& formats, const TableBlock& table, std::size_t from, std::size_t to);
// Last sheet: the text of the report in reading order (findings, method, basis).
void write_narrative(lxw_worksheet* sheet, Formats& formats, const Document& document, const Outline& outline);

}  // namespace gongdun::report
