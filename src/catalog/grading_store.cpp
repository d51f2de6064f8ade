#include "catalog/grading_store.h"

#include <algorithm>
#include <map>
#include <set>

#include "catalog/asset_row.h"
#include "catalog/asset_sum.h"
#include "catalog/asset_waiting.h"
#include "catalog/facts_json.h"
#include "catalog/precedent_store.h"
#include "catalog/regrade_rows.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;

namespace {

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
