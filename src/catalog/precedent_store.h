// Precedents as the store holds them: decisions that stand, and dismissed column claims.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "catalog/decision_store.h"
#include "catalog/precedent.h"
#include "store/db.h"

namespace gongdun::catalog {

// What decisions make of an asset when others are judged by it: the authority's confirmation before the organisation's decision. Empty for a decision
// made for its asset alone.
std::optional<Decision> as_precedent(const Standing& standing);

base::Result<std::vector<ClaimPrecedent>> load_claim_precedents(store::Db& db);

// A claim of an asset that does not count, because a person dismissed it (`by` is empty) or one like it.
struct SilencedClaim {
  std::string detector, column;
  const ClaimPrecedent* by = nullptr;
};
struct ClaimCount {
  std::map<std::string, std::uint64_t> counting;  // by detector
  std::vector<SilencedClaim> silenced;
};
// Claims a person keeps count whatever was decided elsewhere.
base::Result<ClaimCount> count_claims(store::Db& db, const std::string& asset, const grade::Facts& facts, const std::vector<ClaimPrecedent>& precedents);

}  // namespace gongdun::catalog
