#include "catalog/grading_store.h"

#include <algorithm>
#include <map>
#include <set>

#include "catalog/asset_row.h"
#include "catalog/asset_sum.h"
#include "catalog/asset_waiting.h"
#include "catalog/asset_words.h"
#include "catalog/facts_json.h"
#include "catalog/precedent_store.h"
#include "catalog/regrading.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

// What one transaction writes: some tens of milliseconds.
constexpr std::size_t kWrittenAtOnce = 50;
constexpr int kTries = 3;

// Changes with everything people say that bears on sums and grades.
Result<std::string> said_so_far(store::Db& db) {
  auto text =
      store::text(db,
                  "SELECT coalesce((SELECT max(id) FROM decision), 0) || ' ' || (SELECT count(*) FROM dismissal) || ' ' || coalesce((SELECT max(at) FROM "
                  "dismissal), 0) || ' ' || (SELECT count(*) FROM kept_claim) || ' ' || coalesce((SELECT max(at) FROM kept_claim), 0)");
  if (!text) return std::unexpected(std::move(text).error());
  return text->value_or("");
}

std::vector<std::string> ids_of(const std::vector<WaitingAsset>& assets) {
  std::vector<std::string> out;
  for (const WaitingAsset& one : assets) out.push_back(one.id);
  return out;
}

// Works through what is owed: prepare() reads and reckons, write() only writes. If somebody said something in between, it is reckoned again, the last time
// within the transaction.
class Settling {
 public:
  Settling(store::Db& db, const grade::Grader& grader, const std::string& packs_digest) : db_(db), grader_(grader), packs_digest_(packs_digest) {}
  virtual ~Settling() = default;

  Status run(Owed owed) {
    for (;;) {
      auto some = waiting_assets(db_, owed, kWrittenAtOnce);
      if (!some) return std::unexpected(std::move(some).error());
      if (some->empty()) return {};
      GD_TRY(settle(*some));
    }
  }

 protected:
  virtual Status heard() = 0;  // people said something: what rests on it is read anew
  virtual Status prepare(const std::vector<WaitingAsset>& some) = 0;
  virtual Status write(const std::vector<WaitingAsset>& some) = 0;

  store::Db& db_;
  const grade::Grader& grader_;
  const std::string& packs_digest_;

 private:
  Status listen() {
    auto now = said_so_far(db_);
    if (!now) return std::unexpected(std::move(now).error());
    if (said_ == *now) return {};
    said_ = std::move(*now);
    return heard();
  }

  Status settle(const std::vector<WaitingAsset>& some) {
    for (int tries = 1;; ++tries) {
      GD_TRY(listen());
      GD_TRY(prepare(some));
      auto tx = store::Tx::begin(db_);
      if (!tx) return std::unexpected(std::move(tx).error());
      auto now = said_so_far(db_);
      if (!now) return std::unexpected(std::move(now).error());
      if (said_ != *now) {
        if (tries < kTries) continue;  // gives the turn back
        GD_TRY(listen());
        GD_TRY(prepare(some));
      }
      GD_TRY(write(some));
      return tx->commit();
    }
  }

  std::optional<std::string> said_;
};

class Summing final : public Settling {
 public:
  using Settling::Settling;

 private:
  Status heard() override {
    auto claims = load_claim_precedents(db_);
    if (!claims) return std::unexpected(std::move(claims).error());
    claims_ = std::move(*claims);
    return {};
  }

  Status prepare(const std::vector<WaitingAsset>& some) override {
    sums_.clear();
    for (const WaitingAsset& one : some) {
      auto sum = sum_asset(db_, one.id, claims_);
      if (!sum) return std::unexpected(std::move(sum).error());
      sums_.push_back(std::move(*sum));
    }
    return {};
  }

  Status write(const std::vector<WaitingAsset>& some) override {
    for (std::size_t i = 0; i < some.size(); ++i) {
      GD_TRY(save_sum(db_, sums_[i], Seen::now));
      GD_TRY(sums_[i].facts ? owe(db_, some[i], Owed::grade) : owe_nothing(db_, some[i]));
    }
    return {};
  }

  std::vector<ClaimPrecedent> claims_;
  std::vector<AssetSum> sums_;
};

class Grading final : public Settling {
 public:
  using Settling::Settling;

 private:
  Status heard() override {
    regrading_.emplace(db_, grader_);
    return regrading_->load_precedents();
  }

  Status prepare(const std::vector<WaitingAsset>& some) override {
    assessments_.clear();
    auto rows = load_grading_rows(db_, ids_of(some));
    if (!rows) return std::unexpected(std::move(rows).error());
    rows_ = std::move(*rows);
    for (const GradingRow& row : rows_) {
      auto assessment = regrading_->assess(row);
      if (!assessment) return std::unexpected(std::move(assessment).error());
      assessments_.push_back(std::move(*assessment));
    }
    return {};
  }

  Status write(const std::vector<WaitingAsset>& some) override {
    for (std::size_t i = 0; i < rows_.size(); ++i)
      GD_TRY(save_graded(db_, {rows_[i].id, rows_[i].name, rows_[i].location, rows_[i].facts, assessments_[i]}, grader_.packs(), packs_digest_));
    for (const WaitingAsset& one : some) GD_TRY(owe_nothing(db_, one));
    return {};
  }

  std::optional<Regrading> regrading_;
  std::vector<GradingRow> rows_;
  std::vector<grade::Assessment> assessments_;
};

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

Result<std::vector<std::string>> may_be_concerned(store::Db& db, const std::vector<std::string>& own, const Spoken& spoken) {
  constexpr std::size_t kMarksAtOnce = 200;
  std::set<std::string> ids(own.begin(), own.end());
  const std::vector<std::string> marks = spoken.marks();
  for (std::size_t from = 0; from < marks.size(); from += kMarksAtOnce) {
    std::vector<SearchWord> words;
    for (std::size_t i = from; i < std::min(from + kMarksAtOnce, marks.size()); ++i) words.push_back({marks[i], false});
    GD_TRY(assets_with(db, words, true).rows(db, [&](store::Stmt& row) { ids.insert(row.text(0)); }));
  }
  return std::vector<std::string>(ids.begin(), ids.end());
}

constexpr std::size_t kRowsAtOnce = 200;

// Calls back with some ids at a time.
template <class Visit>
Status in_slices(const std::vector<std::string>& ids, Visit visit) {
  for (std::size_t from = 0; from < ids.size(); from += kRowsAtOnce) {
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(from);
    GD_TRY(visit(std::vector<std::string>(begin, begin + static_cast<std::ptrdiff_t>(std::min(kRowsAtOnce, ids.size() - from)))));
  }
  return {};
}

struct Saving {
  const grade::Grader& grader;
  const std::string& packs_digest;
  bool save = true;
  bool unchanged_too = true;
};

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

Result<std::vector<std::string>> next_assets(store::Db& db, const std::string& after) {
  std::vector<std::string> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back(row.text(0)); }, "SELECT id FROM asset WHERE id > ? AND vanished = 0 ORDER BY id LIMIT ?", after, kRowsAtOnce));
  return out;
}

// Some assets at a time, each in a transaction if there is something to save.
template <class Visit>
Status each_some(store::Db& db, bool save, Visit visit) {
  for (std::string after;;) {
    auto ids = next_assets(db, after);
    if (!ids) return std::unexpected(std::move(ids).error());
    if (ids->empty()) return {};
    after = ids->back();
    if (!save) {
      GD_TRY(visit(*ids));
      continue;
    }
    auto tx = store::Tx::begin(db);
    if (!tx) return std::unexpected(std::move(tx).error());
    GD_TRY(visit(*ids));
    GD_TRY(tx->commit());
  }
}

}  // namespace

Status grade_waiting(store::Db& db, const grade::Grader& grader, const std::string& packs_digest) {
  GD_TRY(index_waiting_assets(db, grader.packs(), [](std::uint64_t) {}));
  GD_TRY(Summing(db, grader, packs_digest).run(Owed::sum));
  return Grading(db, grader, packs_digest).run(Owed::grade);
}

Result<std::vector<GradeChange>> grade_alike(store::Db& db, const std::vector<std::string>& assets, const grade::Grader& grader,
                                             const std::string& packs_digest, About about) {
  GD_TRY(index_waiting_now(db, grader.packs()));
  std::vector<GradingRow> own;
  GD_TRY(in_slices(assets, [&](const std::vector<std::string>& ids) {
    auto rows = load_grading_rows(db, ids);
    if (rows) std::ranges::move(*rows, std::back_inserter(own));
    return rows ? Status{} : std::unexpected(std::move(rows).error());
  }));
  const Spoken spoken(own, about);
  auto candidates = may_be_concerned(db, assets, spoken);
  if (!candidates) return std::unexpected(std::move(candidates).error());
  std::vector<std::string> concerned;
  GD_TRY(in_slices(*candidates, [&](const std::vector<std::string>& ids) {
    auto rows = load_grading_rows(db, ids);
    for (const GradingRow& row : rows ? *rows : std::vector<GradingRow>{})
      if (!row.vanished && spoken.concerns(row)) concerned.push_back(row.id);
    return rows ? Status{} : std::unexpected(std::move(rows).error());
  }));
  if (about == About::finding) GD_TRY(sum_again(db, concerned));
  std::vector<GradeChange> changes;
  const auto status = in_slices(concerned, [&](const std::vector<std::string>& ids) -> Status {
    auto rows = load_grading_rows(db, ids);
    if (!rows) return std::unexpected(std::move(rows).error());
    Regrading regrading(db, grader);
    GD_TRY(regrading.load_precedents_for(*rows));
    return regrade_rows(db, regrading, *rows, {grader, packs_digest, true, about == About::finding}, changes);
  });
  if (!status) return std::unexpected(status.error());
  return changes;
}

Result<std::vector<GradeChange>> regrade_all(store::Db& db, const grade::Grader& grader, const std::string& packs_digest, bool save) {
  GD_TRY(index_waiting_assets(db, grader.packs(), [](std::uint64_t) {}));
  Regrading regrading(db, grader);
  GD_TRY(regrading.load_precedents());
  if (save && !regrading.claims().empty()) {
    GD_TRY(each_some(db, true, [&](const std::vector<std::string>& ids) { return sum_again(db, ids); }));
    GD_TRY(regrading.load_precedents());
  }
  std::vector<GradeChange> changes;
  GD_TRY(each_some(db, save, [&](const std::vector<std::string>& ids) {
    auto rows = load_grading_rows(db, ids);
    return rows ? regrade_rows(db, regrading, *rows, {grader, packs_digest, save, true}, changes) : std::unexpected(std::move(rows).error());
  }));
  return changes;
}

}  // namespace gongdun::catalog
