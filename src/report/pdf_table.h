#pragma once
#include "report/pdf_pages.h"
#include "report/printed_table.h"

namespace gongdun::report {

// Draws a table from the pen's place on: head repeated on every page, rows kept whole unless one is taller than a page allows.
// `caption` is "表 1　…" or empty.
void draw_table(Pages& pages, const PrintedTable& table, const std::string& caption);

}  // namespace gongdun::report
