#include "catalog/learning.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "catalog/asset_row.h"
#include "catalog/asset_words.h"
#include "catalog/precedent.h"
#include "catalog/regrade_rows.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

// What a person spoke of, by all that must agree before it can bear on another asset.
class Spoken {
 public:
  Spoken(const std::vector<GradingRow>& rows, About about) : about_(about) {
    for (const GradingRow& row : rows) {
      ids_.insert(row.id);
      AssetTraits traits = traits_of(row.facts, row.before);
      traits_[key_of(traits)].push_back(std::move(traits));
    }
  }

  bool concerns(const GradingRow& row) const {
    if (ids_.contains(row.id) || ids_.contains(row.before.precedent)) return true;
    const AssetTraits traits = traits_of(row.facts, row.before);
    const auto comparable = traits_.find(key_of(traits));
    return comparable != traits_.end() && std::ranges::any_of(comparable->second, [&](const AssetTraits& one) { return likeness(one, traits) >= kAlike; });
  }

  // Marks of assets it may concern.
  std::vector<std::string> marks() const {
    std::set<std::string> out;
    for (const std::string& id : ids_) out.insert(marked_word(mark::kFollows, id));
    for (const auto& [key, list] : traits_)
      for (const AssetTraits& traits : list)
        for (const std::string& alike : alike_keys(traits)) out.insert(marked_word(mark::kAlike, alike));
    return {out.begin(), out.end()};
  }

 private:
  // A decision bears where the rules say the same; a dismissed claim wherever the table is alike.
  std::string key_of(const AssetTraits& traits) const {
    return about_ == About::finding ? traits.kind : traits.kind + "\n" + traits.category + "\n" + grade::grade_code(traits.by_rules);
  }

  About about_;
  std::set<std::string> ids_;
  std::map<std::string, std::vector<AssetTraits>> traits_;
};

// At most `most` + 1 of them, beside those spoken of.
Result<std::vector<std::string>> may_be_concerned(store::Db& db, const std::vector<std::string>& own, const Spoken& spoken, std::size_t most) {
  constexpr std::size_t kMarksAtOnce = 200;
  std::set<std::string> ids;
  const std::set<std::string> known(own.begin(), own.end());
  const std::vector<std::string> marks = spoken.marks();
  for (std::size_t from = 0; from < marks.size() && ids.size() <= most; from += kMarksAtOnce) {
    std::vector<SearchWord> words;
    for (std::size_t i = from; i < std::min(from + kMarksAtOnce, marks.size()); ++i) words.push_back({marks[i], false});
    store::Sql sql = assets_with(db, words, true);
    if (most < kAll) sql.add(" LIMIT ?", most + 1 + own.size());
    GD_TRY(sql.rows(db, [&](store::Stmt& row) {
      std::string id = row.text(0);
      if (!known.contains(id)) ids.insert(std::move(id));
    }));
  }
  return std::vector<std::string>(ids.begin(), ids.end());
}

Result<std::vector<GradingRow>> rows_of(store::Db& db, const std::vector<std::string>& assets) {
  std::vector<GradingRow> out;
  GD_TRY(in_slices(assets, kRowsAtOnce, [&](const std::vector<std::string>& ids) {
    auto rows = load_grading_rows(db, ids);
    if (rows) std::ranges::move(*rows, std::back_inserter(out));
    return rows ? Status{} : std::unexpected(std::move(rows).error());
  }));
  return out;
}

// Those of them that are alike indeed.
Result<std::vector<std::string>> concerned(store::Db& db, const std::vector<std::string>& assets, const Spoken& spoken) {
  std::vector<std::string> out;
  auto rows = rows_of(db, assets);
  if (!rows) return std::unexpected(std::move(rows).error());
  for (const GradingRow& row : *rows)
    if (!row.vanished && spoken.concerns(row)) out.push_back(row.id);
  return out;
}

Status grade_again(store::Db& db, const std::vector<std::string>& assets, const Saving& how, About about, std::vector<GradeChange>& changes) {
  if (about == About::finding) GD_TRY(sum_again(db, assets));
  return in_slices(assets, kRowsAtOnce, [&](const std::vector<std::string>& ids) -> Status {
    auto rows = load_grading_rows(db, ids);
    if (!rows) return std::unexpected(std::move(rows).error());
    Regrading regrading(db, how.grader);
    GD_TRY(regrading.load_precedents_for(*rows));
    return regrade_rows(db, regrading, *rows, how, changes);
  });
}

}  // namespace

Result<Learned> grade_alike(store::Db& db, const std::vector<std::string>& assets, const grade::Grader& grader, const std::string& packs_digest, About about) {
  GD_TRY(index_waiting_now(db, grader.packs()));
  auto own = rows_of(db, assets);
  if (!own) return std::unexpected(std::move(own).error());
  const Spoken spoken(*own, about);
  auto others = may_be_concerned(db, assets, spoken, kLearnedAtOnce);
  if (!others) return std::unexpected(std::move(others).error());
  Learned out{.changes = {}, .later = others->size() > kLearnedAtOnce};
  std::vector<std::string> now = assets;
  if (!out.later) now.insert(now.end(), others->begin(), others->end());
  std::ranges::sort(now);
  auto those = concerned(db, now, spoken);
  if (!those) return std::unexpected(std::move(those).error());
  GD_TRY(grade_again(db, *those, {grader, packs_digest, true, about == About::finding}, about, out.changes));
  return out;
}

Result<std::uint64_t> grade_alike_later(store::Db& db, const std::vector<std::string>& assets, const grade::Grader& grader, const std::string& packs_digest,
                                        About about, const Advance& advance) {
  GD_TRY(index_waiting_assets(db, grader.packs(), [](std::uint64_t) {}));
  auto own = rows_of(db, assets);
  if (!own) return std::unexpected(std::move(own).error());
  const Spoken spoken(*own, about);
  auto others = may_be_concerned(db, assets, spoken, kAll);
  if (!others) return std::unexpected(std::move(others).error());
  std::uint64_t changed = 0, looked = 0;
  bool stopped = false;
  const auto status = in_slices(*others, kRowsAtOnce, [&](const std::vector<std::string>& some) -> Status {
    stopped = stopped || !advance(looked, others->size());
    if (stopped) return {};
    looked += some.size();
    auto those = concerned(db, some, spoken);
    if (!those) return std::unexpected(std::move(those).error());
    return in_slices(*those, kWrittenAtOnce, [&](const std::vector<std::string>& ids) -> Status {
      std::vector<GradeChange> changes;
      auto tx = store::Tx::begin(db);
      if (!tx) return std::unexpected(std::move(tx).error());
      GD_TRY(grade_again(db, ids, {grader, packs_digest, true, about == About::finding}, about, changes));
      GD_TRY(tx->commit());
      changed += changes.size();
      return {};
    });
  });
  if (!status) return std::unexpected(status.error());
  if (!stopped) advance(looked, others->size());
  return changed;
}

}  // namespace gongdun::catalog
