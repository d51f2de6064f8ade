// A store as it is at one moment, while others go on writing: for what reads much and must fit together. The connection takes no writes.
#pragma once
#include <memory>
#include <string>

#include "store/db.h"

namespace gongdun::store {

// Addresses as Db::open() takes them. On SQLite the write-ahead log grows as long as the snapshot is held.
base::Result<std::unique_ptr<Db>> open_snapshot(const std::string& url);

}  // namespace gongdun::store
