// Sums facts over the carriers of assets and grades them, at the end of a scan and on regrade.
#include <algorithm>
#include <map>
#include <set>

#include "base/clock.h"
#include "catalog/asset_row.h"
#include "catalog/asset_store.h"
#include "catalog/facts_json.h"
#include "catalog/grouping.h"
#include "catalog/part.h"
#include "catalog/precedent_store.h"
#include "catalog/scan_store.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

enum class Seen { before, now };  // now: a scan just saw the carriers

struct Row {
  std::string id, name, location, sector_hint;
  grade::Facts facts;
  grade::Assessment before;
  bool graded = false;
  bool vanished = false;  // what was decided of it still bears on others
};

// What the neighbours say: term evidence summed per folder and per folder above it.
class Surroundings {
 public:
  explicit Surroundings(const grade::Grader& grader) : grader_(grader) {}

  void add(const std::string& location, const grade::Facts& facts) {
    grade::Facts slim;  // terms, detectors and formats are all a sector guess looks at
    slim.terms = facts.terms;
    slim.formats = facts.formats;
    slim.detectors = facts.detectors;
    slim.headers = facts.headers;
    for (const std::string& folder : {location, parent(location)})
      if (!folder.empty()) merge_facts(facts_[folder], slim);
  }

  const grade::SectorGuess& of(const std::string& location) {
    for (const std::string& folder : {location, parent(location)}) {
      const grade::SectorGuess& guess = guess_of(folder);
      if (!guess.id.empty()) return guess;
    }
    return none_;
  }

 private:
  static std::string parent(const std::string& location) {
    const std::size_t slash = location.rfind('/');
    return slash == std::string::npos || slash == 0 ? std::string() : location.substr(0, slash);
  }

  const grade::SectorGuess& guess_of(const std::string& folder) {
    const auto known = guesses_.find(folder);
    if (known != guesses_.end()) return known->second;
    const auto facts = facts_.find(folder);
    return guesses_.emplace(folder, facts == facts_.end() ? grade::SectorGuess{} : grader_.guess_sector(facts->second)).first->second;
  }

  const grade::Grader& grader_;
  std::map<std::string, grade::Facts> facts_;
  std::map<std::string, grade::SectorGuess> guesses_;
  const grade::SectorGuess none_;
};

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

Result<std::vector<Row>> load_rows(store::Db& db) {
  auto query = db.prepare("SELECT id, name, location, sector_hint, facts, assessment, packs_digest, vanished FROM asset ORDER BY id");
  if (!query) return std::unexpected(std::move(query).error());
  std::vector<Row> rows;
  for (;;) {
    auto more = (*query)->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return rows;
    Row row{.id = (*query)->text(0), .name = (*query)->text(1), .location = (*query)->text(2), .sector_hint = (*query)->text(3)};
    auto facts = facts_from_json((*query)->text(4));
    auto assessment = assessment_from_json((*query)->text(5));
    if (!facts) return std::unexpected(std::move(facts).error().at(row.id));
    if (!assessment) return std::unexpected(std::move(assessment).error().at(row.id));
    row.facts = std::move(*facts);
    row.before = std::move(*assessment);
    row.graded = !(*query)->text(6).empty();
    row.vanished = (*query)->integer(7) != 0;
    rows.push_back(std::move(row));
  }
}

Status save_assessment(store::Db& db, const Row& row, const grade::Assessment& assessment, const grade::Grader& grader, const std::string& packs_digest) {
  auto update = db.prepare("UPDATE asset SET assessment = ?, packs_digest = ?, class = ?, level = ?, sector = ?, category = ? WHERE id = ?");
  if (!update) return std::unexpected(std::move(update).error());
  (*update)
      ->bind(1, assessment_to_json(assessment))
      .bind(2, packs_digest)
      .bind(3, static_cast<std::int64_t>(assessment.proposed.data_class))
      .bind(4, std::int64_t{assessment.proposed.level});
  (*update)->bind(5, assessment.sector.id).bind(6, assessment.category).bind(7, row.id);
  GD_TRY((*update)->run());
  GD_TRY(save_row_facts(db, row.id, row.facts, grader.packs()));
  return save_row_state(db, row.id);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// When the last carrier left the folder an asset was found in, the asset goes with its carriers, and its key with it: something alike that
// appears in the old folder later is another asset.
Status follow_carriers(store::Db& db, const std::string& id) {
  auto carriers = db.prepare(
      "SELECT DISTINCT item.path || item.member, item.path, item.member FROM part JOIN item ON item.id = part.item_id WHERE part.asset_id = ? AND "
      "item.vanished = 0 ORDER BY "
      "item.path, item.member");
  auto asset = db.prepare("SELECT location, key FROM asset WHERE id = ?");
  auto update = db.prepare(
      "UPDATE asset SET location = ?, key = CASE WHEN EXISTS (SELECT 1 FROM asset AS other WHERE other.key = ?) THEN key || ' ' || id ELSE ? END WHERE id = ?");
  if (!carriers || !asset || !update) return base::fail(base::Code::internal, "内部错误：无法准备查询", "internal error: a query could not be prepared");
  auto known = (*asset)->bind(1, id).step();
  if (!known) return std::unexpected(std::move(known).error());
  if (!*known) return {};
  const std::string location = (*asset)->text(0), key = (*asset)->text(1);
  GD_TRY((*asset)->run());
  std::string first;
  (*carriers)->bind(1, id);
  for (;;) {
    auto row = (*carriers)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) break;
    const std::string folder = folder_of((*carriers)->text(0));
    if (folder == location) return (*carriers)->run();
    if (first.empty()) first = folder;
  }
  if (first.empty() || grouped_alike(first, location)) return {};
  const std::string moved_key = moved_asset_key(key, first);
  return (*update)->bind(1, first).bind(2, moved_key).bind(3, moved_key).bind(4, id).run();
}

Status save_facts(store::Db& db, const std::vector<std::string>& ids, const std::vector<ClaimPrecedent>& precedents, Seen seen) {
  auto update = db.prepare("UPDATE asset SET facts = ?1, vanished = 0, last_seen = CASE WHEN ?2 = 0 THEN last_seen ELSE ?2 END WHERE id = ?3");
  auto vanish = db.prepare("UPDATE asset SET vanished = 1 WHERE id = ?");
  if (!update || !vanish) return base::fail(base::Code::internal, "内部错误：无法准备查询", "internal error: a query could not be prepared");
  for (const std::string& id : ids) {
    auto sum = sum_parts(db, id, precedents);
    if (!sum) return std::unexpected(std::move(sum).error());
    if (!*sum)
      GD_TRY((*vanish)->bind(1, id).run());
    else
      GD_TRY((*update)->bind(1, facts_to_json(**sum)).bind(2, seen == Seen::now ? base::now_us() : base::TimeUs{0}).bind(3, id).run());
    if (*sum) GD_TRY(follow_carriers(db, id));
  }
  return {};
}

}  // namespace

namespace {

// Grades assets as they stand in the store, by the rules and then by precedents.
class Regrading {
 public:
  static Result<Regrading> of(store::Db& db, const grade::Grader& grader, const std::vector<ClaimPrecedent>& claims) {
    auto rows = load_rows(db);
    if (!rows) return std::unexpected(std::move(rows).error());
    auto standing = standing_decisions(db);
    if (!standing) return std::unexpected(std::move(standing).error());
    return Regrading(db, grader, claims, std::move(*rows), std::move(*standing));
  }

  const std::vector<Row>& rows() const { return rows_; }
  bool decided(const std::string& id) const { return standing_.contains(id); }

  Result<grade::Assessment> assess(const Row& row) {
    grade::Assessment out = by_rules(row);
    if (const Precedent* precedent = precedents_.bearing_on(row.id, traits_of(row.facts, out))) follow(*precedent, out);
    if (claims_.empty()) return out;
    auto count = count_claims(db_, row.id, row.facts, claims_);
    if (!count) return std::unexpected(std::move(count).error());
    for (const SilencedClaim& one : count->silenced) {
      if (one.by != nullptr) out.reasons.push_back(silenced_reason(*one.by, one.column));
    }
    return out;
  }

 private:
  Regrading(store::Db& db, const grade::Grader& grader, const std::vector<ClaimPrecedent>& claims, std::vector<Row> rows,
            std::map<std::string, Standing> standing)
      : db_(db), grader_(grader), claims_(claims), rows_(std::move(rows)), standing_(std::move(standing)), surroundings_(grader) {
    for (const Row& row : rows_) {
      if (!row.vanished) surroundings_.add(row.location, row.facts);
    }
    for (const Row& row : rows_) {
      const auto standing_here = standing_.find(row.id);
      if (standing_here == standing_.end()) continue;
      if (const auto decision = as_precedent(standing_here->second)) precedents_.add({row.id, row.name, traits_then(row, decision->by_rules), *decision});
    }
  }

  // The person weighed what the rules said then: data that has grown since is another case.
  AssetTraits traits_then(const Row& row, const grade::Grade& rules) {
    AssetTraits traits = traits_of(row.facts, by_rules(row));
    traits.by_rules = rules;
    return traits;
  }

  grade::Assessment by_rules(const Row& row) { return grader_.assess(row.facts, row.sector_hint, surroundings_.of(row.location)); }

  store::Db& db_;
  const grade::Grader& grader_;
  const std::vector<ClaimPrecedent>& claims_;
  std::vector<Row> rows_;
  std::map<std::string, Standing> standing_;
  Surroundings surroundings_;
  Precedents precedents_;
};

std::optional<GradeChange> change_of(const Row& row, const grade::Assessment& after, bool decided) {
  if (after.proposed == row.before.proposed && after.category == row.before.category && after.sector.id == row.before.sector.id) return std::nullopt;
  return GradeChange{row.id,
                     row.name,
                     grade::grade_code(row.before.proposed),
                     grade::grade_code(after.proposed),
                     row.before.category,
                     after.category,
                     row.before.sector.id,
                     after.sector.id,
                     decided,
                     after.precedent};
}

// Sums these assets again, grades them and says whose proposal changed.
Result<std::vector<GradeChange>> refresh(store::Db& db, const std::vector<std::string>& ids, const grade::Grader& grader, const std::string& packs_digest,
                                         Seen seen) {
  std::vector<GradeChange> changes;
  if (ids.empty()) return changes;
  auto claims = load_claim_precedents(db);
  if (!claims) return std::unexpected(std::move(claims).error());
  GD_TRY(save_facts(db, ids, *claims, seen));
  auto regrading = Regrading::of(db, grader, *claims);
  if (!regrading) return std::unexpected(std::move(regrading).error());
  const std::set<std::string> wanted(ids.begin(), ids.end());
  for (const Row& row : regrading->rows()) {
    if (row.vanished || !wanted.contains(row.id)) continue;
    auto after = regrading->assess(row);
    if (!after) return std::unexpected(std::move(after).error());
    if (auto change = change_of(row, *after, regrading->decided(row.id))) changes.push_back(std::move(*change));
    GD_TRY(save_assessment(db, row, *after, grader, packs_digest));
  }
  return changes;
}

}  // namespace

Status refresh_assets(store::Db& db, const std::vector<std::string>& ids, const grade::Grader& grader, const std::string& packs_digest) {
  auto changes = refresh(db, ids, grader, packs_digest, Seen::now);
  return changes ? Status{} : std::unexpected(std::move(changes).error());
}

Result<std::vector<GradeChange>> refresh_alike(store::Db& db, const std::string& asset, const grade::Grader& grader, const std::string& packs_digest) {
  std::vector<std::string> ids;
  {
    auto rows = load_rows(db);
    if (!rows) return std::unexpected(std::move(rows).error());
    const auto own = std::ranges::lower_bound(*rows, asset, {}, &Row::id);
    if (own == rows->end() || own->id != asset) return std::vector<GradeChange>{};
    const AssetTraits traits = traits_of(own->facts, own->before);
    for (const Row& row : *rows) {
      if (row.vanished) continue;
      if (row.id == asset || row.before.precedent == asset || likeness(traits, traits_of(row.facts, row.before)) >= kAlike) ids.push_back(row.id);
    }
  }
  return refresh(db, ids, grader, packs_digest, Seen::before);
}

Result<std::vector<GradeChange>> regrade_all(store::Db& db, const grade::Grader& grader, const std::string& packs_digest, bool save) {
  auto claims = load_claim_precedents(db);
  if (!claims) return std::unexpected(std::move(claims).error());
  if (save && !claims->empty()) {
    auto rows = load_rows(db);
    if (!rows) return std::unexpected(std::move(rows).error());
    std::vector<std::string> ids;
    for (const Row& row : *rows) {
      if (!row.vanished) ids.push_back(row.id);
    }
    GD_TRY(save_facts(db, ids, *claims, Seen::before));
  }
  auto regrading = Regrading::of(db, grader, *claims);
  if (!regrading) return std::unexpected(std::move(regrading).error());
  std::vector<GradeChange> changes;
  for (const Row& row : regrading->rows()) {
    if (row.vanished) continue;
    auto after = regrading->assess(row);
    if (!after) return std::unexpected(std::move(after).error());
    if (auto change = change_of(row, *after, regrading->decided(row.id))) changes.push_back(std::move(*change));
    if (save) GD_TRY(save_assessment(db, row, *after, grader, packs_digest));
  }
  return changes;
}

}  // namespace gongdun::catalog
