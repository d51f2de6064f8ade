#include "report/words.h"

#include <fmt/format.h>

#include "report/text.h"

namespace gongdun::report::words {
namespace {
bool zh(base::Lang lang) {
  return lang == base::Lang::zh;
}
std::string count(std::size_t n) {
  return number_text(static_cast<double>(n));
}
}  // namespace

std::string contents(base::Lang lang) {
  return zh(lang) ? "目　录" : "Contents";
}

std::string page_of(base::Lang lang, int page, int total) {
  return zh(lang) ? fmt::format("第 {} 页 / 共 {} 页", page, total) : fmt::format("Page {} of {}", page, total);
}

std::string table_number(base::Lang lang, int number) {
  return fmt::format("{} {}", zh(lang) ? "表" : "Table", number);
}
std::string figure_number(base::Lang lang, int number) {
  return fmt::format("{} {}", zh(lang) ? "图" : "Figure", number);
}
std::string nothing(base::Lang lang) {
  return zh(lang) ? "无" : "None";
}
std::string total(base::Lang lang) {
  return zh(lang) ? "合计" : "Total";
}

std::string others(base::Lang lang, std::size_t n) {
  return zh(lang) ? fmt::format("其他（合计 {} 项）", n) : fmt::format("Others ({} together)", n);
}

std::string more_rows(base::Lang lang, std::size_t shown, std::size_t all, const std::string& sheet) {
  if (zh(lang)) {
    const std::string where = sheet.empty() ? "其余未列出。" : fmt::format("完整清单见随附 XLSX 文件的“{}”工作表。", sheet);
    return fmt::format("本表共 {} 行，此处列出前 {} 行；{}", count(all), count(shown), where);
  }
  const std::string where = sheet.empty() ? "the others are not listed." : fmt::format("the full list is in sheet “{}” of the XLSX file.", sheet);
  return fmt::format("The first {} of {} rows are shown; {}", count(shown), count(all), where);
}

std::string more_columns(base::Lang lang, std::size_t hidden, const std::string& sheet) {
  if (zh(lang)) {
    const std::string where = sheet.empty() ? "未列出。" : fmt::format("见随附 XLSX 文件的“{}”工作表。", sheet);
    return fmt::format("另有 {} 列因版面所限{}", hidden, where);
  }
  const std::string where = sheet.empty() ? "not shown." : fmt::format("in sheet “{}” of the XLSX file.", sheet);
  return fmt::format("{} further columns do not fit the page: {}", hidden, where);
}

std::string cells_cut(base::Lang lang, std::size_t cells, std::size_t limit) {
  return zh(lang) ? fmt::format("{} 个单元格内容过长，仅保留前 {} 个字符，以“…”结尾。", count(cells), count(limit))
                  : fmt::format("{} long cells are cut after {} characters and end with “…”.", count(cells), count(limit));
}

std::string overview(base::Lang lang) {
  return zh(lang) ? "概览" : "Overview";
}
std::string sheets(base::Lang lang) {
  return zh(lang) ? "工作表" : "Sheets";
}
std::string rows(base::Lang lang) {
  return zh(lang) ? "行数" : "Rows";
}
std::string notes_sheet(base::Lang lang) {
  return zh(lang) ? "报告正文" : "Report text";
}
std::string key_figures(base::Lang lang) {
  return zh(lang) ? "关键数字" : "Key figures";
}

}  // namespace gongdun::report::words
