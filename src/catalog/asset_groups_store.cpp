#include "catalog/asset_groups.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Status;

namespace {

Status ungroup(store::Db& db, const std::string& column, const std::string& value) {
  GD_TRY(store::run(db, "UPDATE asset SET group_no = -1 WHERE group_no IN (SELECT no FROM asset_group WHERE asset_count > 0 AND " + column + " = ?)", value));
  return store::run(db, "UPDATE asset_group SET asset_count = 0, row_sum = 0, byte_sum = 0, person_sum = 0 WHERE " + column + " = ?", value);
}

}  // namespace

Status ungroup_source(store::Db& db, const std::string& source) {
  return ungroup(db, "source_id", source);
}

Status regroup(store::Db& db) {
  GD_TRY(store::run(
      db,
      "INSERT INTO asset_group(org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials, asset_count, row_sum, "
      "byte_sum, "
      "person_sum) SELECT org_id, vanished, grade_rank, state, sector, category, kind, formats, source_id, personal, credentials, count(*), sum(row_count), "
      "sum(byte_count), sum(person_count) FROM asset WHERE group_no = -1 GROUP BY org_id, vanished, grade_rank, state, sector, category, kind, formats, "
      "source_id, "
      "personal, credentials ON CONFLICT(source_id, category, org_id, vanished, grade_rank, state, sector, kind, formats, personal, credentials) DO UPDATE SET "
      "asset_count = asset_group.asset_count + excluded.asset_count, row_sum = asset_group.row_sum + excluded.row_sum, byte_sum = asset_group.byte_sum + "
      "excluded.byte_sum, person_sum = asset_group.person_sum + excluded.person_sum"));
  return store::run(
      db,
      "UPDATE asset SET group_no = (SELECT asset_group.no FROM asset_group WHERE asset_group.source_id = asset.source_id AND asset_group.category = "
      "asset.category AND asset_group.org_id = asset.org_id AND asset_group.vanished = asset.vanished AND asset_group.grade_rank = asset.grade_rank AND "
      "asset_group.state = asset.state AND asset_group.sector = asset.sector AND asset_group.kind = asset.kind AND asset_group.formats = asset.formats AND "
      "asset_group.personal = asset.personal AND "
      "asset_group.credentials = asset.credentials) WHERE group_no = -1");
}

Status adopt_assets(store::Db& db, const std::string& organisation) {
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  auto some = store::integer(db, "SELECT 1 FROM asset_group WHERE org_id = '' AND asset_count > 0 LIMIT 1");
  if (!some) return std::unexpected(std::move(some).error());
  if (*some) {
    // Whole groups first, and their assets after them; those that meet others of their kind there are put together with them one by one.
    GD_TRY(store::run(db,
                      "UPDATE asset_group SET org_id = ?1 WHERE org_id = '' AND asset_count > 0 AND NOT EXISTS (SELECT 1 FROM asset_group AS other WHERE "
                      "other.org_id = ?1 AND other.source_id = asset_group.source_id AND other.category = asset_group.category AND other.vanished = "
                      "asset_group.vanished AND other.grade_rank = asset_group.grade_rank AND "
                      "other.state = asset_group.state AND other.sector = asset_group.sector AND other.kind = asset_group.kind AND other.formats = "
                      "asset_group.formats AND other.personal = asset_group.personal AND other.credentials = asset_group.credentials)",
                      organisation));
    GD_TRY(store::run(db, "UPDATE asset SET org_id = ?1 WHERE org_id = '' AND group_no IN (SELECT no FROM asset_group WHERE org_id = ?1)", organisation));
    GD_TRY(ungroup(db, "org_id", ""));
    GD_TRY(store::run(db, "UPDATE asset SET org_id = ? WHERE group_no = -1", organisation));
    GD_TRY(regroup(db));
  }
  GD_TRY(store::run(db, "UPDATE asset SET org_id = ? WHERE group_no = 0 AND org_id = ''", organisation));
  return tx->commit();
}

}  // namespace gongdun::catalog
