#include "catalog/asset_sum.h"

#include <algorithm>

#include "base/clock.h"
#include "catalog/facts_json.h"
#include "catalog/folder_guess.h"
#include "catalog/grouping.h"
#include "catalog/part.h"
#include "catalog/precedent_store.h"
#include "catalog/scan_store.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

// Column facts of dismissed claims do not count, nor of those a precedent silences.
Status subtract_dismissed(store::Db& db, const std::string& asset, const std::vector<ClaimPrecedent>& precedents, grade::Facts& facts) {
  auto claims = count_claims(db, asset, facts, precedents);
  if (!claims) return std::unexpected(std::move(claims).error());
  const auto dropped = [&](const std::string& detector) {
    const auto found = claims->counting.find(detector);
    return found != claims->counting.end() && found->second == 0;
  };
  auto fewer = present_dismissals(db, asset);
  if (!fewer) return std::unexpected(std::move(fewer).error());
  std::erase_if(facts.detectors, [&](grade::DetectorFact& fact) {
    if (fact.in_column && dropped(fact.detector)) return true;
    const auto less = fewer->find(fact.detector);
    if (less == fewer->end() || fact.in_column) return false;
    fact.found -= std::min(fact.found, less->second);
    fact.distinct = std::min(fact.distinct, fact.found);
    return fact.found == 0;
  });
  return {};
}

Result<std::optional<grade::Facts>> sum_parts(store::Db& db, const std::string& asset, const std::vector<ClaimPrecedent>& precedents) {
  auto query = db.prepare(
      "SELECT part.facts FROM part JOIN item ON item.id = part.item_id WHERE part.asset_id = ? AND item.vanished = 0 ORDER BY item.path, item.member, part.id");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, asset);
  std::optional<grade::Facts> sum;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) break;
    auto facts = facts_from_json((*query)->text(0));
    if (!facts) return std::unexpected(std::move(facts).error().at(asset));
    if (!sum)
      sum = std::move(*facts);
    else
      merge_facts(*sum, *facts);
  }
  if (sum) GD_TRY(subtract_dismissed(db, asset, precedents, *sum));
  return sum;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

Result<std::optional<AssetSum::Move>> follow_carriers(store::Db& db, const std::string& id) {
  std::string location, key;
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        location = row.text(0);
        key = row.text(1);
      },
      "SELECT location, key FROM asset WHERE id = ?", id));
  auto carriers = store::prepared(
      db,
      "SELECT DISTINCT item.path || item.member, item.path, item.member FROM part JOIN item ON item.id = part.item_id WHERE part.asset_id = ? AND "
      "item.vanished = 0 ORDER BY item.path, item.member",
      id);
  if (!carriers) return std::unexpected(std::move(carriers).error());
  std::string first;
  for (;;) {
    auto row = (*carriers)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) break;
    const std::string folder = folder_of((*carriers)->text(0));
    if (folder == location) return std::nullopt;
    if (first.empty()) first = folder;
  }
  if (first.empty() || grouped_alike(first, location)) return std::nullopt;
  return AssetSum::Move{first, moved_asset_key(key, first)};
}

}  // namespace

Result<AssetSum> sum_asset(store::Db& db, const std::string& asset, const std::vector<ClaimPrecedent>& precedents) {
  auto facts = sum_parts(db, asset, precedents);
  if (!facts) return std::unexpected(std::move(facts).error());
  AssetSum out{asset, std::move(*facts), std::nullopt};
  if (!out.facts) return out;
  auto moved = follow_carriers(db, asset);
  if (!moved) return std::unexpected(std::move(moved).error());
  out.moved = std::move(*moved);
  return out;
}

Status save_sum(store::Db& db, const AssetSum& sum, Seen seen) {
  if (!sum.facts) return store::run(db, "UPDATE asset SET vanished = 1 WHERE id = ?", sum.id);
  const base::TimeUs now = seen == Seen::now ? base::now_us() : base::TimeUs{0};
  GD_TRY(store::run(db, "UPDATE asset SET facts = ?1, vanished = 0, last_seen = CASE WHEN ?2 = 0 THEN last_seen ELSE ?2 END WHERE id = ?3",
                    facts_to_json(*sum.facts), now, sum.id));
  if (!sum.moved) return {};
  return store::run(
      db,
      "UPDATE asset SET location = ?1, parent = ?2, key = CASE WHEN EXISTS (SELECT 1 FROM asset AS other WHERE other.key = ?3) THEN key || ' ' || "
      "id ELSE ?3 END WHERE id = ?4",
      sum.moved->location, folder_above(sum.moved->location), sum.moved->key, sum.id);
}

}  // namespace gongdun::catalog
