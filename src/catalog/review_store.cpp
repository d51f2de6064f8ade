#include "catalog/review_store.h"

#include "base/clock.h"
#include "crypto/sm3.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;
using store::Sql;

namespace {

constexpr std::string_view kSelect =
    "SELECT review.id, review.asset_id, asset.name, review.what, review.grade, review.reason, review.person_name, review.at, review.person, asset.grade_rank, "
    "review.state, "
    "review.closed_by, review.closed_reason, review.closed_at FROM review JOIN asset ON asset.id = review.asset_id WHERE ";

Review read_review(store::Stmt& row) {
  return {.id = row.text(0),
          .asset = row.text(1),
          .asset_name = row.text(2),
          .kind = row.text(3) == "confirmed" ? DecisionKind::confirmed : DecisionKind::decided,
          .decision = {grade::parse_grade(row.text(4)).value_or(grade::Grade{}), row.text(5), row.text(6), row.integer(7), {}},
          .person = row.text(8),
          .current = grade::grade_of_rank(static_cast<int>(row.integer(9)))};
}

}  // namespace

bool needs_review(const grade::Grade& effective, const grade::Grade& wanted) {
  return effective.data_class == grade::Class::core || wanted.data_class == grade::Class::core;
}

Result<std::string> open_review(store::Db& db, const Review& review) {
  GD_TRY(store::run(db, "DELETE FROM review WHERE asset_id = ? AND state = 'open'", review.asset));
  const std::string id = "R-" + crypto::random_hex(6);
  GD_TRY(store::run(db, "INSERT INTO review(id, asset_id, what, grade, reason, person, person_name, at, state) VALUES(?,?,?,?,?,?,?,?,'open')", id,
                    review.asset, review.kind == DecisionKind::confirmed ? "confirmed" : "decided", grade::grade_code(review.decision.grade),
                    review.decision.reason, review.person, review.decision.by, base::now_us()));
  return id;
}

Result<std::vector<Review>> load_reviews(store::Db& db, const access::Scope& scope) {
  Sql sql(kSelect);
  sql.add("review.state = 'open' AND ").add(scope.condition({"asset.org_id", "asset.grade_rank"})).add(" ORDER BY review.at, review.id");
  std::vector<Review> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(read_review(row)); }));
  return out;
}

Result<Review> load_review(store::Db& db, const access::Scope& scope, const std::string& id) {
  Sql sql(kSelect);
  sql.add("review.state = 'open' AND review.id = ? AND ", id).add(scope.condition({"asset.org_id", "asset.grade_rank"}));
  std::optional<Review> found;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { found = read_review(row); }));
  if (!found) return base::fail(Code::not_found, "没有这项待复核的决定，可能已经处理", "no such decision waits for a review; it may be settled", id);
  return std::move(*found);
}

Result<std::optional<Review>> review_of(store::Db& db, const std::string& asset) {
  std::optional<Review> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_review(row); }, std::string(kSelect) + "review.state = 'open' AND review.asset_id = ?", asset));
  return found;
}

Status close_review(store::Db& db, const std::string& id, bool approved, const std::string& reason, const std::string& by) {
  GD_TRY(store::run(db, "UPDATE review SET state = ?, closed_reason = ?, closed_by = ?, closed_at = ? WHERE id = ? AND state = 'open'",
                    approved ? "approved" : "rejected", reason, by, base::now_us(), id));
  if (db.changes() != 1) return base::fail(Code::conflict, "这项决定已被处理", "this decision is settled already", id);
  return {};
}

Result<std::vector<ReviewEntry>> review_history(store::Db& db, const std::string& asset) {
  std::vector<ReviewEntry> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back({read_review(row), row.text(10) == "rejected", row.text(11), row.text(12), row.integer(13)}); },
      std::string(kSelect) + "review.state <> 'approved' AND review.asset_id = ? ORDER BY review.at", asset));
  return out;
}

}  // namespace gongdun::catalog
