#include "catalog/regrade_rows.h"

#include "catalog/asset_row.h"
#include "catalog/asset_sum.h"
#include "catalog/decision_store.h"
#include "catalog/facts_json.h"
#include "catalog/precedent_store.h"

namespace gongdun::catalog {

using base::Status;

Status regrade_rows(store::Db& db, Regrading& regrading, const std::vector<GradingRow>& rows, const Saving& how, std::vector<GradeChange>& changes) {
  std::vector<std::string> ids;
  for (const GradingRow& row : rows) ids.push_back(row.id);
  auto standing = standing_decisions(db, ids);
  if (!standing) return std::unexpected(std::move(standing).error());
  for (const GradingRow& row : rows) {
    if (row.vanished) continue;
    auto after = regrading.assess(row);
    if (!after) return std::unexpected(std::move(after).error());
    if (auto change = change_of(row, *after, standing->contains(row.id))) changes.push_back(std::move(*change));
    if (!how.save || (!how.unchanged_too && assessment_to_json(*after) == assessment_to_json(row.before))) continue;
    GD_TRY(save_graded(db, {row.id, row.name, row.location, row.facts, *after}, how.grader.packs(), how.packs_digest));
  }
  return {};
}

// Sums what a dismissal may have changed.
Status sum_again(store::Db& db, const std::vector<std::string>& ids) {
  auto claims = load_claim_precedents(db);
  if (!claims) return std::unexpected(std::move(claims).error());
  for (const std::string& id : ids) {
    auto sum = sum_asset(db, id, *claims);
    if (!sum) return std::unexpected(std::move(sum).error());
    GD_TRY(save_sum(db, *sum, Seen::before));
  }
  return {};
}

}  // namespace gongdun::catalog
