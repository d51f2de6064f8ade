#include "catalog/decision_store.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "catalog/asset_store.h"
#include "catalog/scan_store.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;

namespace {

const char* kind_name(DecisionKind kind) {
  return kind == DecisionKind::decided ? "decided" : "confirmed";
}

Status need_reason_and_name(const std::string& reason, const std::string& by) {
  if (base::trim(reason).empty()) return base::fail(Code::invalid_input, "必须写明理由：--reason 文字", "a reason is needed: --reason TEXT");
  if (base::trim(by).empty()) return base::fail(Code::invalid_input, "必须写明决定人：--by 姓名", "a name is needed: --by NAME");
  return {};
}

}  // namespace

Status save_decision(store::Db& db, const std::string& asset, DecisionKind kind, const grade::Grade& grade, const std::string& reason, const std::string& by) {
  GD_TRY(need_reason_and_name(reason, by));
  auto current = load_asset(db, asset);
  if (!current) return std::unexpected(std::move(current).error());
  auto insert = db.prepare("INSERT INTO decision(asset_id, what, grade, proposed, reason, person, at) VALUES(?,?,?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)->bind(1, asset).bind(2, kind_name(kind)).bind(3, grade::grade_code(grade)).bind(4, grade::grade_code(current->assessment.proposed));
  (*insert)->bind(5, base::printable(reason)).bind(6, base::printable(by)).bind(7, base::now_us());
  return (*insert)->run();
}

Result<std::optional<Decision>> latest_decision(store::Db& db, const std::string& asset, DecisionKind kind) {
  auto query = db.prepare("SELECT grade, reason, person, at FROM decision WHERE asset_id = ? AND what = ? ORDER BY id DESC LIMIT 1");
  if (!query) return std::unexpected(std::move(query).error());
  auto row = (*query)->bind(1, asset).bind(2, kind_name(kind)).step();
  if (!row) return std::unexpected(std::move(row).error());
  if (!*row) return std::optional<Decision>();
  const auto grade = grade::parse_grade((*query)->text(0));
  return Decision{grade.value_or(grade::Grade{}), (*query)->text(1), (*query)->text(2), (*query)->integer(3)};
}

Result<std::vector<DecisionEntry>> load_decisions(store::Db& db, const std::string& asset) {
  auto query = db.prepare("SELECT id, what, proposed, grade, reason, person, at FROM decision WHERE asset_id = ? ORDER BY id");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, asset);
  std::vector<DecisionEntry> out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    out.push_back({(*query)->integer(0),
                   asset,
                   (*query)->text(1) == "confirmed" ? DecisionKind::confirmed : DecisionKind::decided,
                   (*query)->text(2),
                   {grade::parse_grade((*query)->text(3)).value_or(grade::Grade{}), (*query)->text(4), (*query)->text(5), (*query)->integer(6)}});
  }
}

Status save_dismissal(store::Db& db, const std::string& finding, const std::string& reason, const std::string& by) {
  GD_TRY(need_reason_and_name(reason, by));
  auto view = load_finding(db, finding);
  if (!view) return std::unexpected(std::move(view).error());
  auto insert = db.prepare(
      "INSERT INTO dismissal(finding_id, asset_id, detector, place, reason, person, at) VALUES(?,?,?,?,?,?,?) ON CONFLICT(finding_id) DO UPDATE SET reason = "
      "excluded.reason, person = excluded.person, at = excluded.at");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)
      ->bind(1, view->stored.id)
      .bind(2, view->asset)
      .bind(3, view->is_claim ? view->claim.detector : view->stored.finding.detector)
      .bind(4, view->stored.place);
  (*insert)->bind(5, base::printable(reason)).bind(6, base::printable(by)).bind(7, base::now_us());
  return (*insert)->run();
}

Status remove_dismissal(store::Db& db, const std::string& finding) {
  auto remove = db.prepare("DELETE FROM dismissal WHERE finding_id = ?");
  if (!remove) return std::unexpected(std::move(remove).error());
  GD_TRY((*remove)->bind(1, finding).run());
  if (db.changes() == 0) return base::fail(Code::not_found, "没有标记过这条误报", "this finding was not dismissed", finding);
  return {};
}

Result<bool> dismissed(store::Db& db, const std::string& finding) {
  auto query = db.prepare("SELECT 1 FROM dismissal WHERE finding_id = ?");
  if (!query) return std::unexpected(std::move(query).error());
  return (*query)->bind(1, finding).step();
}

}  // namespace gongdun::catalog
