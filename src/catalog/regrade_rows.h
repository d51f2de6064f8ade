// Grading some assets again within the caller's transaction: shared by what follows from people's words (learning.h) and by regrading everything.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "catalog/regrading.h"

namespace gongdun::catalog {

// Rows read, or graded, in one piece.
inline constexpr std::size_t kRowsAtOnce = 200;
// What one transaction writes: some tens of milliseconds.
inline constexpr std::size_t kWrittenAtOnce = 50;

// Calls back with some ids at a time; stops at the first error.
template <class Visit>
base::Status in_slices(const std::vector<std::string>& ids, std::size_t at_once, Visit visit) {
  for (std::size_t from = 0; from < ids.size(); from += at_once) {
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(from);
    GD_TRY(visit(std::vector<std::string>(begin, begin + static_cast<std::ptrdiff_t>(std::min(at_once, ids.size() - from)))));
  }
  return {};
}

struct Saving {
  const grade::Grader& grader;
  const std::string& packs_digest;
  bool save = true;
  bool unchanged_too = true;
};

// Adds what changed. Vanished assets are passed by.
base::Status regrade_rows(store::Db& db, Regrading& regrading, const std::vector<GradingRow>& rows, const Saving& how, std::vector<GradeChange>& changes);

// Sums what a dismissal may have changed.
base::Status sum_again(store::Db& db, const std::vector<std::string>& ids);

}  // namespace gongdun::catalog
