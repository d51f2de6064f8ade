#include "serve/list_form.h"

#include <fmt/format.h>

namespace gongdun::serve {

using base::Lang;

namespace {

constexpr std::string_view kNotesZh = "填写说明", kNotesEn = "Notes", kChoicesZh = "可选值", kChoicesEn = "Choices";

std::string title_of(const ImportColumn& column) {
  return column.title.zh + (column.required ? " *" : "") + "\n" + column.title.en;
}

std::vector<std::vector<std::string>> notes_of(const ListKind& list, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::vector<std::vector<std::string>> out;
  out.push_back({zh ? "每行一项；列可以调换次序，选填列可以删去；列名不可改写。空白行不计。"
                    : "One thing a row. Columns may change places, optional ones may go; titles may not change. Blank rows do not count."});
  out.push_back({zh ? "请勿合并单元格；公式以其保存的结果为准。隐藏的工作表不读取。"
                    : "Do not merge cells. Of a formula its stored result counts. Hidden sheets are not read."});
  out.push_back({fmt::format(fmt::runtime(zh ? "最多 {} 行，文件不超过 {} MiB。重复导入同一文件不会重复建立。"
                                             : "At most {} rows, {} MiB. Importing the same file again makes nothing twice."),
                             200'000, 128)});
  out.push_back({zh ? "列" : "Column", zh ? "是否必填" : "Needed", zh ? "填写内容" : "What it takes", zh ? "列的固定名称" : "Stable name"});
  for (const ImportColumn& column : list.import->columns) {
    const char* needed = column.told ? (zh ? "不读取" : "not read") : column.required ? (zh ? "必填" : "yes") : (zh ? "选填" : "no");
    out.push_back({column.title.in(lang), needed, column.note.in(lang), std::string(column.key)});
  }
  return out;
}

}  // namespace

const std::vector<FaultColumn>& fault_columns() {
  static const std::vector<FaultColumn> all{{"fault_row", {"原行号", "Row"}, 10},
                                            {"fault_cell", {"单元格", "Cell"}, 10},
                                            {"fault_zh", {"未导入的原因", "Reason (Chinese)"}, 48},
                                            {"fault_en", {"英文原因", "Reason"}, 48}};
  return all;
}

report::ListSheet import_sheet(const ListKind& list, Lang lang, const std::string& mark, bool faults) {
  report::ListSheet sheet{.name = list.title.in(lang), .mark = mark};
  if (faults)
    for (const FaultColumn& column : fault_columns())
      sheet.columns.push_back({.title = column.title.zh + "\n" + column.title.en, .width = column.width, .key = std::string(column.key)});
  for (const ImportColumn& column : list.import->columns) {
    report::SheetColumn one{.title = title_of(column), .width = column.width, .text = true, .key = std::string(column.key)};
    for (const Choice& choice : column.choices) one.choices.push_back(choice.title.in(lang));
    sheet.columns.push_back(std::move(one));
  }
  sheet.notes_name = lang == Lang::zh ? kNotesZh : kNotesEn;
  sheet.choices_name = lang == Lang::zh ? kChoicesZh : kChoicesEn;
  sheet.notes = notes_of(list, lang);
  return sheet;
}

bool is_form_sheet(std::string_view name) {
  return name == kNotesZh || name == kNotesEn || name == kChoicesZh || name == kChoicesEn;
}

std::string watermark(const Node& node, const access::Caller& caller, Lang lang) {
  const std::string at = base::local_minute(base::now_us());
  return lang == Lang::zh ? fmt::format("由 {}（{}）于 {} 从“{}”导出", caller.name, caller.login, at, node.settings().name)
                          : fmt::format("Exported by {} ({}) at {} from \"{}\"", caller.name, caller.login, at, node.settings().name);
}

}  // namespace gongdun::serve
