#include "catalog/asset_store.h"

#include <algorithm>

#include "base/clock.h"
#include "catalog/claim_row.h"
#include "catalog/decision_store.h"
#include "catalog/facts_json.h"
#include "catalog/folder_guess.h"
#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kIdCharacters = 12;

constexpr std::string_view kColumns = "SELECT id, name, kind, location, key, facts, assessment, vanished, first_seen, last_seen FROM asset";

Result<Asset> read_asset(store::Stmt& row) {
  Asset asset;
  asset.id = row.text(0);
  asset.name = row.text(1);
  asset.kind = row.text(2);
  asset.location = row.text(3);
  asset.signature = row.text(4);
  auto facts = facts_from_json(row.text(5));
  if (!facts) return std::unexpected(std::move(facts).error().at(asset.id));
  asset.facts = std::move(*facts);
  auto assessment = assessment_from_json(row.text(6));
  if (!assessment) return std::unexpected(std::move(assessment).error().at(asset.id));
  asset.assessment = std::move(*assessment);
  asset.vanished = row.integer(7) != 0;
  asset.first_seen = row.integer(8);
  asset.last_seen = row.integer(9);
  return asset;
}

Status load_carriers(store::Db& db, Asset& asset) {
  auto query = db.prepare(
      "SELECT DISTINCT item.uri, item.format, item.encoding FROM part JOIN item ON item.id = part.item_id WHERE part.asset_id = ? AND item.vanished = 0 ORDER "
      "BY item.uri");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, asset.id);
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return {};
    asset.items.push_back((*query)->text(0));
    const std::string encoding = (*query)->text(2);
    asset.item_forms.push_back((*query)->text(1) + (encoding.empty() ? "" : ", " + encoding));
    if (!encoding.empty() && std::find(asset.encodings.begin(), asset.encodings.end(), encoding) == asset.encodings.end()) asset.encodings.push_back(encoding);
  }
}

Status load_columns(store::Db& db, Asset& asset) {
  auto query = db.prepare(
      "SELECT " GD_CLAIM_COLUMNS
      " FROM claim JOIN part ON part.id = claim.part_id JOIN item ON item.id = part.item_id LEFT JOIN dismissal ON dismissal.finding_id = claim.id "
      "WHERE part.asset_id = ? AND item.vanished = 0 AND dismissal.finding_id IS NULL ORDER BY item.uri, claim.table_name, claim.position, claim.confidence "
      "DESC, claim.detector");
  if (!query) return std::unexpected(std::move(query).error());
  store::Stmt& row = **query;
  row.bind(1, asset.id);
  for (;;) {
    auto more = row.step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return {};
    asset.columns.push_back(read_claim(row, 0));
  }
}

Status load_said(store::Db& db, Asset& asset) {
  for (const DecisionKind kind : {DecisionKind::decided, DecisionKind::confirmed}) {
    auto decision = latest_decision(db, asset.id, kind);
    if (!decision) return std::unexpected(std::move(decision).error());
    (kind == DecisionKind::decided ? asset.decided : asset.confirmed) = std::move(*decision);
  }
  return {};
}

Status load_details(store::Db& db, Asset& asset, bool with_columns) {
  GD_TRY(load_carriers(db, asset));
  if (with_columns) GD_TRY(load_columns(db, asset));
  return load_said(db, asset);
}

bool contains_text(const Asset& asset, const std::string& text) {
  return asset.name.find(text) != std::string::npos || asset.location.find(text) != std::string::npos ||
         asset.assessment.category.find(text) != std::string::npos;
}

bool passes(const Asset& asset, const AssetFilter& filter) {
  const grade::Grade effective = asset.confirmed ? asset.confirmed->grade : asset.decided ? asset.decided->grade : asset.assessment.proposed;
  if (filter.at_least && effective.data_class < *filter.at_least) return false;
  if (!filter.sector.empty() && asset.assessment.sector.id != filter.sector) return false;
  if (!filter.category_prefix.empty() && !asset.assessment.category.starts_with(filter.category_prefix)) return false;
  return filter.text.empty() || contains_text(asset, filter.text);
}

}  // namespace

Result<std::string> ensure_asset(store::Db& db, const NewAsset& asset) {
  auto query = db.prepare("SELECT id FROM asset WHERE key = ?");
  if (!query) return std::unexpected(std::move(query).error());
  auto row = (*query)->bind(1, asset.key).step();
  if (!row) return std::unexpected(std::move(row).error());
  if (*row) return (*query)->text(0);
  auto taken = db.prepare("SELECT 1 FROM asset WHERE id = ?");
  auto insert = db.prepare("INSERT INTO asset(id, key, name, kind, location, sector_hint, first_seen, last_seen, parent) VALUES(?,?,?,?,?,?,?,?,?)");
  if (!taken || !insert) return base::fail(Code::internal, "内部错误：无法准备查询", "internal error: a query could not be prepared");
  for (int salt = 0;; ++salt) {
    // From the key, so that two scans of one tree name the assets alike; the salt serves a key that moved away and came back.
    std::string id = "A-" + crypto::sm3_hex(asset.key + (salt == 0 ? "" : "\n" + std::to_string(salt))).substr(0, kIdCharacters);
    auto used = (*taken)->bind(1, id).step();
    if (!used) return std::unexpected(std::move(used).error());
    if (*used) {
      GD_TRY((*taken)->run());
      continue;
    }
    const base::TimeUs now = base::now_us();
    (*insert)
        ->bind(1, id)
        .bind(2, asset.key)
        .bind(3, asset.name)
        .bind(4, asset.kind)
        .bind(5, asset.location)
        .bind(6, asset.sector_hint)
        .bind(7, now)
        .bind(8, now)
        .bind(9, folder_above(asset.location));
    GD_TRY((*insert)->run());
    return id;
  }
}

Result<std::string> resolve_asset_id(store::Db& db, const std::string& id) {
  auto query = db.prepare("SELECT id FROM asset WHERE id >= ? AND id < ? ORDER BY id LIMIT 2");
  if (!query) return std::unexpected(std::move(query).error());
  const std::string wanted = id.starts_with("A-") ? id : "A-" + id;
  (*query)->bind(1, wanted).bind(2, wanted + "~");
  std::vector<std::string> found;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) break;
    found.push_back((*query)->text(0));
  }
  if (found.size() == 1 || (found.size() == 2 && found[0] == wanted)) return found[0];
  if (found.empty())
    return base::fail(Code::not_found, "没有这个编号的数据资产；用 gongdun catalog list 查看编号", "no such asset; see the ids with: gongdun catalog list", id);
  return base::fail(Code::invalid_input, "编号不完整，有多个数据资产与之相符，请多写几位", "the id is ambiguous; give more characters", id);
}

Result<Asset> load_asset_alone(store::Db& db, const std::string& id) {
  auto query = db.prepare(std::string(kColumns) + " WHERE id = ?");
  if (!query) return std::unexpected(std::move(query).error());
  auto row = (*query)->bind(1, id).step();
  if (!row) return std::unexpected(std::move(row).error());
  if (!*row) return base::fail(Code::not_found, "没有这个编号的数据资产", "no such asset", id);
  auto asset = read_asset(**query);
  if (!asset) return asset;
  GD_TRY((*query)->run());
  GD_TRY(load_said(db, *asset));
  return asset;
}

Result<Asset> load_asset(store::Db& db, const std::string& id) {
  auto asset = load_asset_alone(db, id);
  if (!asset) return asset;
  GD_TRY(load_carriers(db, *asset));
  GD_TRY(load_columns(db, *asset));
  return asset;
}

Result<grade::Assessment> load_assessment(store::Db& db, const std::string& id) {
  auto text = store::text(db, "SELECT assessment FROM asset WHERE id = ?", id);
  if (!text) return std::unexpected(std::move(text).error());
  if (!*text) return base::fail(Code::not_found, "没有这个编号的数据资产", "no such asset", id);
  return assessment_from_json(**text);
}

Result<std::vector<Asset>> load_assets(store::Db& db, const AssetFilter& filter) {
  std::string sql(kColumns);
  sql += filter.include_vanished ? " WHERE 1 = 1" : " WHERE vanished = 0";
  if (filter.seen_by_scan)
    sql += " AND EXISTS (SELECT 1 FROM part JOIN item ON item.id = part.item_id WHERE part.asset_id = asset.id AND item.seen_scan = ? AND item.vanished = 0)";
  sql += " ORDER BY class DESC, level DESC, category, location, name, id";
  auto query = db.prepare(sql);
  if (!query) return std::unexpected(std::move(query).error());
  if (filter.seen_by_scan) (*query)->bind(1, *filter.seen_by_scan);
  std::vector<Asset> out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    auto asset = read_asset(**query);
    if (!asset) return std::unexpected(std::move(asset).error());
    GD_TRY(load_details(db, *asset, filter.with_columns));
    if (passes(*asset, filter)) out.push_back(std::move(*asset));
  }
}

}  // namespace gongdun::catalog
