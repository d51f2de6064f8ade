#include <algorithm>
#include <set>

#include "catalog/asset_words.h"
#include "catalog/facts_json.h"
#include "catalog/precedent_store.h"
#include "catalog/regrading.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

constexpr std::size_t kAtOnce = 200;

template <class T>
std::vector<T> slice(const std::vector<T>& all, std::size_t from) {
  return {all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(std::min(from + kAtOnce, all.size()))};
}

}  // namespace

Result<std::vector<GradingRow>> load_grading_rows(store::Db& db, const std::vector<std::string>& assets) {
  std::vector<GradingRow> out;
  if (assets.empty()) return out;
  store::Sql sql("SELECT id, name, location, sector_hint, facts, assessment, vanished FROM asset WHERE id IN (");
  for (std::size_t i = 0; i < assets.size(); ++i) sql.add(i == 0 ? "?" : ",?", assets[i]);
  sql.add(") ORDER BY id");
  auto query = sql.prepare(db);
  if (!query) return std::unexpected(std::move(query).error());
  for (;;) {
    auto more = (*query)->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return out;
    GradingRow row{.id = (*query)->text(0), .name = (*query)->text(1), .location = (*query)->text(2), .sector_hint = (*query)->text(3)};
    auto facts = facts_from_json((*query)->text(4));
    auto assessment = assessment_from_json((*query)->text(5));
    if (!facts) return std::unexpected(std::move(facts).error().at(row.id));
    if (!assessment) return std::unexpected(std::move(assessment).error().at(row.id));
    row.facts = std::move(*facts);
    row.before = std::move(*assessment);
    row.vanished = (*query)->integer(6) != 0;
    out.push_back(std::move(row));
  }
}

Status Regrading::load_precedents() {
  auto claims = load_claim_precedents(db_);
  if (!claims) return std::unexpected(std::move(claims).error());
  claims_ = std::move(*claims);
  precedents_ = {};
  guesses_.forget();
  std::vector<std::string> ids;
  GD_TRY(assets_with(db_, {{marked_word(mark::kPrecedent, ""), false}}).rows(db_, [&](store::Stmt& row) { ids.push_back(row.text(0)); }));
  std::ranges::sort(ids);
  return add_precedents(ids);
}

Status Regrading::load_precedents_for(const std::vector<GradingRow>& rows) {
  auto claims = load_claim_precedents(db_);
  if (!claims) return std::unexpected(std::move(claims).error());
  claims_ = std::move(*claims);
  std::set<std::string> keys;
  for (const GradingRow& row : rows)
    for (const std::string& key : alike_keys(traits_of(row.facts, row.before))) keys.insert(marked_word(mark::kAlike, key));
  // Words of an asset hold its keys and, if it is a precedent, that mark: both must be there.
  const store::Sql all = assets_with(db_, {{marked_word(mark::kPrecedent, ""), false}});
  std::set<std::string> ids;
  const std::vector<std::string> list(keys.begin(), keys.end());
  for (std::size_t from = 0; from < list.size(); from += kAtOnce) {
    std::vector<SearchWord> words;
    for (const std::string& key : slice(list, from)) words.push_back({key, false});
    store::Sql sql = assets_with(db_, words, true);
    sql.add(" INTERSECT ").add(all);
    GD_TRY(sql.rows(db_, [&](store::Stmt& row) { ids.insert(row.text(0)); }));
  }
  return add_precedents({ids.begin(), ids.end()});
}

Status Regrading::add_precedents(const std::vector<std::string>& assets) {
  for (std::size_t from = 0; from < assets.size(); from += kAtOnce) {
    const std::vector<std::string> some = slice(assets, from);
    auto standing = standing_decisions(db_, some);
    if (!standing) return std::unexpected(std::move(standing).error());
    auto rows = load_grading_rows(db_, some);
    if (!rows) return std::unexpected(std::move(rows).error());
    for (const GradingRow& row : *rows) {
      const auto here = standing->find(row.id);
      const auto decision = here == standing->end() ? std::nullopt : as_precedent(here->second);
      if (!decision) continue;
      auto rules = by_rules(row);
      if (!rules) return std::unexpected(std::move(rules).error());
      AssetTraits traits = traits_of(row.facts, *rules);
      traits.by_rules = decision->by_rules;  // the person weighed what the rules said then: data that has grown since is another case
      precedents_.add({row.id, row.name, std::move(traits), *decision});
    }
  }
  return {};
}

Result<grade::Assessment> Regrading::by_rules(const GradingRow& row) {
  auto neighbours = guesses_.of(row.location);
  if (!neighbours) return std::unexpected(std::move(neighbours).error());
  return grader_.assess(row.facts, row.sector_hint, *neighbours);
}

Result<grade::Assessment> Regrading::assess(const GradingRow& row) {
  auto out = by_rules(row);
  if (!out) return out;
  if (const Precedent* precedent = precedents_.bearing_on(row.id, traits_of(row.facts, *out))) follow(*precedent, *out);
  if (claims_.empty()) return out;
  auto count = count_claims(db_, row.id, row.facts, claims_);
  if (!count) return std::unexpected(std::move(count).error());
  for (const SilencedClaim& one : count->silenced) {
    if (one.by != nullptr) out->reasons.push_back(silenced_reason(*one.by, one.column));
  }
  return out;
}

std::optional<GradeChange> change_of(const GradingRow& row, const grade::Assessment& after, bool decided) {
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

}  // namespace gongdun::catalog
