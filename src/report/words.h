// The writers' own words in the two languages: everything a report says that does not come from its Document.
#pragma once
#include <cstddef>
#include <string>

#include "base/bilingual.h"

namespace gongdun::report::words {

std::string contents(base::Lang lang);
std::string page_of(base::Lang lang, int page, int total);  // 第 3 页 / 共 12 页
std::string table_number(base::Lang lang, int number);      // 表 1
std::string figure_number(base::Lang lang, int number);     // 图 1
std::string nothing(base::Lang lang);                       // for an empty table without a text of its own
std::string total(base::Lang lang);
std::string others(base::Lang lang, std::size_t count);  // 其他（合计 4 项）
std::string more_rows(base::Lang lang, std::size_t shown, std::size_t all, const std::string& sheet);
std::string more_columns(base::Lang lang, std::size_t hidden, const std::string& sheet);
std::string cells_cut(base::Lang lang, std::size_t cells, std::size_t limit);
std::string overview(base::Lang lang);  // first sheet of the workbook
std::string sheets(base::Lang lang);    // list of sheets on it
std::string rows(base::Lang lang);
std::string notes_sheet(base::Lang lang);  // last sheet: the text of the report
std::string key_figures(base::Lang lang);

}  // namespace gongdun::report::words
