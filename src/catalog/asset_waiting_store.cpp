#include "catalog/asset_waiting.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

Status touch_asset(store::Db& db, const std::string& asset) {
  return store::run(
      db, "INSERT INTO asset_waiting(asset_id, step) VALUES(?, 0) ON CONFLICT(asset_id) DO UPDATE SET step = 0, touches = asset_waiting.touches + 1", asset);
}

Result<std::vector<WaitingAsset>> waiting_assets(store::Db& db, Owed owed, std::size_t limit) {
  std::vector<WaitingAsset> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back({row.text(0), row.integer(1)}); },
      "SELECT asset_id, touches FROM asset_waiting WHERE step = ? ORDER BY asset_id LIMIT ?", static_cast<int>(owed), limit));
  return out;
}

Result<std::uint64_t> count_waiting(store::Db& db, Owed owed) {
  auto found = store::integer(db, "SELECT count(*) FROM asset_waiting WHERE step = ?", static_cast<int>(owed));
  if (!found) return std::unexpected(std::move(found).error());
  return static_cast<std::uint64_t>(found->value_or(0));
}

Status owe(store::Db& db, const WaitingAsset& asset, Owed next) {
  return store::run(db, "UPDATE asset_waiting SET step = ? WHERE asset_id = ? AND touches = ?", static_cast<int>(next), asset.id, asset.touches);
}

Status owe_nothing(store::Db& db, const WaitingAsset& asset) {
  return store::run(db, "DELETE FROM asset_waiting WHERE asset_id = ? AND touches = ?", asset.id, asset.touches);
}

}  // namespace gongdun::catalog
