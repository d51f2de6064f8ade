#pragma once
#include "store/db.h"

namespace gongdun::access {

// The tables of this room: organisations, people, sessions, grants, one-time links, settings, the audit log.
base::Status migrate_access(store::Db& db);

}  // namespace gongdun::access
