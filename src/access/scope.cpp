#include "access/scope.h"

namespace gongdun::access {

Scope Scope::all() {
  Scope scope;
  scope.all_ = true;
  return scope;
}

base::Result<bool> Scope::covers(store::Db& db, const Reach& wanted) const {
  if (all_) return true;
  for (const Reach& own : reaches_) {
    if (own.edge != wanted.edge || own.ceiling < wanted.ceiling) continue;
    auto found = store::integer(db, "SELECT 1 FROM organisation_path WHERE kind = ? AND ancestor = ? AND descendant = ?", own.edge, own.organisation,
                                wanted.organisation);
    if (!found) return std::unexpected(std::move(found).error());
    if (*found) return true;
  }
  return false;
}

store::Sql Scope::condition(const Columns& columns) const {
  if (all_) return store::Sql("1 = 1");
  if (reaches_.empty()) return store::Sql("1 = 0");
  store::Sql out("(");
  for (std::size_t i = 0; i < reaches_.size(); ++i) {
    const Reach& reach = reaches_[i];
    out.add(i == 0 ? "(" : " OR (");
    // Looked up row by row: an index may then serve the order of a list, and a page ends after as many rows as it shows.
    out.add("EXISTS (SELECT 1 FROM organisation_path WHERE kind = ? AND ancestor = ? AND descendant = " + columns.organisation + ")", reach.edge,
            reach.organisation);
    if (!columns.rank.empty()) out.add(" AND " + columns.rank + " <= ?", reach.ceiling);
    out.add(")");
  }
  return out.add(")");
}

}  // namespace gongdun::access
