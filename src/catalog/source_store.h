// Data sources: places that are scanned again and again. A source belongs to an organisation, and so do the assets found in it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/scope.h"
#include "base/clock.h"

namespace gongdun::catalog {

struct Schedule {
  std::string every;  // day | week | month
  int hour = 2;       // local time
  int day = 1;        // week: 1 = Monday; month: 1–28
};

struct Source {
  std::string id, name, kind = "folder", address, organisation, sector;  // sector empty: by content
  std::vector<std::string> excludes;
  bool git_history = false, demo = false;
  std::optional<Schedule> schedule;
  base::TimeUs next_run = 0, created = 0;
  std::string created_by;
  std::int64_t version = 0;
  std::uint64_t assets = 0;
};

// The next time a schedule falls due after `now`, in the machine's time zone.
base::TimeUs next_run(const Schedule& schedule, base::TimeUs now);

base::Result<std::vector<Source>> load_sources(store::Db& db, const access::Scope& scope);
base::Result<Source> load_source(store::Db& db, const access::Scope& scope, const std::string& id);  // outside the scope: not_found
base::Result<std::string> save_source(store::Db& db, const Source& source);                          // id empty: a new one
// With the assets only this source holds, and what was decided of them.
base::Status remove_source(store::Db& db, const std::string& id);
base::Result<std::vector<Source>> due_sources(store::Db& db, base::TimeUs now);
base::Status set_next_run(store::Db& db, const std::string& id, base::TimeUs at);

}  // namespace gongdun::catalog
