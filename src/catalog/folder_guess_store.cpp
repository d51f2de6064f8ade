#include "catalog/facts_json.h"
#include "catalog/folder_guess.h"
#include "catalog/part.h"
#include "store/rows.h"

namespace gongdun::catalog {

using base::Result;

namespace {

constexpr std::size_t kRemembered = 20'000;
// So many neighbours say what all would say: one asset more among them changes nothing, and a decision in a folder of 100,000 need not read them all.
constexpr std::size_t kAsked = 1'000;

}  // namespace

std::string folder_above(std::string_view location) {
  const std::size_t slash = location.rfind('/');
  return slash == std::string_view::npos || slash == 0 ? std::string() : std::string(location.substr(0, slash));
}

Result<grade::SectorGuess> FolderGuesses::of(const std::string& location) {
  for (const std::string& folder : {location, folder_above(location)}) {
    if (folder.empty()) continue;
    auto found = guess(folder);
    if (!found) return found;
    found->here = folder == location;
    if (!found->id.empty()) return found;
  }
  return grade::SectorGuess{};
}

Result<grade::SectorGuess> FolderGuesses::guess(const std::string& folder) {
  if (const auto known = known_.find(folder); known != known_.end()) return known->second;
  if (known_.size() >= kRemembered) known_.clear();
  grade::Facts sum;  // terms, detectors, formats and headers are all a sector guess looks at
  base::Status damaged;
  GD_TRY(store::rows(
      db_,
      [&](store::Stmt& row) {
        auto facts = facts_from_json(row.text(1));
        if (!facts) {
          if (damaged) damaged = std::unexpected(std::move(facts).error().at(row.text(0)));
          return;
        }
        grade::Facts slim;
        slim.terms = std::move(facts->terms);
        slim.formats = std::move(facts->formats);
        slim.detectors = std::move(facts->detectors);
        slim.headers = std::move(facts->headers);
        merge_facts(sum, slim);
      },
      "SELECT id, facts FROM asset WHERE id IN (SELECT id FROM asset WHERE (location = ? OR parent = ?) AND vanished = 0 ORDER BY id LIMIT ?) ORDER BY id",
      folder, folder, kAsked));
  if (!damaged) return std::unexpected(std::move(damaged).error());
  return known_.emplace(folder, grader_.guess_sector(sum)).first->second;
}

}  // namespace gongdun::catalog
