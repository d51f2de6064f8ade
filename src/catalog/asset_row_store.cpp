#include "catalog/asset_row.h"

#include <algorithm>

#include "base/split.h"
#include "base/utf8.h"
#include "catalog/asset_waiting.h"
#include "catalog/asset_words.h"
#include "catalog/facts_json.h"
#include "catalog/folder_guess.h"
#include "catalog/precedent_store.h"
#include "catalog/report_model.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

constexpr std::size_t kSearchBytes = 4000, kIndexedAtOnce = 200;
constexpr int kTransactionsATelling = 20;

// What a person would type to find the asset: names and column names. The name comes first (ranking looks at the beginning).
std::string search_text(const GradedAsset& asset) {
  std::string out = asset.name + "\n" + asset.location + "\n" + asset.assessment.category;
  for (const std::string& header : asset.facts.headers) {
    if (out.size() > kSearchBytes) break;
    out += "\n" + header;
  }
  out = base::fold_width(out);
  out.resize(base::valid_utf8_length(std::string_view(out).substr(0, kSearchBytes)));
  return out;
}

bool any_of_class(const grade::Facts& facts, const pack::PackSet& packs, bool (*is_class)(const pack::PackSet&, std::string_view)) {
  return std::ranges::any_of(facts.detectors, [&](const grade::DetectorFact& fact) { return fact.found > 0 && is_class(packs, fact.detector); });
}

const std::string& precedent_mark() {
  static const std::string mark = marked_word(mark::kPrecedent, "");
  return mark;
}

std::string words_of_asset(const GradedAsset& asset, const std::string& text, bool is_precedent) {
  std::string out = words_of(text);
  std::vector<std::string> marks;
  const auto add = [&](char kind, std::string_view value) { marks.push_back(marked_word(kind, value)); };
  for (const grade::DetectorFact& fact : asset.facts.detectors) add(mark::kDetector, fact.detector);
  for (const grade::Reason& reason : asset.assessment.reasons) add(mark::kRule, reason.rule);
  for (const std::string& object : asset.assessment.objects) add(mark::kRule, object);
  if (!asset.assessment.document_kind.empty()) add(mark::kRule, asset.assessment.document_kind);
  for (const std::string& key : alike_keys(traits_of(asset.facts, asset.assessment))) add(mark::kAlike, key);
  if (!asset.assessment.precedent.empty()) add(mark::kFollows, asset.assessment.precedent);
  std::ranges::sort(marks);
  const auto twice = std::ranges::unique(marks);
  marks.erase(twice.begin(), twice.end());
  if (is_precedent) marks.push_back(precedent_mark());
  for (const std::string& one : marks) out += (out.empty() ? "" : " ") + one;
  return out;
}

Status mark_precedent(store::Db& db, const std::string& asset, bool is_precedent) {
  auto known = store::text(db, "SELECT words FROM asset_words WHERE asset_id = ?", asset);
  if (!known) return std::unexpected(std::move(known).error());
  if (!*known) return {};  // to be indexed; that looks at decisions, too
  std::string& words = **known;
  const bool marked = words.ends_with(precedent_mark());
  if (marked == is_precedent) return {};
  if (is_precedent)
    words += (words.empty() ? "" : " ") + precedent_mark();
  else
    words.resize(words.size() - std::min(words.size(), precedent_mark().size() + 1));
  return save_words(db, asset, words);
}

struct Said {
  Standing standing;
  bool in_review = false;
};

Result<Said> said_of(store::Db& db, const std::string& asset) {
  auto standing = standing_decisions(db, {asset});
  if (!standing) return std::unexpected(std::move(standing).error());
  auto review = store::integer(db, "SELECT 1 FROM review WHERE asset_id = ? AND state = 'open'", asset);
  if (!review) return std::unexpected(std::move(review).error());
  return Said{standing->empty() ? Standing{} : std::move(standing->begin()->second), review->has_value()};
}

const char* state_in(const Said& said, const grade::Grade& proposed) {
  return state_name(state_of(proposed, said.standing.decided.first, said.standing.confirmed.first, said.in_review));
}

int rank_in(const Said& said, const grade::Grade& proposed) {
  const auto& decided = said.standing.decided.first;
  const auto& confirmed = said.standing.confirmed.first;
  return grade::rank_of(confirmed ? confirmed->grade : decided ? decided->grade : proposed);
}

Status index_asset(store::Db& db, const std::string& id, const pack::PackSet& packs) {
  std::vector<std::string> texts;
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        for (int i = 0; i < 5; ++i) texts.push_back(row.text(i));
      },
      "SELECT name, location, facts, assessment, packs_digest FROM asset WHERE id = ?", id));
  auto facts = facts_from_json(texts.at(2));
  if (!facts) return std::unexpected(std::move(facts).error().at(id));
  auto assessment = assessment_from_json(texts.at(3));
  if (!assessment) return std::unexpected(std::move(assessment).error().at(id));
  return save_graded(db, {id, texts.at(0), texts.at(1), *facts, *assessment}, packs, texts.at(4));
}

// How many there were.
Result<std::size_t> index_some(store::Db& db, const pack::PackSet& packs) {
  auto some = waiting_assets(db, Owed::index, kIndexedAtOnce);
  if (!some) return std::unexpected(std::move(some).error());
  for (const WaitingAsset& one : *some) {
    GD_TRY(index_asset(db, one.id, packs));
    GD_TRY(owe_nothing(db, one));
  }
  return some->size();
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

Status save_graded(store::Db& db, const GradedAsset& asset, const pack::PackSet& packs, const std::string& packs_digest) {
  auto said = said_of(db, asset.id);
  if (!said) return std::unexpected(std::move(said).error());
  const grade::Facts& facts = asset.facts;
  const grade::Assessment& assessment = asset.assessment;
  std::string formats = " ";
  for (const std::string& format : facts.formats) formats += format + " ";
  const std::string text = search_text(asset);
  GD_TRY(store::run(db,
                    "UPDATE asset SET assessment = ?, packs_digest = ?, class = ?, level = ?, sector = ?, category = ?, row_count = ?, byte_count = ?, "
                    "person_count = ?, carrier_count = ?, formats = ?, personal = ?, credentials = ?, search = ?, state = ?, grade_rank = ?, parent = ?, "
                    "version = version + 1 WHERE id = ?",
                    assessment_to_json(assessment), packs_digest, static_cast<int>(assessment.proposed.data_class), assessment.proposed.level,
                    assessment.sector.id, assessment.category, facts.rows, facts.bytes, facts.persons, facts.items, formats,
                    any_of_class(facts, packs, is_personal), any_of_class(facts, packs, is_secret), base::ascii_lower(text),
                    state_in(*said, assessment.proposed), rank_in(*said, assessment.proposed), folder_above(asset.location), asset.id));
  return save_words(db, asset.id, words_of_asset(asset, text, as_precedent(said->standing).has_value()));
}

Status save_row_state(store::Db& db, const std::string& asset) {
  auto said = said_of(db, asset);
  if (!said) return std::unexpected(std::move(said).error());
  grade::Grade proposed;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { proposed = {static_cast<grade::Class>(row.integer(0)), static_cast<int>(row.integer(1))}; },
      "SELECT class, level FROM asset WHERE id = ?", asset));
  GD_TRY(store::run(db, "UPDATE asset SET state = ?, grade_rank = ?, version = version + 1 WHERE id = ?", state_in(*said, proposed), rank_in(*said, proposed),
                    asset));
  return mark_precedent(db, asset, as_precedent(said->standing).has_value());
}

Status index_waiting_now(store::Db& db, const pack::PackSet& packs) {
  for (bool more = true; more;) {
    auto some = index_some(db, packs);
    if (!some) return std::unexpected(std::move(some).error());
    more = *some > 0;
  }
  return {};
}

Status index_waiting_assets(store::Db& db, const pack::PackSet& packs, const std::function<void(std::uint64_t left)>& tell) {
  for (;;) {
    auto left = count_waiting(db, Owed::index);
    if (!left) return std::unexpected(std::move(left).error());
    if (*left == 0) return {};
    tell(*left);
    for (int i = 0; i < kTransactionsATelling; ++i) {
      auto tx = store::Tx::begin(db);
      if (!tx) return std::unexpected(std::move(tx).error());
      auto some = index_some(db, packs);
      if (!some) return std::unexpected(std::move(some).error());
      GD_TRY(tx->commit());
    }
  }
}

}  // namespace gongdun::catalog
