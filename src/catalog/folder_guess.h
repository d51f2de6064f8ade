// What the neighbours of an asset say of its sector: the evidence of the assets in its folder and in those right below it (the first 1,000 by id), or, if
// that says nothing, of the folder above.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "grade/grade.h"
#include "store/db.h"

namespace gongdun::catalog {

// "/data/hr" → "/data"; empty at the top. Stands in asset.parent.
std::string folder_above(std::string_view location);

// Reads facts of whole folders from the store; remembers what came of them, so one of these serves one run over facts that do not change meanwhile.
class FolderGuesses {
 public:
  FolderGuesses(store::Db& db, const grade::Grader& grader) : db_(db), grader_(grader) {}
  base::Result<grade::SectorGuess> of(const std::string& location);
  void forget() { known_.clear(); }

 private:
  base::Result<grade::SectorGuess> guess(const std::string& folder);

  store::Db& db_;
  const grade::Grader& grader_;
  std::unordered_map<std::string, grade::SectorGuess> known_;
};

}  // namespace gongdun::catalog
