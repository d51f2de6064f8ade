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

}  // namespace gongdun::cli
