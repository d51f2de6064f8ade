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
base::Result<std::vector<Asset>> load_assets(store::Db& db, const AssetFilter& filter);
// At the end of a scan that saw their carriers.
base::Status refresh_assets(store::Db& db, const std::vector<std::string>& ids, const grade::Grader& grader, const std::string& packs_digest);
// The asset and those a precedent of it could bear on, or did.
base::Result<std::vector<GradeChange>> refresh_alike(store::Db& db, const std::string& asset, const grade::Grader& grader, const std::string& packs_digest);
base::Result<std::vector<GradeChange>> regrade_all(store::Db& db, const grade::Grader& grader, const std::string& packs_digest, bool save);

}  // namespace gongdun::catalog
