// Excel workbooks: .xlsx, .xlsm, transitional and strict. Macros are not looked at, links are not followed.
#include "read/ooxml.h"
#include "read/xlsx_parts.h"

namespace gongdun::read {

void read_workbook(OfficeDocument& document) {
  Workbook workbook;
  load_workbook(document, workbook);
  for (const SheetEntry& sheet : workbook.sheets) {
    if (!document.going()) return;
    read_sheet(document, workbook, sheet);
  }
}

GD_FORMAT({"xlsx", "Excel 工作簿", "Excel workbook", "xlsx xlsm xltx xltm", identify_ooxml<"xl/">, extract_ooxml});

}  // namespace gongdun::read
