#include <cstdlib>
#include <set>

#include "catalog/claim_row.h"
#include "catalog/finding_listing.h"
#include "catalog/finding_text.h"
#include "catalog/scan_store.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Result;
using base::Status;
using store::Sql;

namespace {

constexpr std::string_view kClaimFrom =
    " FROM claim JOIN part ON part.id = claim.part_id JOIN item ON item.id = part.item_id WHERE part.asset_id = ? AND item.vanished = 0";
constexpr std::string_view kCarrierFrom = " FROM item WHERE item.vanished = 0 AND item.id IN (SELECT part.item_id FROM part WHERE part.asset_id = ?)";

Result<std::set<std::string, std::less<>>> dismissed_ids(store::Db& db) {
  std::set<std::string, std::less<>> out;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { out.insert(row.text(0)); }, "SELECT finding_id FROM dismissal WHERE finding_id LIKE 'F-%'"));
  return out;
}

// Blocks of items after a row id that hold something of an asset in scope with credentials.
Sql credential_blocks(const access::Scope& scope, std::int64_t after) {
  Sql sql(
      "SELECT item.id, item.uri, finding_block.lines, (SELECT min(part.asset_id) FROM part WHERE part.item_id = item.id) FROM finding_block JOIN item ON "
      "item.id = "
      "finding_block.item_id WHERE item.vanished = 0 AND item.id > ? AND EXISTS (SELECT 1 FROM part JOIN asset ON asset.id = part.asset_id WHERE part.item_id "
      "= item.id AND "
      "asset.credentials = 1 AND ",
      after);
  return sql.add(scope.condition({"asset.org_id", "asset.grade_rank"})).add(") ORDER BY item.id");
}

Result<std::uint64_t> count(store::Db& db, const std::string& sql, const std::string& asset) {
  auto found = store::integer(db, sql, asset);
  if (!found) return std::unexpected(std::move(found).error());
  return static_cast<std::uint64_t>(found->value_or(0));
}

}  // namespace

Result<std::vector<ListedColumn>> columns_of(store::Db& db, const std::string& asset, std::size_t from, std::size_t limit) {
  std::vector<ListedColumn> out;
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        ListedColumn column{.id = row.text(0), .claim = {}, .dismissed = {}, .dismissed_by = {}};
        column.claim = read_claim(row, 1);
        if (!row.is_null(13)) {
          column.dismissed = row.text(13);
          column.dismissed_by = row.text(14);
          column.dismissed_at = row.integer(15);
        }
        out.push_back(std::move(column));
      },
      "SELECT claim.id, " GD_CLAIM_COLUMNS
      ", dismissal.reason, dismissal.person, dismissal.at FROM claim JOIN part ON part.id = claim.part_id "
      "JOIN item ON item.id "
      "= part.item_id LEFT JOIN dismissal ON dismissal.finding_id = claim.id WHERE part.asset_id = ? AND item.vanished = 0 ORDER BY item.uri, "
      "claim.table_name, claim.position, "
      "claim.confidence DESC, claim.detector LIMIT ? OFFSET ?",
      asset, limit, from));
  return out;
}

Result<std::uint64_t> count_columns(store::Db& db, const std::string& asset) {
  return count(db, "SELECT count(*)" + std::string(kClaimFrom), asset);
}

Result<std::vector<Carrier>> carriers_of(store::Db& db, const std::string& asset, std::size_t from, std::size_t limit) {
  std::vector<Carrier> out;
  GD_TRY(store::rows(
      db,
      [&](store::Stmt& row) {
        out.push_back({.uri = row.text(0),
                       .format = row.text(1),
                       .encoding = row.text(2),
                       .owner = row.text(3),
                       .bytes = static_cast<std::uint64_t>(row.integer(4)),
                       .modified = row.integer(5)});
      },
      "SELECT item.uri, item.format, item.encoding, item.owner, item.bytes, item.modified" + std::string(kCarrierFrom) + " ORDER BY item.uri LIMIT ? OFFSET ?",
      asset, limit, from));
  return out;
}

Result<std::uint64_t> count_carriers(store::Db& db, const std::string& asset) {
  return count(db, "SELECT count(*)" + std::string(kCarrierFrom), asset);
}

Result<std::vector<StoredFinding>> findings_in_scope(store::Db& db, const access::Scope& scope, const std::function<bool(std::string_view)>& wanted) {
  std::vector<StoredFinding> out;
  std::string cursor;
  do {
    auto page = credentials_page(db, scope, wanted, cursor, 10'000);
    if (!page) return std::unexpected(std::move(page).error());
    for (PlacedFinding& one : page->rows) out.push_back(std::move(one.stored));
    cursor = page->next;
  } while (!cursor.empty());
  return out;
}

Result<CredentialPage> credentials_page(store::Db& db, const access::Scope& scope, const std::function<bool(std::string_view)>& wanted,
                                        const std::string& cursor, std::size_t limit) {
  const std::int64_t item = std::atoll(cursor.c_str());
  const std::size_t colon = cursor.find(':');
  const std::size_t skip = colon == std::string::npos ? 0 : static_cast<std::size_t>(std::atoll(cursor.c_str() + colon + 1));
  auto dismissals = dismissed_ids(db);
  if (!dismissals) return std::unexpected(std::move(dismissals).error());
  auto query = credential_blocks(scope, cursor.empty() ? 0 : item - 1).prepare(db);
  if (!query) return std::unexpected(std::move(query).error());
  CredentialPage page;
  for (;;) {
    auto row = (*query)->step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return page;
    const std::int64_t id = (*query)->integer(0);
    const std::string uri = (*query)->text(1), lines = (*query)->text(2), asset = (*query)->text(3);
    std::size_t given = 0;
    each_finding_line(lines, [&](std::string_view finding_id, std::string_view rest) {
      auto finding = parse_finding(finding_id, uri, rest);
      if (!finding || !wanted(finding->detector) || dismissals->contains(finding_id)) return true;
      if (id == item && given++ < skip) return true;
      if (id != item) ++given;
      if (page.rows.size() == limit) {
        page.next = std::to_string(id) + ":" + std::to_string(given - 1);
        return false;
      }
      StoredFinding stored{std::string(finding_id), std::move(*finding), ""};
      stored.place = finding_place(stored.finding);
      page.rows.push_back({std::move(stored), asset});
      return true;
    });
    if (!page.next.empty()) return page;
  }
}

}  // namespace gongdun::catalog
