// What follows when people say something of assets: they and those alike are graded again. A few at once, with the word itself; many afterwards, some at a
// time, so that nobody waits for them.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace gongdun::catalog {

// So many assets beside those spoken of are looked at within the caller's transaction; above that, none of them.
inline constexpr std::size_t kLearnedAtOnce = 200;

base::Result<Learned> grade_alike(store::Db& db, const std::vector<std::string>& assets, const grade::Grader& grader, const std::string& packs_digest,
                                  About about);

// All that may be alike, in transactions of its own. Killed in between and begun again it comes to the same end.
base::Result<std::uint64_t> grade_alike_later(store::Db& db, const std::vector<std::string>& assets, const grade::Grader& grader,
                                              const std::string& packs_digest, About about, const Advance& advance);

}  // namespace gongdun::catalog
