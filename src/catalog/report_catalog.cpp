// The catalog: what fits a page on the page, every field in the workbook.
#include "catalog/report_sections.h"

namespace gongdun::catalog {

using base::Lang;

namespace {

constexpr std::size_t kPrintedRows = 200;

report::TableBlock empty_table(const ReportInput& input, report::Shown shown) {
  report::TableBlock table;
  table.sheet = input.lang == Lang::zh ? "数据资源清单" : "Catalog";
  table.empty_text = input.lang == Lang::zh ? "没有数据资产。" : "No assets.";
  table.shown = shown;
  return table;
}

report::TableCell grade_cell(const Asset& asset, Lang lang) {
  return {.text = grade::grade_title(effective_grade(asset), lang), .tone = grade_tone(effective_grade(asset))};
}

report::TableBlock page_table(const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  report::TableBlock table = empty_table(input, report::Shown::page);
  table.printed_rows = kPrintedRows;
  table.columns = {{zh ? "数据资产" : "Asset", 3.2}, {zh ? "类别" : "Category", 2.2},
                   {zh ? "行业" : "Sector", 1.1},    {zh ? "级别" : "Grade", 1.5, report::Align::center},
                   {zh ? "决定" : "Decision", 1.1},  {zh ? "行数" : "Rows", 1, report::Align::right},
                   {zh ? "载体" : "Carriers", 4.4}};
  for (const Asset& asset : input.assets)
    table.rows.push_back({{.text = asset.name},
                          {.text = category_name(input, asset.assessment.category)},
                          {.text = sector_name(input, asset.assessment.sector.id)},
                          grade_cell(asset, input.lang),
                          {.text = decision_text(asset, input.lang)},
                          number_cell(asset.facts.rows),
                          {.text = carriers_text(input, asset)}});
  return table;
}

report::TableBlock sheet_table(const ReportInput& input) {
  const bool zh = input.lang == Lang::zh;
  report::TableBlock table = empty_table(input, report::Shown::sheet);
  table.columns = {{zh ? "编号" : "Id", 1.8},
                   {zh ? "数据资产" : "Asset", 3},
                   {zh ? "类别" : "Category", 2.4},
                   {zh ? "行业" : "Sector", 1.3},
                   {zh ? "级别" : "Grade", 1.5, report::Align::center},
                   {zh ? "决定" : "Decision", 1.6},
                   {zh ? "文件数" : "Files", 0.9, report::Align::right},
                   {zh ? "行数" : "Rows", 1.1, report::Align::right},
                   {zh ? "约计人数" : "Persons", 1.1, report::Align::right},
                   {zh ? "载体" : "Carriers", 3.2},
                   {zh ? "理由" : "Reasons", 5}};
  for (const Asset& asset : input.assets) {
    std::string reasons;
    for (const auto& reason : asset.assessment.reasons) reasons += (reasons.empty() ? "" : "\n") + reason_text(reason, input.lang);
    table.rows.push_back({{.text = asset.id},
                          {.text = asset.name},
                          {.text = category_name(input, asset.assessment.category)},
                          {.text = sector_name(input, asset.assessment.sector.id)},
                          grade_cell(asset, input.lang),
                          {.text = decision_text(asset, input.lang)},
                          number_cell(asset.items.size()),
                          number_cell(asset.facts.rows),
                          number_cell(asset.facts.persons),
                          {.text = carriers_text(input, asset)},
                          {.text = reasons}});
  }
  return table;
}

}  // namespace

void add_catalog(report::Document& document, const ReportInput& input) {
  document.blocks.emplace_back(report::Heading{1, input.lang == Lang::zh ? "数据资源清单" : "Data catalog", "catalog"});
  document.blocks.emplace_back(page_table(input));
  document.blocks.emplace_back(sheet_table(input));
}

}  // namespace gongdun::catalog
