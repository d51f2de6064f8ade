#include "catalog/scan_store.h"

#include <fmt/format.h>

#include "catalog/facts_json.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kFinding =
    "SELECT finding.id, item.uri, finding.table_name, finding.column_name, finding.column_index, finding.line, finding.page, finding.position, finding.detector, finding.confidence, finding.sample, "
    "finding.validators, finding.context, finding.masked, dismissal.reason FROM finding JOIN item ON item.id = finding.item_id LEFT JOIN dismissal ON dismissal.finding_id = finding.id";

std::string place_text(const detect::Finding& finding) {
  std::string place = finding.item;
  if (!finding.table.empty()) place += " · " + finding.table;
  if (!finding.column.empty()) place += " · " + finding.column;
  else if (finding.column_index >= 0) place += fmt::format(" · #{}", finding.column_index);
  if (finding.page != 0) place += fmt::format(" p{}", finding.page);
  if (finding.row != 0) place += fmt::format(":{}", finding.row);
  return place;
}

FindingView read_finding(store::Stmt& row) {
  FindingView view;
  detect::Finding& finding = view.stored.finding;
  view.stored.id = row.text(0);
  finding.item = row.text(1);
  finding.table = row.text(2);
  finding.column = row.text(3);
  finding.column_index = row.integer(4);
  finding.row = static_cast<std::uint64_t>(row.integer(5));
  finding.page = static_cast<std::uint32_t>(row.integer(6));
  finding.offset = static_cast<std::uint64_t>(row.integer(7));
  finding.detector = row.text(8);
  finding.confidence = row.real(9);
  finding.sample = row.text(10);
  finding.validators = strings_from_json(row.text(11));
  finding.context = strings_from_json(row.text(12));
  finding.masked = row.integer(13) != 0;
  if (!row.is_null(14)) view.dismissed = row.text(14);
  view.stored.place = place_text(finding);
  return view;
}

Result<FindingView> load_claim(store::Db& db, const std::string& id) {
  auto query = db.prepare(
      "SELECT claim.id, item.uri, claim.table_name, claim.name, claim.position, claim.comment, claim.detector, claim.share, claim.confidence, claim.matches, claim.distinct_values, claim.masked, claim.reasons, "
      "part.asset_id, dismissal.reason FROM claim JOIN part ON part.id = claim.part_id JOIN item ON item.id = part.item_id LEFT JOIN dismissal ON dismissal.finding_id = claim.id WHERE claim.id = ? "
      "ORDER BY claim.matches DESC LIMIT 1");
  if (!query) return std::unexpected(std::move(query).error());
  store::Stmt& row = **query;
  auto found = row.bind(1, id).step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return base::fail(Code::not_found, "没有这个编号的识别结果；编号见 gongdun catalog show", "no such finding; the ids are in: gongdun catalog show", id);
  FindingView view;
  view.is_claim = true;
  view.stored.id = row.text(0);
  view.claim = {.item = row.text(1), .table = row.text(2), .name = row.text(3), .index = static_cast<std::uint32_t>(row.integer(4)), .comment = row.text(5), .detector = row.text(6),
                .share = row.real(7), .confidence = row.real(8), .matches = static_cast<std::uint64_t>(row.integer(9)), .distinct = static_cast<std::uint64_t>(row.integer(10)),
                .masked = row.integer(11) != 0, .reasons = strings_from_json(row.text(12))};
  view.asset = row.text(13);
  if (!row.is_null(14)) view.dismissed = row.text(14);
  view.stored.place = view.claim.item + (view.claim.table.empty() ? "" : " · " + view.claim.table) + " · " + (view.claim.name.empty() ? fmt::format("#{}", view.claim.index) : view.claim.name);
  return view;
}

}  // namespace

Result<std::int64_t> insert_scan(store::Db& db, const ScanRecord& record, const std::string& detect_digest) {
  auto insert = db.prepare("INSERT INTO scan(started, roots, sector, detect_digest, packs_digest, state) VALUES(?,?,?,?,?,'running') RETURNING id");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)->bind(1, record.started).bind(2, strings_to_json(record.roots)).bind(3, record.sector).bind(4, detect_digest).bind(5, record.packs_digest);
  auto row = (*insert)->step();
  if (!row) return std::unexpected(std::move(row).error());
  const std::int64_t id = (*insert)->integer(0);
  GD_TRY((*insert)->run());
  return id;
}

Status finish_scan(store::Db& db, const ScanRecord& record) {
  auto update = db.prepare("UPDATE scan SET finished = ?, state = ?, items = ?, bytes = ?, seconds = ? WHERE id = ?");
  if (!update) return std::unexpected(std::move(update).error());
  (*update)->bind(1, record.finished).bind(2, record.state).bind(3, static_cast<std::int64_t>(record.items)).bind(4, static_cast<std::int64_t>(record.bytes)).bind(5, record.seconds).bind(6, record.id);
  return (*update)->run();
}

Result<std::optional<ScanRecord>> load_last_scan(store::Db& db) {
  auto query = db.prepare("SELECT id, started, finished, roots, sector, packs_digest, state, items, bytes, seconds FROM scan ORDER BY id DESC LIMIT 1");
  if (!query) return std::unexpected(std::move(query).error());
  store::Stmt& row = **query;
  auto found = row.step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return std::optional<ScanRecord>();
  return ScanRecord{row.integer(0), row.integer(1), row.integer(2), strings_from_json(row.text(3)), row.text(4), row.text(5), row.text(6),
                    static_cast<std::uint64_t>(row.integer(7)), static_cast<std::uint64_t>(row.integer(8)), row.real(9)};
}

Result<FindingView> load_finding(store::Db& db, const std::string& id) {
  if (id.starts_with("C-")) return load_claim(db, id);
  auto query = db.prepare(std::string(kFinding) + " WHERE finding.id = ? LIMIT 1");
  if (!query) return std::unexpected(std::move(query).error());
  auto row = (*query)->bind(1, id).step();
  if (!row) return std::unexpected(std::move(row).error());
  if (!*row) return base::fail(Code::not_found, "没有这个编号的识别结果；编号见 gongdun catalog show 或 scan --format jsonl", "no such finding; the ids are in: gongdun catalog show, scan --format jsonl", id);
  FindingView view = read_finding(**query);
  GD_TRY((*query)->run());
  auto asset = db.prepare("SELECT part.asset_id FROM finding JOIN part ON part.item_id = finding.item_id WHERE finding.id = ? ORDER BY part.id LIMIT 1");
  if (!asset) return std::unexpected(std::move(asset).error());
  auto found = (*asset)->bind(1, id).step();
  if (!found) return std::unexpected(std::move(found).error());
  if (*found) view.asset = (*asset)->text(0);
  return view;
}

Status visit_findings(store::Db& db, std::int64_t scan, const std::function<bool(const StoredFinding&)>& visit) {
  auto query = db.prepare(std::string(kFinding) + " WHERE item.seen_scan = ? AND item.vanished = 0 AND dismissal.finding_id IS NULL ORDER BY item.uri, finding.number");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, scan);
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row || !visit(read_finding(**query).stored)) return {};
  }
}

Result<std::vector<FindingView>> load_findings_of(store::Db& db, const std::string& asset, std::size_t limit) {
  auto query = db.prepare(std::string(kFinding) +
                          " WHERE finding.item_id IN (SELECT item_id FROM part WHERE asset_id = ?) AND item.vanished = 0 ORDER BY finding.confidence DESC, item.uri, finding.number LIMIT ?");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, asset).bind(2, static_cast<std::int64_t>(limit));
  std::vector<FindingView> out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    out.push_back(read_finding(**query));
    out.back().asset = asset;
  }
}

}  // namespace gongdun::catalog
