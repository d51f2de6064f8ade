#include "catalog/precedent_store.h"

#include "catalog/facts_json.h"

namespace gongdun::catalog {

using base::Result;

std::optional<Decision> as_precedent(const Standing& standing) {
  for (const auto& [decision, reach] : {standing.confirmed, standing.decided}) {
    if (decision) return reach == Reach::alike ? decision : std::nullopt;
  }
  return std::nullopt;
}

Result<std::vector<ClaimPrecedent>> load_claim_precedents(store::Db& db) {
  auto query = db.prepare(
      "SELECT dismissal.asset_id, dismissal.detector, dismissal.column_name, asset.facts, dismissal.reason, dismissal.person FROM dismissal JOIN asset ON "
      "asset.id = dismissal.asset_id WHERE dismissal.column_name <> '' AND dismissal.alone = 0 ORDER BY dismissal.at DESC, dismissal.finding_id");
  if (!query) return std::unexpected(std::move(query).error());
  std::vector<ClaimPrecedent> out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    auto facts = facts_from_json((*query)->text(3));
    if (!facts) return std::unexpected(std::move(facts).error().at((*query)->text(0)));
    out.push_back({{(*query)->text(0), facts->kind, folded_names(facts->headers)},
                   (*query)->text(1),
                   folded_name((*query)->text(2)),
                   (*query)->text(4),
                   (*query)->text(5)});
  }
}

Result<ClaimCount> count_claims(store::Db& db, const std::string& asset, const grade::Facts& facts, const std::vector<ClaimPrecedent>& precedents) {
  auto query = db.prepare(
      "SELECT min(claim.detector), min(claim.name), max(dismissal.finding_id) IS NOT NULL, max(kept_claim.finding_id) IS NOT NULL FROM claim JOIN part ON "
      "part.id = claim.part_id "
      "LEFT JOIN dismissal ON dismissal.finding_id = claim.id LEFT JOIN kept_claim ON kept_claim.finding_id = claim.id WHERE part.asset_id = ? GROUP BY "
      "claim.id ORDER BY claim.id");
  if (!query) return std::unexpected(std::move(query).error());
  const ClaimTable table{asset, facts.kind, folded_names(facts.headers)};
  ClaimCount out;
  (*query)->bind(1, asset);
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    const std::string detector = (*query)->text(0), column = (*query)->text(1);
    const bool dismissed = (*query)->integer(2) != 0, kept = (*query)->integer(3) != 0;
    const ClaimPrecedent* by = dismissed || kept ? nullptr : silencing(precedents, table, detector, column);
    std::uint64_t& counting = out.counting[detector];
    if (dismissed || by != nullptr)
      out.silenced.push_back({detector, column, by});
    else
      ++counting;
  }
}

}  // namespace gongdun::catalog
