// What lists show, filter, sort and count assets by, kept beside each asset in columns of its own, so that no list reads facts. Written whenever an asset
// is graded or a person decides.
#pragma once
#include <optional>
#include <string>

#include "catalog/asset.h"
#include "pack/spec.h"
#include "store/db.h"

namespace gongdun::catalog {

enum class AssetState { pending, decided, confirmed, disputed, review };
const char* state_name(AssetState state);

// disputed: the organisation's decision differs from what is proposed now; review: a decision waits for a second person.
AssetState state_of(const grade::Grade& proposed, const std::optional<Decision>& decided, const std::optional<Decision>& confirmed, bool in_review);

base::Status save_row_facts(store::Db& db, const std::string& asset, const grade::Facts& facts, const pack::PackSet& packs);
// From what the store holds: proposal, decisions, review.
base::Status save_row_state(store::Db& db, const std::string& asset);

// Assets of a store made before there were rows.
base::Status fill_missing_rows(store::Db& db, const pack::PackSet& packs);

}  // namespace gongdun::catalog
