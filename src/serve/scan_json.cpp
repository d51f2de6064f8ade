#include "serve/scan_json.h"

#include <nlohmann/json.hpp>

#include "catalog/scan_store.h"
#include "store/rows.h"

namespace gongdun::serve {

base::Result<Json> scan_json(store::Db& db, const catalog::ScanRecord& record, const std::string& source_name) {
  auto unread = store::integer(db, "SELECT count(*) FROM item WHERE seen_scan = ? AND unread <> '' AND vanished = 0", record.id);
  if (!unread) return std::unexpected(std::move(unread).error());
  auto assets = store::integer(
      db, "SELECT count(DISTINCT part.asset_id) FROM part JOIN item ON item.id = part.item_id WHERE item.seen_scan = ? AND item.vanished = 0", record.id);
  if (!assets) return std::unexpected(std::move(assets).error());
  auto job = store::text(db, "SELECT id FROM job WHERE source = ? AND kind = 'scan' AND state = 'running'", record.source);
  if (!job) return std::unexpected(std::move(job).error());
  return Json{{"id", record.id},
              {"source", text_or_null(record.source)},
              {"source_name", text_or_null(source_name)},
              {"state", record.state},
              {"started", base::iso8601(record.started)},
              {"finished", time_json(record.finished)},
              {"items", record.items},
              {"bytes", record.bytes},
              {"seconds", record.seconds},
              {"unread", unread->value_or(0)},
              {"assets", assets->value_or(0)},
              {"packs_digest", record.packs_digest},
              {"job", record.state == "running" && *job ? Json(**job) : Json(nullptr)}};
}

base::Result<Json> last_scan_json(store::Db& db, const catalog::Source& source) {
  auto scans = catalog::load_scans(db, source.id, 0, 1);
  if (!scans) return std::unexpected(std::move(scans).error());
  if (scans->empty()) return Json(nullptr);
  return scan_json(db, scans->front(), source.name);
}

base::Result<Json> source_json(store::Db& db, const catalog::Source& source) {
  auto last = last_scan_json(db, source);
  if (!last) return std::unexpected(std::move(last).error());
  Json schedule = nullptr;
  if (source.schedule) {
    schedule = {{"every", source.schedule->every}, {"hour", source.schedule->hour}};
    if (source.schedule->every != "day") schedule["day"] = source.schedule->day;
  }
  return Json{{"id", source.id},
              {"name", source.name},
              {"kind", source.kind},
              {"address", source.address},
              {"organisation", source.organisation},
              {"sector", text_or_null(source.sector)},
              {"excludes", source.excludes},
              {"git_history", source.git_history},
              {"schedule", schedule},
              {"next_run", time_json(source.next_run)},
              {"demo", source.demo},
              {"last_scan", *last},
              {"assets", source.assets},
              {"created", base::iso8601(source.created)},
              {"created_by", source.created_by}};
}

}  // namespace gongdun::serve
