#pragma once
#include "store/db.h"

namespace gongdun::catalog {

// The tables of the catalog; see docs/formats.md, "The store".
base::Status migrate_catalog(store::Db& db);

}  // namespace gongdun::catalog
