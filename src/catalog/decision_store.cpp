#include "catalog/decision_store.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "catalog/asset_row.h"
#include "catalog/asset_store.h"
#include "catalog/scan_store.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;

namespace {

const char* kind_name(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::decided: return "decided";
    case DecisionKind::confirmed: return "confirmed";
    case DecisionKind::withdrawn: return "withdrawn";
  }
  return "";
}

DecisionKind kind_of(std::string_view name) {
  return name == "confirmed" ? DecisionKind::confirmed : name == "withdrawn" ? DecisionKind::withdrawn : DecisionKind::decided;
}

Status need_reason_and_name(const std::string& reason, const std::string& by) {
  if (base::trim(reason).empty()) return base::fail(Code::invalid_input, "必须写明理由：--reason 文字", "a reason is needed: --reason TEXT");
  if (base::trim(by).empty()) return base::fail(Code::invalid_input, "必须写明决定人：--by 姓名", "a name is needed: --by NAME");
  return {};
}

}  // namespace

Status save_decision(store::Db& db, const std::string& asset, DecisionKind kind, const grade::Grade& grade, const std::string& reason, const std::string& by,
                     Reach reach) {
  GD_TRY(need_reason_and_name(reason, by));
  auto current = load_assessment(db, asset);
  if (!current) return std::unexpected(std::move(current).error());
  auto insert = db.prepare("INSERT INTO decision(asset_id, what, grade, proposed, reason, person, at, alone, by_rules) VALUES(?,?,?,?,?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)->bind(1, asset).bind(2, kind_name(kind)).bind(3, grade::grade_code(grade)).bind(4, grade::grade_code(current->proposed));
  (*insert)->bind(5, base::printable(reason)).bind(6, base::printable(by)).bind(7, base::now_us()).bind(8, std::int64_t{reach == Reach::alone});
  (*insert)->bind(9, grade::grade_code(current->by_rules));
  GD_TRY((*insert)->run());
  return save_row_state(db, asset);
}

Result<std::optional<Decision>> latest_decision(store::Db& db, const std::string& asset, DecisionKind kind) {
  auto query = db.prepare(
      "SELECT grade, reason, person, at, what FROM decision WHERE asset_id = ? AND (what = ?2 OR (?2 = 'decided' AND what = 'withdrawn')) ORDER BY id DESC "
      "LIMIT "
      "1");
  if (!query) return std::unexpected(std::move(query).error());
  auto row = (*query)->bind(1, asset).bind(2, kind_name(kind)).step();
  if (!row) return std::unexpected(std::move(row).error());
  if (!*row || (*query)->text(4) == kind_name(DecisionKind::withdrawn)) return std::optional<Decision>();
  const auto grade = grade::parse_grade((*query)->text(0));
  return Decision{grade.value_or(grade::Grade{}), (*query)->text(1), (*query)->text(2), (*query)->integer(3)};
}

Result<std::vector<DecisionEntry>> load_decisions(store::Db& db, const std::string& asset) {
  auto query = db.prepare("SELECT id, what, proposed, grade, reason, person, at, alone FROM decision WHERE asset_id = ? ORDER BY id");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, asset);
  std::vector<DecisionEntry> out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    out.push_back({(*query)->integer(0),
                   asset,
                   kind_of((*query)->text(1)),
                   (*query)->text(2),
                   {grade::parse_grade((*query)->text(3)).value_or(grade::Grade{}), (*query)->text(4), (*query)->text(5), (*query)->integer(6)},
                   (*query)->integer(7) != 0 ? Reach::alone : Reach::alike});
  }
}

Result<std::map<std::string, Standing>> standing_decisions(store::Db& db, const std::vector<std::string>& assets) {
  std::map<std::string, Standing> out;
  if (assets.empty()) return out;
  store::Sql sql("SELECT asset_id, what, grade, reason, person, at, alone, by_rules FROM decision WHERE asset_id IN (");
  for (std::size_t i = 0; i < assets.size(); ++i) sql.add(i == 0 ? "?" : ",?", assets[i]);
  sql.add(") ORDER BY id");
  GD_TRY(sql.rows(db, [&](store::Stmt& row) {
    Standing& standing = out[row.text(0)];
    const DecisionKind kind = kind_of(row.text(1));
    auto& [decision, reach] = kind == DecisionKind::confirmed ? standing.confirmed : standing.decided;
    decision.reset();
    if (kind == DecisionKind::withdrawn) return;
    decision = Decision{grade::parse_grade(row.text(2)).value_or(grade::Grade{}), row.text(3), row.text(4), row.integer(5),
                        grade::parse_grade(row.text(7)).value_or(grade::Grade{})};
    reach = row.integer(6) != 0 ? Reach::alone : Reach::alike;
  }));
  std::erase_if(out, [](const auto& one) { return !one.second.decided.first && !one.second.confirmed.first; });
  return out;
}

Status save_dismissal(store::Db& db, const std::string& finding, const std::string& reason, const std::string& by, Reach reach) {
  GD_TRY(need_reason_and_name(reason, by));
  auto view = load_finding(db, finding);
  if (!view) return std::unexpected(std::move(view).error());
  auto insert = db.prepare(
      "INSERT INTO dismissal(finding_id, asset_id, detector, place, reason, person, at, alone, column_name) VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(finding_id) "
      "DO "
      "UPDATE SET reason = excluded.reason, person = excluded.person, at = excluded.at, alone = excluded.alone, column_name = excluded.column_name");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)
      ->bind(1, view->stored.id)
      .bind(2, view->asset)
      .bind(3, view->is_claim ? view->claim.detector : view->stored.finding.detector)
      .bind(4, view->stored.place);
  (*insert)->bind(5, base::printable(reason)).bind(6, base::printable(by)).bind(7, base::now_us());
  (*insert)->bind(8, std::int64_t{reach == Reach::alone}).bind(9, view->is_claim ? view->claim.name : "");
  return (*insert)->run();
}

// Only a claim that some precedent could silence: its detector was dismissed elsewhere for a column of this name.
Result<bool> keep_claim(store::Db& db, const std::string& finding) {
  auto insert = db.prepare(
      "INSERT INTO kept_claim(finding_id, at) SELECT claim.id, ?2 FROM claim WHERE claim.id = ?1 AND EXISTS (SELECT 1 FROM dismissal WHERE "
      "dismissal.detector = claim.detector AND dismissal.alone = 0 AND lower(trim(dismissal.column_name)) = lower(trim(claim.name)) AND claim.name <> '') "
      "LIMIT 1 ON CONFLICT(finding_id) DO UPDATE SET at = excluded.at");
  if (!insert) return std::unexpected(std::move(insert).error());
  GD_TRY((*insert)->bind(1, finding).bind(2, base::now_us()).run());
  return db.changes() > 0;
}

Status remove_dismissal(store::Db& db, const std::string& finding) {
  auto remove = db.prepare("DELETE FROM dismissal WHERE finding_id = ?");
  if (!remove) return std::unexpected(std::move(remove).error());
  GD_TRY((*remove)->bind(1, finding).run());
  const bool removed = db.changes() > 0;
  // What is restored counts, whatever was dismissed elsewhere.
  auto kept = keep_claim(db, finding);
  if (!kept) return std::unexpected(std::move(kept).error());
  if (!removed && !*kept) return base::fail(Code::not_found, "没有标记过这条误报", "this finding was not dismissed", finding);
  return {};
}

Result<bool> dismissed(store::Db& db, const std::string& finding) {
  auto query = db.prepare("SELECT 1 FROM dismissal WHERE finding_id = ?");
  if (!query) return std::unexpected(std::move(query).error());
  return (*query)->bind(1, finding).step();
}

}  // namespace gongdun::catalog
