#include "catalog/scan_report.h"
#include "catalog/tools.h"
#include "cli/catalog_open.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace gongdun::cli {

int run(const ReportOptions& options) {
  const base::Lang lang = options.common.lang;
  auto box = catalog::open_toolbox(options.common.packs, lang);
  if (!box) return report_error(box.error(), lang);
  auto catalog = open_catalog(options.common);
  if (!catalog) return report_error(catalog.error(), lang);
  auto outcome = catalog::last_outcome(**catalog);
  if (!outcome) return report_error(outcome.error(), lang);
  auto assets = (*catalog)->assets({.seen_by_scan = outcome->record.id});
  if (!assets) return report_error(assets.error(), lang);
  auto files = catalog::write_scan_report(**catalog, *assets, *outcome, *box->packs, {options.output, lang});
  if (!files) return report_error(files.error(), lang);
  for (const std::string& file : *files) print(file + "\n");
  return kDone;
}

}  // namespace gongdun::cli
