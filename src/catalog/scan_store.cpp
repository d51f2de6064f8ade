#include "catalog/scan_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/clock.h"
#include "catalog/claim_row.h"
#include "catalog/facts_json.h"
#include "catalog/finding_text.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;

std::string finding_place(const detect::Finding& finding) {
  std::string place = finding.item;
  if (!finding.table.empty()) place += " · " + finding.table;
  if (!finding.column.empty())
    place += " · " + finding.column;
  else if (finding.column_index >= 0)
    place += fmt::format(" · #{}", finding.column_index);
  if (finding.page != 0) place += fmt::format(" p{}", finding.page);
  if (finding.row != 0) place += fmt::format(":{}", finding.row);
  return place;
}

namespace {

using Dismissals = std::map<std::string, std::string, std::less<>>;  // finding → reason

Result<Dismissals> load_dismissals(store::Db& db) {
  auto query = db.prepare("SELECT finding_id, reason FROM dismissal");
  if (!query) return std::unexpected(std::move(query).error());
  Dismissals out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    out.emplace((*query)->text(0), (*query)->text(1));
  }
}

// Visits the stored lines of every item a query names: columns uri, lines.
Status each_block(store::Stmt& query, const std::function<bool(const std::string& uri, std::string_view lines)>& visit) {
  for (;;) {
    auto row = query.step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return {};
    const std::string lines = query.text(1);
    if (!visit(query.text(0), lines)) return {};
  }
}

constexpr std::string_view kSeenBlocks =
    "SELECT item.uri, finding_block.lines FROM finding_block JOIN item ON item.id = finding_block.item_id WHERE item.seen_scan = ? AND item.vanished = 0 ORDER "
    "BY item.uri";

Result<FindingView> view_of(std::string_view id, const std::string& uri, std::string_view rest, const Dismissals& dismissals) {
  auto finding = parse_finding(id, uri, rest);
  if (!finding) return std::unexpected(std::move(finding).error());
  FindingView view;
  view.stored = {std::string(id), std::move(*finding), ""};
  view.stored.place = finding_place(view.stored.finding);
  if (const auto found = dismissals.find(id); found != dismissals.end()) view.dismissed = found->second;
  return view;
}

Result<FindingView> load_claim(store::Db& db, const std::string& id) {
  auto query =
      db.prepare("SELECT claim.id, " GD_CLAIM_COLUMNS
                 ", part.asset_id, dismissal.reason FROM claim JOIN part ON part.id = claim.part_id JOIN item ON item.id = part.item_id LEFT JOIN dismissal ON "
                 "dismissal.finding_id = claim.id WHERE claim.id = ? "
                 "ORDER BY claim.matches DESC LIMIT 1");
  if (!query) return std::unexpected(std::move(query).error());
  store::Stmt& row = **query;
  auto found = row.bind(1, id).step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found)
    return base::fail(Code::not_found, "没有这个编号的识别结果；编号见 gongdun catalog show", "no such finding; the ids are in: gongdun catalog show", id);
  FindingView view;
  view.is_claim = true;
  view.stored.id = row.text(0);
  view.claim = read_claim(row, 1);
  view.asset = row.text(13);
  if (!row.is_null(14)) view.dismissed = row.text(14);
  view.stored.place = view.claim.item + (view.claim.table.empty() ? "" : " · " + view.claim.table) + " · " +
                      (view.claim.name.empty() ? fmt::format("#{}", view.claim.index) : view.claim.name);
  return view;
}

}  // namespace

Result<std::int64_t> insert_scan(store::Db& db, const ScanRecord& record, const std::string& detect_digest) {
  auto insert =
      db.prepare("INSERT INTO scan(started, roots, sector, detect_digest, packs_digest, state, source_id) VALUES(?,?,?,?,?,'running',?) RETURNING id");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)
      ->bind(1, record.started)
      .bind(2, strings_to_json(record.roots))
      .bind(3, record.sector)
      .bind(4, detect_digest)
      .bind(5, record.packs_digest)
      .bind(6, record.source);
  auto row = (*insert)->step();
  if (!row) return std::unexpected(std::move(row).error());
  const std::int64_t id = (*insert)->integer(0);
  GD_TRY((*insert)->run());
  return id;
}

Status finish_scan(store::Db& db, const ScanRecord& record) {
  auto update = db.prepare("UPDATE scan SET finished = ?, state = ?, items = ?, bytes = ?, seconds = ? WHERE id = ?");
  if (!update) return std::unexpected(std::move(update).error());
  (*update)
      ->bind(1, record.finished)
      .bind(2, record.state)
      .bind(3, static_cast<std::int64_t>(record.items))
      .bind(4, static_cast<std::int64_t>(record.bytes))
      .bind(5, record.seconds)
      .bind(6, record.id);
  return (*update)->run();
}

namespace {

constexpr std::string_view kScan = "SELECT id, started, finished, roots, sector, packs_digest, state, items, bytes, seconds, source_id FROM scan ";

ScanRecord read_scan(store::Stmt& row) {
  return {row.integer(0),
          row.integer(1),
          row.integer(2),
          strings_from_json(row.text(3)),
          row.text(4),
          row.text(5),
          row.text(6),
          row.text(10),
          static_cast<std::uint64_t>(row.integer(7)),
          static_cast<std::uint64_t>(row.integer(8)),
          row.real(9)};
}

}  // namespace

Result<std::optional<ScanRecord>> load_last_scan(store::Db& db) {
  std::optional<ScanRecord> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_scan(row); }, std::string(kScan) + "ORDER BY id DESC LIMIT 1"));
  return found;
}

Result<ScanRecord> load_scan(store::Db& db, std::int64_t id) {
  std::optional<ScanRecord> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_scan(row); }, std::string(kScan) + "WHERE id = ?", id));
  if (!found) return base::fail(Code::not_found, "没有这次扫描", "no such scan", std::to_string(id));
  return std::move(*found);
}

Result<std::vector<ScanRecord>> load_scans(store::Db& db, const std::string& source, std::int64_t before, std::size_t limit) {
  std::vector<ScanRecord> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back(read_scan(row)); }, std::string(kScan) + "WHERE (? = '' OR source_id = ?) AND id < ? ORDER BY id DESC LIMIT ?",
      source, source, before == 0 ? INT64_MAX : before, limit));
  return out;
}

Status claim_assets(store::Db& db, std::int64_t scan, const std::string& source, const std::string& organisation) {
  constexpr std::size_t kAtOnce = 100;
  std::vector<std::string> ids;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { ids.push_back(row.text(0)); },
      "SELECT DISTINCT asset.id FROM item JOIN part ON part.item_id = item.id JOIN asset ON asset.id = part.asset_id WHERE item.seen_scan = ? AND "
      "(asset.source_id <> ? OR asset.org_id <> ?)",
      scan, source, organisation));
  for (std::size_t i = 0; i < ids.size();) {
    auto tx = store::Tx::begin(db);
    if (!tx) return std::unexpected(std::move(tx).error());
    for (const std::size_t end = std::min(i + kAtOnce, ids.size()); i < end; ++i)
      GD_TRY(store::run(db, "UPDATE asset SET source_id = ?, org_id = ? WHERE id = ?", source, organisation, ids[i]));
    GD_TRY(tx->commit());
  }
  return {};
}

Status end_stale_scans(store::Db& db) {
  return store::run(db, "UPDATE scan SET state = 'interrupted', finished = ? WHERE state = 'running'", base::now_us());
}

Result<FindingView> load_finding(store::Db& db, const std::string& id) {
  if (id.starts_with("C-")) return load_claim(db, id);
  auto dismissals = load_dismissals(db);
  if (!dismissals) return std::unexpected(std::move(dismissals).error());
  auto query = db.prepare(
      "SELECT item.uri, finding_block.lines, (SELECT part.asset_id FROM part WHERE part.item_id = item.id ORDER BY part.id LIMIT 1) FROM finding_block JOIN "
      "item ON item.id = finding_block.item_id "
      "WHERE finding_block.lines LIKE ?");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, "%" + id + "\t%");
  Result<FindingView> view = base::fail(Code::not_found, "没有这个编号的识别结果；编号见 gongdun catalog show 或 scan --format jsonl",
                                        "no such finding; the ids are in: gongdun catalog show, scan --format jsonl", id);
  auto status = each_block(**query, [&](const std::string& uri, std::string_view lines) {
    each_finding_line(lines, [&](std::string_view line_id, std::string_view rest) {
      if (line_id != id) return true;
      view = view_of(line_id, uri, rest, *dismissals);
      if (view) view->asset = (*query)->text(2);
      return false;
    });
    return !view.has_value();
  });
  if (!status) return std::unexpected(std::move(status).error());
  return view;
}

Status visit_finding_lines(store::Db& db, std::int64_t scan, const std::function<bool(const std::string&)>& visit) {
  auto dismissals = load_dismissals(db);
  if (!dismissals) return std::unexpected(std::move(dismissals).error());
  auto query = db.prepare(kSeenBlocks);
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, scan);
  return each_block(**query, [&](const std::string& uri, std::string_view lines) {
    bool go_on = true;
    each_finding_line(lines, [&](std::string_view id, std::string_view rest) {
      if (!dismissals->contains(id)) go_on = visit(printed_finding(id, uri, rest));
      return go_on;
    });
    return go_on;
  });
}

Status visit_findings(store::Db& db, std::int64_t scan, const std::function<bool(std::string_view)>& wanted,
                      const std::function<void(const StoredFinding&)>& visit) {
  auto dismissals = load_dismissals(db);
  if (!dismissals) return std::unexpected(std::move(dismissals).error());
  auto query = db.prepare(kSeenBlocks);
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, scan);
  Status failed;
  auto status = each_block(**query, [&](const std::string& uri, std::string_view lines) {
    each_finding_line(lines, [&](std::string_view id, std::string_view rest) {
      // Cheap look before the parse: most lines are of other detectors.
      constexpr std::string_view kKey = "\"detector\":\"";
      const std::size_t at = rest.find(kKey);
      const std::string_view detector =
          at == std::string_view::npos ? std::string_view() : rest.substr(at + kKey.size(), rest.find('"', at + kKey.size()) - at - kKey.size());
      if (!wanted(detector) || dismissals->contains(id)) return true;
      auto view = view_of(id, uri, rest, *dismissals);
      if (!view)
        failed = std::unexpected(std::move(view).error());
      else
        visit(view->stored);
      return failed.has_value();
    });
    return failed.has_value();
  });
  return status ? failed : status;
}

Result<std::vector<FindingView>> load_findings_of(store::Db& db, const std::string& asset, std::size_t limit) {
  constexpr std::size_t kLookedAt = 5000;  // enough to choose the surest from
  auto dismissals = load_dismissals(db);
  if (!dismissals) return std::unexpected(std::move(dismissals).error());
  auto query = db.prepare(
      "SELECT item.uri, finding_block.lines FROM finding_block JOIN item ON item.id = finding_block.item_id WHERE item.vanished = 0 AND item.id IN (SELECT "
      "item_id FROM part WHERE asset_id = ?) ORDER BY item.uri");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, asset);
  std::vector<FindingView> out;
  auto status = each_block(**query, [&](const std::string& uri, std::string_view lines) {
    each_finding_line(lines, [&](std::string_view id, std::string_view rest) {
      if (auto view = view_of(id, uri, rest, *dismissals)) out.push_back(std::move(*view));
      return out.size() < kLookedAt;
    });
    return out.size() < kLookedAt;
  });
  if (!status) return std::unexpected(std::move(status).error());
  std::stable_sort(out.begin(), out.end(),
                   [](const FindingView& a, const FindingView& b) { return a.stored.finding.confidence > b.stored.finding.confidence; });
  if (out.size() > limit) out.resize(limit);
  for (FindingView& view : out) view.asset = asset;
  return out;
}

Result<std::map<std::string, std::uint64_t>> present_dismissals(store::Db& db, const std::string& asset) {
  auto query = db.prepare(
      "SELECT dismissal.detector, count(*) FROM dismissal WHERE dismissal.asset_id = ? AND dismissal.finding_id LIKE 'F-%' AND EXISTS (SELECT 1 FROM "
      "finding_block JOIN part ON part.item_id = finding_block.item_id "
      "WHERE part.asset_id = dismissal.asset_id AND finding_block.lines LIKE '%' || dismissal.finding_id || '%') GROUP BY dismissal.detector");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, asset);
  std::map<std::string, std::uint64_t> out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    out[(*query)->text(0)] = static_cast<std::uint64_t>((*query)->integer(1));
  }
}

}  // namespace gongdun::catalog
