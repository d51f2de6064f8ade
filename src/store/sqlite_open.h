#pragma once
#include "store/db.h"

namespace gongdun::store {

// `path` without the "sqlite:" prefix.
base::Result<std::unique_ptr<Db>> open_sqlite(const std::string& path);
base::Result<std::unique_ptr<Db>> open_sqlite_snapshot(const std::string& path);

}  // namespace gongdun::store
