#include "catalog/source_store.h"

#include <ctime>

#include "catalog/asset_groups.h"
#include "catalog/facts_json.h"
#include "crypto/sm3.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;
using store::Sql;

namespace {

constexpr std::string_view kSelect =
    "SELECT source.id, source.name, source.kind, source.address, source.org_id, source.sector, source.excludes, source.git_history, source.demo, source.every, "
    "source.hour, "
    "source.day, source.next_run, source.created, source.created_by, source.version, (SELECT count(*) FROM asset WHERE asset.source_id = source.id AND "
    "asset.vanished = 0) "
    "FROM source WHERE ";

Source read_source(store::Stmt& row) {
  Source out{.id = row.text(0),
             .name = row.text(1),
             .kind = row.text(2),
             .address = row.text(3),
             .organisation = row.text(4),
             .sector = row.text(5),
             .excludes = strings_from_json(row.text(6)),
             .git_history = row.integer(7) != 0,
             .demo = row.integer(8) != 0,
             .schedule = {},
             .next_run = row.integer(12),
             .created = row.integer(13),
             .created_by = row.text(14),
             .version = row.integer(15),
             .assets = static_cast<std::uint64_t>(row.integer(16))};
  if (const std::string every = row.text(9); !every.empty())
    out.schedule = Schedule{every, static_cast<int>(row.integer(10)), static_cast<int>(row.integer(11))};
  return out;
}

}  // namespace

base::TimeUs next_run(const Schedule& schedule, base::TimeUs now) {
  const auto seconds = static_cast<std::time_t>(now / 1'000'000);
  std::tm local{};
  localtime_r(&seconds, &local);
  local.tm_hour = schedule.hour;
  local.tm_min = local.tm_sec = 0;
  // At most 32 steps of a day: the first day that fits and lies ahead. mktime() settles month ends and changes of the clock.
  for (int i = 0; i < 40; ++i) {
    std::tm day = local;
    day.tm_mday += i;
    day.tm_isdst = -1;
    const std::time_t at = std::mktime(&day);
    const int weekday = day.tm_wday == 0 ? 7 : day.tm_wday;
    const bool fits =
        schedule.every == "day" || (schedule.every == "week" && weekday == schedule.day) || (schedule.every == "month" && day.tm_mday == schedule.day);
    if (fits && at > seconds) return static_cast<base::TimeUs>(at) * 1'000'000;
  }
  return 0;
}

Result<std::vector<Source>> load_sources(store::Db& db, const access::Scope& scope) {
  Sql sql(kSelect);
  sql.add(scope.condition({"source.org_id", ""})).add(" ORDER BY source.created, source.id");
  std::vector<Source> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(read_source(row)); }));
  return out;
}

Result<Source> load_source(store::Db& db, const access::Scope& scope, const std::string& id) {
  Sql sql(kSelect);
  sql.add(scope.condition({"source.org_id", ""})).add(" AND source.id = ?", id);
  std::optional<Source> found;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { found = read_source(row); }));
  if (!found) return base::fail(Code::not_found, "没有这个数据源", "no such source", id);
  return std::move(*found);
}

Result<std::string> save_source(store::Db& db, const Source& source) {
  const std::string id = source.id.empty() ? "S-" + crypto::random_hex(6) : source.id;
  const Schedule schedule = source.schedule.value_or(Schedule{.every = "", .hour = 0, .day = 0});
  GD_TRY(store::run(
      db,
      "INSERT INTO source(id, name, kind, address, org_id, sector, excludes, git_history, demo, every, hour, day, next_run, created, created_by) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET name = excluded.name, address = excluded.address, org_id = excluded.org_id, sector "
      "= "
      "excluded.sector, excludes = excluded.excludes, git_history = excluded.git_history, every = excluded.every, hour = excluded.hour, day = excluded.day, "
      "next_run = excluded.next_run, version = source.version + 1",
      id, source.name, source.kind, source.address, source.organisation, source.sector, strings_to_json(source.excludes), source.git_history, source.demo,
      schedule.every, schedule.hour, schedule.day, source.schedule ? next_run(schedule, base::now_us()) : 0, base::now_us(), source.created_by));
  if (source.id.empty()) return id;
  auto elsewhere = store::integer(db, "SELECT 1 FROM asset_group WHERE source_id = ? AND org_id <> ? AND asset_count > 0 LIMIT 1", id, source.organisation);
  if (!elsewhere) return std::unexpected(std::move(elsewhere).error());
  if (!*elsewhere) return id;
  GD_TRY(ungroup_source(db, id));
  GD_TRY(store::run(db, "UPDATE asset SET org_id = ? WHERE source_id = ?", source.organisation, id));
  GD_TRY(regroup(db));
  return id;
}

Status remove_source(store::Db& db, const std::string& id) {
  GD_TRY(store::run(db, "DELETE FROM dismissal WHERE asset_id IN (SELECT id FROM asset WHERE source_id = ?)", id));
  GD_TRY(store::run(db, "DELETE FROM review WHERE asset_id IN (SELECT id FROM asset WHERE source_id = ?)", id));
  GD_TRY(store::run(db, "DELETE FROM decision WHERE asset_id IN (SELECT id FROM asset WHERE source_id = ?)", id));
  // An item can hold parts of assets of other sources; it goes when the last part goes.
  GD_TRY(store::run(
      db, "UPDATE item SET vanished = 2 WHERE id IN (SELECT part.item_id FROM part JOIN asset ON asset.id = part.asset_id WHERE asset.source_id = ?)", id));
  GD_TRY(store::run(db, "DELETE FROM part WHERE asset_id IN (SELECT id FROM asset WHERE source_id = ?)", id));
  GD_TRY(store::run(db, "DELETE FROM item WHERE vanished = 2 AND NOT EXISTS (SELECT 1 FROM part WHERE part.item_id = item.id)"));
  GD_TRY(store::run(db, "UPDATE item SET vanished = 0 WHERE vanished = 2"));
  // Files without a part (unread, unrecognised) of the source's own scans would otherwise count as known and unchanged.
  GD_TRY(store::run(
      db, "DELETE FROM item WHERE seen_scan IN (SELECT id FROM scan WHERE source_id = ?) AND NOT EXISTS (SELECT 1 FROM part WHERE part.item_id = item.id)",
      id));
  GD_TRY(ungroup_source(db, id));
  GD_TRY(store::run(db, "DELETE FROM asset WHERE source_id = ?", id));
  GD_TRY(store::run(db, "DELETE FROM scan WHERE source_id = ?", id));
  return store::run(db, "DELETE FROM source WHERE id = ?", id);
}

Result<std::vector<Source>> due_sources(store::Db& db, base::TimeUs now) {
  Sql sql(kSelect);
  sql.add("source.next_run > 0 AND source.next_run <= ? ORDER BY source.next_run", now);
  std::vector<Source> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(read_source(row)); }));
  return out;
}

Status set_next_run(store::Db& db, const std::string& id, base::TimeUs at) {
  return store::run(db, "UPDATE source SET next_run = ? WHERE id = ?", at, id);
}

}  // namespace gongdun::catalog
