#pragma once
#include "store/db.h"
#include "store/migrations.h"

namespace gongdun::serve {

// Tables of this room: jobs and the reports they made.
base::Status migrate_serve(store::Db& db, std::int64_t up_to = store::kNewest);

}  // namespace gongdun::serve
