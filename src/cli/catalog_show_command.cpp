#include <fmt/format.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "catalog/json_output.h"
#include "catalog/report_model.h"
#include "cli/asset_text.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace gongdun::cli {

int run(const CatalogShowOptions& options) {
  const base::Lang lang = options.common.lang;
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  auto asset = (*catalog)->asset(options.id);
  if (!asset) return report_error(asset.error(), lang);
  if (options.format == "json") {
    print(catalog::asset_object(*asset, lang) + "\n");
    return kDone;
  }
  auto text = asset_text(**catalog, *asset, lang);
  if (!text) return report_error(text.error(), lang);
  print(*text);
  return kDone;
}

int run(const CatalogDecideOptions& options) {
  const base::Lang lang = options.common.lang;
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  auto asset = (*catalog)->asset(options.id);
  if (!asset) return report_error(asset.error(), lang);
  std::optional<grade::Grade> grade = grade::parse_grade(options.grade);
  // The authority usually confirms what the organisation decided, or what was proposed.
  if (options.confirm && options.grade.empty()) grade = asset->decided ? asset->decided->grade : asset->assessment.proposed;
  if (!grade) {
    const std::string known = "core, important, general-1, general-2, general-3, general-4";
    return report_error({base::Code::invalid_input, {"没有这个级别，可用：" + known, "no such grade; known: " + known}, options.grade}, lang);
  }
  const auto kind = options.confirm ? catalog::DecisionKind::confirmed : catalog::DecisionKind::decided;
  if (auto status = (*catalog)->decide(asset->id, kind, *grade, options.reason, options.by); !status) return report_error(status.error(), lang);
  const bool differs = *grade != asset->assessment.proposed;
  print(lang == base::Lang::zh
            ? fmt::format("{} {}：{}{}\n", asset->id, options.confirm ? "已确认" : "已决定", grade::grade_title(*grade, lang),
                          differs ? "（与系统建议 " + grade::grade_title(asset->assessment.proposed, lang) + " 不一致，以决定为准）" : "")
            : fmt::format("{} {}: {}{}\n", asset->id, options.confirm ? "confirmed" : "decided", grade::grade_title(*grade, lang),
                          differs ? " (differs from the proposal " + grade::grade_title(asset->assessment.proposed, lang) + "; the decision stands)" : ""));
  return kDone;
}

}  // namespace gongdun::cli
