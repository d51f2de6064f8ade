// What the store keeps for work in the field beside the assessments themselves: whose signatures were met, answers of earlier years that were brought along.
#pragma once
#include "store/db.h"
#include "store/migrations.h"

namespace gongdun::assess {

base::Status migrate_field(store::Db& db, std::int64_t up_to = store::kNewest);

}  // namespace gongdun::assess
