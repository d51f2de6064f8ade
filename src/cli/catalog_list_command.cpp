#include <fmt/format.h>

#include "base/utf8.h"
#include "catalog/catalog_export.h"
#include "catalog/json_output.h"
#include "catalog/report_model.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Lang;

namespace {

std::string human_list(const std::vector<catalog::Asset>& assets, Lang lang) {
  const bool zh = lang == Lang::zh;
  TextTable table{.header = zh ? std::vector<std::string>{"编号", "级别", "决定", "行业", "类别", "文件", "数据资产"}
                               : std::vector<std::string>{"id", "grade", "decided", "sector", "category", "files", "asset"},
                  .widths = {14, 16, 12, 6, 30, 6, 0}};
  for (const auto& asset : assets) {
    const std::string decided = asset.confirmed ? grade::grade_code(asset.confirmed->grade) + "*"
                                : asset.decided ? grade::grade_code(asset.decided->grade) + (asset.disagrees() ? " ≠" : "")
                                                : "";
    table.rows.push_back({asset.id, grade::grade_title(asset.assessment.proposed, lang), decided, asset.assessment.sector.id, asset.assessment.category,
                          fmt::format("{}", asset.items.size()), base::printable(asset.name) + (asset.vanished ? (zh ? "（已消失）" : " (vanished)") : "")});
  }
  const std::string legend = zh ? "≠ 决定与系统建议不一致；* 已经主管部门确认\n" : "≠ the decision differs from the proposal; * confirmed by the authority\n";
  return table.text() + fmt::format("{}\n", zh ? fmt::format("共 {} 项。", assets.size()) : fmt::format("{} assets.", assets.size())) + legend;
}

}  // namespace

int run(const CatalogListOptions& options) {
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), options.common.lang);
  catalog::AssetFilter filter{.sector = options.sector,
                              .category_prefix = options.category,
                              .text = options.text,
                              .include_vanished = options.all,
                              .with_columns = options.format == "json"};
  if (!options.grade.empty()) filter.at_least = grade::parse_class(options.grade);
  auto assets = (*catalog)->assets(filter);
  if (!assets) return report_error(assets.error(), options.common.lang);
  if (options.format == "json") {
    print("[");
    for (std::size_t i = 0; i < assets->size(); ++i) print((i == 0 ? "\n" : ",\n") + catalog::asset_object((*assets)[i], options.common.lang));
    print("\n]\n");
  } else if (options.format == "csv") {
    print(catalog::catalog_csv(*assets, options.common.lang));
  } else {
    print(human_list(*assets, options.common.lang));
  }
  return kDone;
}

int run(const CatalogExportOptions& options) {
  const Lang lang = options.common.lang;
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  auto assets = (*catalog)->assets({});
  if (!assets) return report_error(assets.error(), lang);
  auto status = catalog::export_catalog(*assets, options.format, options.output, lang, print);
  if (!status) return report_error(status.error(), lang);
  if (options.output != "-")
    print_error(lang == Lang::zh ? fmt::format("已导出 {} 项到 {}", assets->size(), options.output)
                                 : fmt::format("{} assets written to {}", assets->size(), options.output));
  return kDone;
}

}  // namespace gongdun::cli
