#include <algorithm>

#include "base/utf8.h"
#include "catalog/asset_row.h"
#include "catalog/decision_store.h"
#include "catalog/facts_json.h"
#include "catalog/report_model.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

constexpr std::size_t kSearchBytes = 4000;

// What a person would type to find the asset: names and column names, folded.
std::string search_text(const std::string& name, const std::string& location, const std::string& category, const grade::Facts& facts) {
  std::string out = name + "\n" + location + "\n" + category;
  for (const std::string& header : facts.headers) out += "\n" + header;
  out = base::ascii_lower(base::fold_width(out));
  out.resize(base::valid_utf8_length(std::string_view(out).substr(0, kSearchBytes)));
  return out;
}

bool any_of_class(const grade::Facts& facts, const pack::PackSet& packs, bool (*is_class)(const pack::PackSet&, std::string_view)) {
  return std::ranges::any_of(facts.detectors, [&](const grade::DetectorFact& fact) { return fact.found > 0 && is_class(packs, fact.detector); });
}

}  // namespace

const char* state_name(AssetState state) {
  switch (state) {
    case AssetState::pending: return "pending";
    case AssetState::decided: return "decided";
    case AssetState::confirmed: return "confirmed";
    case AssetState::disputed: return "disputed";
    case AssetState::review: return "review";
  }
  return "";
}

AssetState state_of(const grade::Grade& proposed, const std::optional<Decision>& decided, const std::optional<Decision>& confirmed, bool in_review) {
  if (in_review) return AssetState::review;
  if (confirmed) return AssetState::confirmed;
  if (!decided) return AssetState::pending;
  return decided->grade == proposed ? AssetState::decided : AssetState::disputed;
}

Status save_row_facts(store::Db& db, const std::string& asset, const grade::Facts& facts, const pack::PackSet& packs) {
  std::string name, location, category;
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        name = row.text(0);
        location = row.text(1);
        category = row.text(2);
      },
      "SELECT name, location, category FROM asset WHERE id = ?", asset));
  std::string formats = " ";
  for (const std::string& format : facts.formats) formats += format + " ";
  return store::run(db,
                    "UPDATE asset SET row_count = ?, byte_count = ?, person_count = ?, carrier_count = ?, formats = ?, personal = ?, credentials = ?, search = "
                    "? WHERE id = ?",
                    facts.rows, facts.bytes, facts.persons, facts.items, formats, any_of_class(facts, packs, is_personal),
                    any_of_class(facts, packs, is_secret), search_text(name, location, category, facts), asset);
}

Status save_row_state(store::Db& db, const std::string& asset) {
  auto decided = latest_decision(db, asset, DecisionKind::decided);
  if (!decided) return std::unexpected(std::move(decided).error());
  auto confirmed = latest_decision(db, asset, DecisionKind::confirmed);
  if (!confirmed) return std::unexpected(std::move(confirmed).error());
  auto review = store::integer(db, "SELECT 1 FROM review WHERE asset_id = ? AND state = 'open'", asset);
  if (!review) return std::unexpected(std::move(review).error());
  grade::Grade proposed;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { proposed = {static_cast<grade::Class>(row.integer(0)), static_cast<int>(row.integer(1))}; },
      "SELECT class, level FROM asset WHERE id = ?", asset));
  const grade::Grade effective = *confirmed ? (*confirmed)->grade : *decided ? (*decided)->grade : proposed;
  return store::run(db, "UPDATE asset SET state = ?, grade_rank = ?, version = version + 1 WHERE id = ?",
                    state_name(state_of(proposed, *decided, *confirmed, review->has_value())), grade::rank_of(effective), asset);
}

Status fill_missing_rows(store::Db& db, const pack::PackSet& packs) {
  std::vector<std::pair<std::string, std::string>> missing;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { missing.emplace_back(row.text(0), row.text(1)); }, "SELECT id, facts FROM asset WHERE carrier_count < 0"));
  if (missing.empty()) return {};
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  for (const auto& [id, text] : missing) {
    auto facts = facts_from_json(text);
    if (!facts) return std::unexpected(std::move(facts).error().at(id));
    GD_TRY(save_row_facts(db, id, *facts, packs));
    GD_TRY(save_row_state(db, id));
  }
  return tx->commit();
}

}  // namespace gongdun::catalog
