// The sheet people fill in: titles in both languages, a hidden row of stable names, lists to choose from, and a second sheet saying what each cell takes.
#pragma once
#include "report/list_workbook.h"
#include "serve/list_kind.h"

namespace gongdun::serve {

// Columns that say what was wrong with a row stand before the others in a workbook of refused rows; importing such a workbook again passes them by.
struct FaultColumn {
  std::string_view key;
  base::Bilingual title;
  double width;
};
const std::vector<FaultColumn>& fault_columns();

// `faults`: with the columns above.
report::ListSheet import_sheet(const ListKind& list, base::Lang lang, const std::string& mark, bool faults);
// Names of the sheets that are no data.
bool is_form_sheet(std::string_view name);
// "由 … 于 … 从 … 导出": the mark of everything that leaves the node.
std::string watermark(const Node& node, const access::Caller& caller, base::Lang lang);

}  // namespace gongdun::serve
