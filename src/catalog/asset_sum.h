// Facts of an asset summed over its carriers, less what people dismissed. Reading may take long (an asset of many carriers), writing does not: the two are
// apart so that nobody waits for the reading.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/precedent.h"
#include "store/db.h"

namespace gongdun::catalog {

struct AssetSum {
  std::string id;
  std::optional<grade::Facts> facts;  // none: no carrier is left
  // When the last carrier left the folder the asset was found in, the asset goes with its carriers, and its key with it: something alike that appears in the
  // old folder later is another asset.
  struct Move {
    std::string location, key;
  };
  std::optional<Move> moved;
};

base::Result<AssetSum> sum_asset(store::Db& db, const std::string& asset, const std::vector<ClaimPrecedent>& precedents);

enum class Seen { before, now };  // now: a scan just saw the carriers
base::Status save_sum(store::Db& db, const AssetSum& sum, Seen seen);

}  // namespace gongdun::catalog
