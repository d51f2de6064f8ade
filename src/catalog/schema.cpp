#include "catalog/schema.h"

#include <string>

#include "catalog/schema_lists.h"

namespace gongdun::catalog {

namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE scan (
  id INTEGER PRIMARY KEY,
  started INTEGER NOT NULL, finished INTEGER,
  roots TEXT NOT NULL, sector TEXT NOT NULL,
  detect_digest TEXT NOT NULL, packs_digest TEXT NOT NULL,
  state TEXT NOT NULL,
  items INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0
);
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL, member TEXT NOT NULL DEFAULT '',
  uri TEXT NOT NULL,
  bytes INTEGER NOT NULL, modified INTEGER NOT NULL, device INTEGER NOT NULL, inode INTEGER NOT NULL, owner TEXT NOT NULL,
  format TEXT NOT NULL, encoding TEXT NOT NULL, recognised INTEGER NOT NULL,
  digest TEXT NOT NULL,
  read_scan INTEGER NOT NULL, seen_scan INTEGER NOT NULL,
  vanished INTEGER NOT NULL DEFAULT 0,
  unread TEXT NOT NULL DEFAULT '',
  UNIQUE (path, member)
);
CREATE INDEX item_seen ON item(seen_scan);
CREATE INDEX item_inode ON item(device, inode);
CREATE INDEX item_size ON item(bytes, modified);
CREATE TABLE asset (
  id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, kind TEXT NOT NULL, location TEXT NOT NULL, sector_hint TEXT NOT NULL,
  facts TEXT NOT NULL DEFAULT '{}', assessment TEXT NOT NULL DEFAULT '{}', packs_digest TEXT NOT NULL DEFAULT '',
  class INTEGER NOT NULL DEFAULT 0, level INTEGER NOT NULL DEFAULT 0, sector TEXT NOT NULL DEFAULT '', category TEXT NOT NULL DEFAULT '',
  vanished INTEGER NOT NULL DEFAULT 0,
  first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL
);
CREATE INDEX asset_grade ON asset(class, level);
CREATE INDEX asset_location ON asset(location);
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES item(id) ON DELETE CASCADE,
  asset_id TEXT NOT NULL REFERENCES asset(id),
  name TEXT NOT NULL, kind TEXT NOT NULL, facts TEXT NOT NULL
);
CREATE INDEX part_item ON part(item_id);
CREATE INDEX part_asset ON part(asset_id);
CREATE TABLE claim (
  id TEXT NOT NULL, part_id INTEGER NOT NULL REFERENCES part(id) ON DELETE CASCADE,
  table_name TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, comment TEXT NOT NULL, detector TEXT NOT NULL,
  share REAL NOT NULL, confidence REAL NOT NULL, matches INTEGER NOT NULL, distinct_values INTEGER NOT NULL, masked INTEGER NOT NULL, reasons TEXT NOT NULL
);
CREATE INDEX claim_part ON claim(part_id);
CREATE INDEX claim_id ON claim(id);
CREATE TABLE finding_block (
  item_id INTEGER PRIMARY KEY REFERENCES item(id) ON DELETE CASCADE, lines TEXT NOT NULL
);
CREATE TABLE decision (
  id INTEGER PRIMARY KEY, asset_id TEXT NOT NULL REFERENCES asset(id),
  what TEXT NOT NULL, grade TEXT NOT NULL, proposed TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX decision_asset ON decision(asset_id);
CREATE TABLE dismissal (
  finding_id TEXT PRIMARY KEY, asset_id TEXT NOT NULL, detector TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL
);
)sql";

// A key may be longer than what a B-tree of PostgreSQL takes (2.7 KB), with names of tables in it; its hash indexes take all. For items see
// ItemStore::too_long().
constexpr std::string_view kLongTexts = R"sql(
ALTER TABLE asset DROP CONSTRAINT asset_key_key, ADD CONSTRAINT asset_key EXCLUDE USING hash (key WITH =);
DROP INDEX asset_location;
CREATE INDEX asset_location ON asset USING hash (location);
)sql";

// Decisions and dismissals that bear on alike assets, or do not: those made before nobody meant so. Claims a person keeps against a precedent.
constexpr std::string_view kPrecedents = R"sql(
ALTER TABLE decision ADD COLUMN alone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN by_rules TEXT NOT NULL DEFAULT '';
ALTER TABLE dismissal ADD COLUMN alone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dismissal ADD COLUMN column_name TEXT NOT NULL DEFAULT '';
CREATE TABLE kept_claim (finding_id TEXT PRIMARY KEY, at INTEGER NOT NULL);
UPDATE decision SET alone = 1;
UPDATE dismissal SET alone = 1;
UPDATE dismissal SET column_name = coalesce((SELECT claim.name FROM claim WHERE claim.id = dismissal.finding_id LIMIT 1), '');
)sql";

// What lists show of an asset stands in columns of its own (catalog/asset_row.h); -1 carriers: not filled in yet. Sources, and decisions that wait for a
// second person.
constexpr std::string_view kRows = R"sql(
ALTER TABLE asset ADD COLUMN source_id TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN org_id TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN state TEXT NOT NULL DEFAULT 'pending';
ALTER TABLE asset ADD COLUMN grade_rank INTEGER NOT NULL DEFAULT 1;
ALTER TABLE asset ADD COLUMN row_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN byte_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN person_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN carrier_count INTEGER NOT NULL DEFAULT -1;
ALTER TABLE asset ADD COLUMN formats TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN personal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN credentials INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN search TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX asset_by_grade ON asset(grade_rank, id);
CREATE INDEX asset_by_name ON asset(name, id);
CREATE INDEX asset_by_last_seen ON asset(last_seen, id);
CREATE INDEX asset_by_source ON asset(source_id);
CREATE INDEX asset_by_state ON asset(state, grade_rank, id);
CREATE INDEX asset_counted ON asset(org_id, vanished, grade_rank, state, sector, category, kind, source_id, personal, credentials, row_count, byte_count, person_count);
CREATE TABLE source (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL, org_id TEXT NOT NULL, sector TEXT NOT NULL DEFAULT '',
  excludes TEXT NOT NULL DEFAULT '[]', git_history INTEGER NOT NULL DEFAULT 0, demo INTEGER NOT NULL DEFAULT 0,
  every TEXT NOT NULL DEFAULT '', hour INTEGER NOT NULL DEFAULT 0, day INTEGER NOT NULL DEFAULT 0, next_run INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL, created_by TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE scan ADD COLUMN source_id TEXT NOT NULL DEFAULT '';
CREATE INDEX scan_by_source ON scan(source_id, id);
CREATE TABLE review (
  id TEXT PRIMARY KEY, asset_id TEXT NOT NULL REFERENCES asset(id), what TEXT NOT NULL, grade TEXT NOT NULL, reason TEXT NOT NULL,
  person TEXT NOT NULL, person_name TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL,
  closed_by TEXT NOT NULL DEFAULT '', closed_reason TEXT NOT NULL DEFAULT '', closed_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX review_by_asset ON review(asset_id, state);
)sql";

}  // namespace

base::Status migrate_catalog(store::Db& db, std::int64_t up_to) {
  const std::string first_pg = std::string(kFirst) + std::string(kLongTexts);
  // A name may be longer than an index entry of PostgreSQL.
  constexpr std::string_view kByName = "asset(name, id)";
  std::string rows_pg(kRows);
  rows_pg.replace(rows_pg.find(kByName), kByName.size(), "asset(substr(name, 1, 200), id)");
  const std::string lists = lists_sqlite(), lists_pg = lists_postgres();
  return db.migrate("catalog", store::up_to(up_to, {{1, kFirst, first_pg}, {2, kPrecedents}, {3, kRows, rows_pg}, {4, lists, lists_pg}}));
}

}  // namespace gongdun::catalog
