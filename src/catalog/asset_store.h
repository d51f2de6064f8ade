// Assets in the store: making, summing, grading, loading.
#pragma once
#include "catalog/catalog.h"

namespace gongdun::catalog {

struct NewAsset {
  std::string key, name, kind, location, sector_hint;
};

base::Result<std::string> ensure_asset(store::Db& db, const NewAsset& asset);
base::Result<std::string> resolve_asset_id(store::Db& db, const std::string& id);
base::Result<Asset> load_asset(store::Db& db, const std::string& id);
// With decisions, without carriers and columns, of which there may be many.
base::Result<Asset> load_asset_alone(store::Db& db, const std::string& id);
base::Result<grade::Assessment> load_assessment(store::Db& db, const std::string& id);
base::Result<std::vector<Asset>> load_assets(store::Db& db, const AssetFilter& filter);
// At the end of a scan that saw their carriers.

}  // namespace gongdun::catalog
