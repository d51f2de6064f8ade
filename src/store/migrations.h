// Migrations up to one of them: for making a store as an earlier version of the program made it.
#pragma once
#include <cstdint>
#include <limits>
#include <vector>

#include "store/db.h"

namespace gongdun::store {

inline constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

inline std::vector<Migration> up_to(std::int64_t number, std::vector<Migration> migrations) {
  std::erase_if(migrations, [number](const Migration& migration) { return migration.number > number; });
  return migrations;
}

}  // namespace gongdun::store
