#pragma once
#include "store/db.h"

namespace gongdun::serve {

// Tables of this room: jobs and the reports they made.
base::Status migrate_serve(store::Db& db);

}  // namespace gongdun::serve
