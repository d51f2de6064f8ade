#include "catalog/item_store.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "catalog/asset_waiting.h"
#include "catalog/facts_json.h"
#include "crypto/sm3.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;
using nlohmann::json;

namespace {

constexpr std::size_t kIdCharacters = 12;

// Together they stay below the 2.7 KB of an entry in a B-tree of PostgreSQL.
constexpr std::size_t kLongestPath = 1500, kLongestMember = 1100;

// Malformed bytes take four each (docs/store.md).
std::size_t stored_size(const std::string& text) {
  return base::is_valid_utf8(text) ? text.size() : text.size() * 4;
}

std::string short_id(std::string_view prefix, const std::string& material) {
  return std::string(prefix) + crypto::sm3_hex(material).substr(0, kIdCharacters);
}

// FNV-1a, 64 bits: ids need spread, not secrecy; what goes in is masked already.
constexpr std::uint64_t kHashStart = 14695981039346656037ULL, kHashPrime = 1099511628211ULL;

std::uint64_t mix(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kHashPrime;
  return (hash ^ 0x1f) * kHashPrime;  // a separator: "ab"+"c" differs from "a"+"bc"
}

std::int64_t as_int(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

// For what is listed as unread because of its length.
std::string shortened(const std::string& text, std::size_t longest) {
  return stored_size(text) <= longest ? text : short_id(std::string(base::utf8_prefix(text, 100)) + "… ", text);
}

bool exists(const std::string& path) {
  struct stat info{};
  return ::lstat(path.c_str(), &info) == 0;
}

json error_json(const base::Error& error) {
  return {{"code", static_cast<int>(error.code)}, {"zh", error.message.zh}, {"en", error.message.en}, {"where", error.where}};
}

base::Error error_from(const json& value) {
  return {static_cast<base::Code>(value.value("code", 0)), {value.value("zh", ""), value.value("en", "")}, value.value("where", "")};
}

std::string errors_text(const std::vector<base::Error>& errors) {
  if (errors.empty()) return {};
  json list = json::array();
  for (const auto& error : errors) list.push_back(error_json(error));
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

bool may_pass_next_time(const std::string& unread) {
  const json list = json::parse(unread, nullptr, false);
  if (!list.is_array()) return false;
  for (const json& value : list) {
    const auto code = static_cast<base::Code>(value.value("code", 0));
    if (code == base::Code::permission || code == base::Code::io || code == base::Code::interrupted || code == base::Code::internal) return true;
  }
  return false;
}

ItemPlace place_of(const read::Item& item) {
  const std::size_t mark = item.uri.find("!/");
  return {item.real_path, mark == std::string::npos ? std::string() : item.uri.substr(mark)};
}

FindingIds::FindingIds(const ItemPlace& place) : place_(mix(mix(kHashStart, place.path), place.member)) {}

std::string FindingIds::next(const detect::Finding& finding) {
  std::uint64_t hash = mix(mix(mix(mix(place_, finding.table), finding.column), finding.detector), finding.sample);
  // A named column keeps its name when others come before it.
  if (finding.column.empty()) hash = (hash ^ static_cast<std::uint64_t>(finding.column_index)) * kHashPrime;
  for (const std::string& word : finding.context) hash = mix(hash, word);
  const std::uint32_t occurrence = seen_[hash]++;
  hash = (hash ^ occurrence) * kHashPrime;
  hash ^= hash >> 29;
  return fmt::format("F-{:012x}", (hash * kHashPrime) >> 16);
}

std::string claim_id(const std::string& asset, const detect::ColumnClaim& claim) {
  const std::string column = claim.name.empty() ? "#" + std::to_string(claim.index) : claim.name;
  return short_id("C-", asset + '\n' + column + '\n' + claim.detector);
}

struct ItemStore::Impl {
  explicit Impl(store::Db& database) : db(database) {}
  store::Db& db;
  std::unique_ptr<store::Stmt> touch_file, touch_member, put, clear_parts, clear_findings, item_id, put_part, put_claim, put_findings, assets_of;
};

ItemStore::ItemStore(store::Db& db) : impl_(std::make_unique<Impl>(db)) {}
ItemStore::~ItemStore() = default;

Result<std::unique_ptr<ItemStore>> ItemStore::open(store::Db& db) {
  auto out = std::unique_ptr<ItemStore>(new ItemStore(db));
  Impl& impl = *out->impl_;
  const std::pair<std::unique_ptr<store::Stmt>*, std::string_view> statements[] = {
      {&impl.touch_file, "UPDATE item SET seen_scan = ?, vanished = 0, uri = ? WHERE path = ? AND member = ''"},
      {&impl.touch_member, "UPDATE item SET seen_scan = ?, vanished = 0, uri = ? || member WHERE path = ? AND member <> ''"},
      {&impl.put,
       "INSERT INTO item(path, member, uri, bytes, modified, device, inode, owner, format, encoding, recognised, digest, read_scan, seen_scan, unread) "
       "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
       "ON CONFLICT(path, member) DO UPDATE SET uri=excluded.uri, bytes=excluded.bytes, modified=excluded.modified, device=excluded.device, "
       "inode=excluded.inode, owner=excluded.owner, "
       "format=excluded.format, encoding=excluded.encoding, recognised=excluded.recognised, digest=excluded.digest, read_scan=excluded.read_scan, "
       "seen_scan=excluded.seen_scan, "
       "unread=excluded.unread, vanished=0"},
      {&impl.item_id, "SELECT id FROM item WHERE path = ? AND member = ?"},
      {&impl.clear_parts, "DELETE FROM part WHERE item_id = ?"},
      {&impl.clear_findings, "DELETE FROM finding_block WHERE item_id = ?"},
      {&impl.put_part, "INSERT INTO part(item_id, asset_id, name, kind, facts) VALUES(?,?,?,?,?) RETURNING id"},
      {&impl.put_claim,
       "INSERT INTO claim(id, part_id, table_name, name, position, comment, detector, share, confidence, matches, distinct_values, masked, reasons) "
       "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&impl.put_findings, "INSERT INTO finding_block(item_id, lines) VALUES(?, ?)"},
      {&impl.assets_of,
       "SELECT part.kind || ':' || part.name, part.asset_id FROM part JOIN item ON item.id = part.item_id WHERE item.path = ? AND item.member = ?"}};
  for (const auto& [target, sql] : statements) {
    auto prepared = db.prepare(sql);
    if (!prepared) return std::unexpected(std::move(prepared).error());
    *target = std::move(*prepared);
  }
  return out;
}

std::optional<base::Error> ItemStore::too_long(const ItemPlace& place) const {
  if (impl_->db.engine() != store::Engine::postgresql) return std::nullopt;
  if (stored_size(place.path) <= kLongestPath && stored_size(place.member) <= kLongestMember) return std::nullopt;
  return base::Error{base::Code::limit,
                     {"路径过长，PostgreSQL 存储库无法登记；请缩短文件夹或文件名，或改用 sqlite: 存储库",
                      "the path is too long for a PostgreSQL store; shorten the names of folders or files, or use an sqlite: store"},
                     {}};
}

Status ItemStore::move(const std::string& from, const std::string& to, const std::string& uri) {
  // Whatever stood at the new place before is gone: the file there now is the moved one.
  auto clear = impl_->db.prepare("DELETE FROM item WHERE path = ?");
  if (!clear) return std::unexpected(std::move(clear).error());
  GD_TRY((*clear)->bind(1, to).run());
  auto update = impl_->db.prepare("UPDATE item SET path = ?, uri = ? || member WHERE path = ?");
  if (!update) return std::unexpected(std::move(update).error());
  return (*update)->bind(1, to).bind(2, uri).bind(3, from).run();
}

Status ItemStore::touch(const std::string& path, const std::string& uri, std::int64_t scan) {
  GD_TRY(impl_->touch_file->bind(1, scan).bind(2, uri).bind(3, path).run());
  return impl_->touch_member->bind(1, scan).bind(2, uri).bind(3, path).run();
}

Result<std::int64_t> ItemStore::put_item(const detect::ScannedItem& scanned, const std::string& digest, std::int64_t scan) {
  const read::Item& item = scanned.item;
  ItemPlace place = place_of(item);
  if (too_long(place)) place = {shortened(place.path, kLongestPath), shortened(place.member, kLongestMember)};
  store::Stmt& put = *impl_->put;
  put.bind(1, place.path)
      .bind(2, place.member)
      .bind(3, item.uri)
      .bind(4, as_int(item.bytes))
      .bind(5, item.modified)
      .bind(6, as_int(item.device))
      .bind(7, as_int(item.inode))
      .bind(8, item.owner);
  put.bind(9, scanned.info.format)
      .bind(10, scanned.info.encoding)
      .bind(11, std::int64_t{scanned.info.recognised_only})
      .bind(12, digest)
      .bind(13, scan)
      .bind(14, scan)
      .bind(15, errors_text(scanned.unread));
  GD_TRY(put.run());
  store::Stmt& query = *impl_->item_id;
  auto row = query.bind(1, place.path).bind(2, place.member).step();
  if (!row) return std::unexpected(std::move(row).error());
  const std::int64_t id = query.integer(0);
  GD_TRY(query.run());
  GD_TRY(impl_->clear_parts->bind(1, id).run());
  GD_TRY(impl_->clear_findings->bind(1, id).run());
  return id;
}

Status ItemStore::put_part(std::int64_t item, const std::string& asset, const Part& part) {
  GD_TRY(touch_asset(impl_->db, asset));
  store::Stmt& put = *impl_->put_part;
  put.bind(1, item).bind(2, asset).bind(3, part.name).bind(4, part.kind).bind(5, facts_to_json(part.facts));
  auto row = put.step();
  if (!row) return std::unexpected(std::move(row).error());
  const std::int64_t part_id = put.integer(0);
  GD_TRY(put.run());
  for (const auto& claim : part.claims) {
    store::Stmt& insert = *impl_->put_claim;
    insert.bind(1, claim_id(asset, claim))
        .bind(2, part_id)
        .bind(3, claim.table)
        .bind(4, claim.name)
        .bind(5, std::int64_t{claim.index})
        .bind(6, claim.comment)
        .bind(7, claim.detector);
    insert.bind(8, claim.share)
        .bind(9, claim.confidence)
        .bind(10, as_int(claim.matches))
        .bind(11, as_int(claim.distinct))
        .bind(12, std::int64_t{claim.masked})
        .bind(13, strings_to_json(claim.reasons));
    GD_TRY(insert.run());
  }
  return {};
}

Status ItemStore::put_findings(std::int64_t item, const std::string& lines) {
  return impl_->put_findings->bind(1, item).bind(2, lines).run();
}

Status ItemStore::put_too_long(const read::Item& item, base::Error reason, const std::string& digest, std::int64_t scan) {
  detect::ScannedItem scanned;
  scanned.item = item;
  scanned.unread = {std::move(reason)};
  auto id = put_item(scanned, digest, scan);
  return id ? Status{} : std::unexpected(std::move(id).error());
}

Status ItemStore::put_unlisted(const read::Unread& unread, std::int64_t scan) {
  detect::ScannedItem scanned;
  scanned.item.uri = scanned.item.real_path = unread.item;
  scanned.unread = {unread.reason};
  auto id = put_item(scanned, "", scan);
  if (!id) return std::unexpected(std::move(id).error());
  return {};
}

Result<std::map<std::string, std::string>> ItemStore::assets_of_item(const std::string& path, const std::string& member) {
  store::Stmt& query = *impl_->assets_of;
  query.bind(1, path).bind(2, member);
  std::map<std::string, std::string> out;
  for (;;) {
    auto row = query.step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    out.emplace(query.text(0), query.text(1));
  }
}

Result<std::vector<std::string>> ItemStore::assets_of_file(const std::string& path) {
  auto query = impl_->db.prepare("SELECT DISTINCT part.asset_id FROM part JOIN item ON item.id = part.item_id WHERE item.path = ?");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, path);
  std::vector<std::string> out;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return out;
    out.push_back((*query)->text(0));
  }
}

Status ItemStore::drop_stale_members(const std::string& path, std::int64_t scan) {
  auto drop = impl_->db.prepare("DELETE FROM item WHERE path = ? AND member <> '' AND read_scan <> ?");
  if (!drop) return std::unexpected(std::move(drop).error());
  return (*drop)->bind(1, path).bind(2, scan).run();
}

Status ItemStore::mark_vanished(const std::vector<std::string>& roots, std::int64_t scan) {
  auto query = impl_->db.prepare("SELECT DISTINCT path FROM item WHERE seen_scan <> ? AND vanished = 0 AND (path = ? OR (path >= ? AND path < ?))");
  auto mark = impl_->db.prepare("UPDATE item SET vanished = 1 WHERE path = ?");
  if (!query || !mark) return base::fail(base::Code::internal, "内部错误：无法准备查询", "internal error: a query could not be prepared");
  std::vector<std::string> gone;
  for (const std::string& root : roots) {
    const std::string prefix = root.ends_with('/') ? root : root + "/";
    std::string after = prefix;  // the first string beyond everything that begins with the prefix
    after.back() = '/' + 1;
    (*query)->bind(1, scan).bind(2, root).bind(3, prefix).bind(4, after);
    for (;;) {
      auto row = (*query)->step();
      if (!row) return std::unexpected(std::move(row).error());
      if (!*row) break;
      if (std::string path = (*query)->text(0); !exists(path)) gone.push_back(std::move(path));
    }
  }
  for (const std::string& path : gone) {
    GD_TRY((*mark)->bind(1, path).run());
    auto assets = assets_of_file(path);
    if (!assets) return std::unexpected(std::move(assets).error());
    for (const std::string& asset : *assets) GD_TRY(touch_asset(impl_->db, asset));
  }
  return {};
}

Status ItemStore::look_over() {
  return impl_->db.look_over({"item", "part", "claim", "finding_block", "asset", "asset_group", "asset_words"});
}

Status ItemStore::each_unread(std::int64_t scan, const std::function<void(const read::Unread&)>& visit) {
  auto query = impl_->db.prepare("SELECT uri, unread FROM item WHERE seen_scan = ? AND unread <> '' AND vanished = 0 ORDER BY uri");
  if (!query) return std::unexpected(std::move(query).error());
  (*query)->bind(1, scan);
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return {};
    const json list = json::parse((*query)->text(1), nullptr, false);
    if (!list.is_array()) continue;
    for (const json& value : list) visit({(*query)->text(0), error_from(value)});
  }
}

}  // namespace gongdun::catalog
