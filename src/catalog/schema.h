#pragma once
#include "store/db.h"
#include "store/migrations.h"

namespace gongdun::catalog {

// The tables of the catalog; see docs/formats.md, "The store".
base::Status migrate_catalog(store::Db& db, std::int64_t up_to = store::kNewest);

}  // namespace gongdun::catalog
