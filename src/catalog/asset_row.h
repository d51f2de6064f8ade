// What lists show, filter, sort and count assets by, kept beside each asset in columns of its own, so that no list reads facts. Written whenever an asset
// is graded or a person decides, together with the words search finds it by (catalog/asset_words.h).
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "catalog/asset.h"
#include "catalog/decision_store.h"
#include "pack/spec.h"
#include "store/db.h"

namespace gongdun::catalog {

enum class AssetState { pending, decided, confirmed, disputed, review };
const char* state_name(AssetState state);

// disputed: the organisation's decision differs from what is proposed now; review: a decision waits for a second person.
AssetState state_of(const grade::Grade& proposed, const std::optional<Decision>& decided, const std::optional<Decision>& confirmed, bool in_review);

struct GradedAsset {
  const std::string& id;
  const std::string& name;
  const std::string& location;
  const grade::Facts& facts;
  const grade::Assessment& assessment;
};
base::Status save_graded(store::Db& db, const GradedAsset& asset, const pack::PackSet& packs, const std::string& packs_digest);

// From what the store holds: proposal, decisions, review. After a person said something.
base::Status save_row_state(store::Db& db, const std::string& asset);

// Assets of a store made by an older program: fills their rows and words, some hundred in a transaction; killed, it goes on where it was. `tell` hears how
// many are left.
base::Status index_waiting_assets(store::Db& db, const pack::PackSet& packs, const std::function<void(std::uint64_t left)>& tell);
// All of them within the caller's transaction.
base::Status index_waiting_now(store::Db& db, const pack::PackSet& packs);

}  // namespace gongdun::catalog
