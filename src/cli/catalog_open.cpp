#include "cli/catalog_open.h"

namespace gongdun::cli {

base::Result<std::unique_ptr<catalog::Catalog>> open_catalog(const Common& common) {
  if (!common.store.empty()) return catalog::Catalog::open(common.store);
  auto url = catalog::default_store_url();
  if (!url) return std::unexpected(std::move(url).error());
  return catalog::Catalog::open(*url);
}

}  // namespace gongdun::cli
