#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "catalog/tools.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Lang;

namespace {

std::string difference_json(const std::vector<catalog::GradeChange>& changes) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& change : changes)
    list.push_back({{"id", change.asset},
                    {"name", change.name},
                    {"before", change.before},
                    {"after", change.after},
                    {"category_before", change.category_before},
                    {"category_after", change.category_after},
                    {"sector_before", change.sector_before},
                    {"sector_after", change.sector_after},
                    {"decided", change.decided}});
  return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string difference_text(const std::vector<catalog::GradeChange>& changes, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (changes.empty()) return zh ? "没有变化。\n" : "Nothing changes.\n";
  std::string out;
  for (const auto& change : changes) {
    out += fmt::format("{}  {}\n", change.asset, base::printable(change.name));
    if (change.before != change.after)
      out += fmt::format("    {} {} → {}{}\n", zh ? "级别" : "grade", change.before, change.after,
                         change.decided ? (zh ? "（已有人工决定，决定不变）" : " (a person has decided; the decision stands)") : "");
    if (change.category_before != change.category_after)
      out += fmt::format("    {} {} → {}\n", zh ? "类别" : "category", change.category_before, change.category_after);
    if (change.sector_before != change.sector_after)
      out += fmt::format("    {} {} → {}\n", zh ? "行业" : "sector", change.sector_before.empty() ? "—" : change.sector_before,
                         change.sector_after.empty() ? "—" : change.sector_after);
  }
  return out + (zh ? fmt::format("共 {} 项变化。\n", changes.size()) : fmt::format("{} assets change.\n", changes.size()));
}

}  // namespace

int run(const RegradeOptions& options) {
  const Lang lang = options.common.lang;
  auto box = catalog::open_toolbox(options.common.packs, lang);
  if (!box) return report_error(box.error(), lang);
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  auto changes = (*catalog)->regrade(*box->grader, box->packs->digest, !options.dry_run);
  if (!changes) return report_error(changes.error(), lang);
  print(options.format == "json" ? difference_json(*changes) : difference_text(*changes, lang));
  return kDone;
}

}  // namespace gongdun::cli
