#pragma once
#include "store/db.h"
#include "store/migrations.h"

namespace gongdun::access {

// The tables of this room: organisations, people, sessions, grants, one-time links, settings, the audit log.
base::Status migrate_access(store::Db& db, std::int64_t up_to = store::kNewest);

}  // namespace gongdun::access
