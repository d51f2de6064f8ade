// What is still owed to assets: their parts changed and nobody summed them, they are summed and nobody graded them, or a newer program has to index them.
// Marked in the transaction of the change, so that a run killed in between is made good by the next.
#pragma once
#include <string>
#include <vector>

#include "store/db.h"

namespace gongdun::catalog {

enum class Owed { sum, grade, index };

struct WaitingAsset {
  std::string id;
  std::int64_t touches = 0;  // rises each time the parts change
};

// Its parts changed.
base::Status touch_asset(store::Db& db, const std::string& asset);
base::Result<std::vector<WaitingAsset>> waiting_assets(store::Db& db, Owed owed, std::size_t limit);
base::Result<std::uint64_t> count_waiting(store::Db& db, Owed owed);
// The next thing is owed; of one touched meanwhile, the same as before. Without a next thing nothing is.
base::Status owe(store::Db& db, const WaitingAsset& asset, Owed next);
base::Status owe_nothing(store::Db& db, const WaitingAsset& asset);

}  // namespace gongdun::catalog
