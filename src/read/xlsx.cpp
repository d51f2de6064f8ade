// Excel workbooks: .xlsx, .xlsm, transitional and strict. Macros are read as text and never run, links are not followed.
#include "read/ooxml.h"
#include "read/xlsx_parts.h"

namespace gongdun::read {

void read_workbook(OfficeDocument& document) {
  if (document.main_part.ends_with(".bin")) return read_binary_workbook(document);
  Workbook workbook;
  load_workbook(document, workbook);
  for (const SheetEntry& sheet : workbook.sheets) {
    if (!document.going()) return;
    read_sheet(document, workbook, sheet);
  }
}

GD_FORMAT({"xlsx", "Excel 工作簿", "Excel workbook", "xlsx xlsm xltx xltm", identify_ooxml<"xl/">, extract_ooxml});

}  // namespace gongdun::read
