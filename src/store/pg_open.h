#pragma once
#include "store/db.h"

namespace gongdun::store {

// "postgres://…" or "postgresql://…".
base::Result<std::unique_ptr<Db>> open_postgres(const std::string& url);
base::Result<std::unique_ptr<Db>> open_postgres_snapshot(const std::string& url);

}  // namespace gongdun::store
