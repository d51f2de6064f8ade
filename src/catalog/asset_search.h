// Search over everything in reach, best first: an asset that is called so before one whose name begins so before one that has the words; then by grade, then
// the latest seen. Answers in a bounded number of rows however many assets there are and however common the words: of very
// common ones the best are those called so and the most serious 20,000.
#pragma once
#include <string>
#include <vector>

#include "access/scope.h"
#include "store/db.h"

namespace gongdun::catalog {

struct AssetHit {
  std::string id, name, location, category;
  int rank = 0;  // effective grade
};
base::Result<std::vector<AssetHit>> search_assets(store::Db& db, const access::Scope& scope, const std::string& text, std::size_t limit);

// Columns whose name contains the text, most serious assets first; those of the first 300 assets that have the words, of very common words as far as
// walking over 20,000 assets finds them.
struct FieldHit {
  std::string asset, asset_name, column;
  std::string detector;  // what was recognised in it; may be empty
  int rank = 0;          // of the asset
};
base::Result<std::vector<FieldHit>> search_fields(store::Db& db, const access::Scope& scope, const std::string& text, std::size_t limit);

}  // namespace gongdun::catalog
