// Grades assets as they stand in the store, by the rules, by what their neighbours say, and by precedents.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/folder_guess.h"
#include "catalog/precedent.h"
#include "store/rows.h"

namespace gongdun::catalog {

struct GradingRow {
  std::string id, name, location, sector_hint;
  grade::Facts facts;
  grade::Assessment before;
  bool vanished = false;  // what was decided of it still bears on others
};
// In the order of their ids.
base::Result<std::vector<GradingRow>> load_grading_rows(store::Db& db, const std::vector<std::string>& assets);

class Regrading {
 public:
  Regrading(store::Db& db, const grade::Grader& grader) : db_(db), grader_(grader), guesses_(db, grader) {}

  // One of these first: all precedents of the store, or those that can bear on these rows.
  base::Status load_precedents();
  base::Status load_precedents_for(const std::vector<GradingRow>& rows);

  const std::vector<ClaimPrecedent>& claims() const { return claims_; }
  base::Result<grade::Assessment> assess(const GradingRow& row);

 private:
  base::Status add_precedents(const std::vector<std::string>& assets);
  base::Result<grade::Assessment> by_rules(const GradingRow& row);

  store::Db& db_;
  const grade::Grader& grader_;
  FolderGuesses guesses_;
  std::vector<ClaimPrecedent> claims_;
  Precedents precedents_;
};

std::optional<GradeChange> change_of(const GradingRow& row, const grade::Assessment& after, bool decided);

}  // namespace gongdun::catalog
