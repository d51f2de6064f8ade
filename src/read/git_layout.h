// Where Git repositories lie and what state they are in, told from their files
// alone (gitrepository-layout): nothing is parsed but references.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "read/git_objects.h"
#include "read/item.h"

namespace gongdun::read {

// What `file` says of a repository: found by its HEAD beside objects/ and
// refs/, or by the .git file of a linked work tree or submodule.
struct GitPlace {
  std::optional<Item> history;         // to be read with read_git_history()
  std::optional<base::Error> refused;  // a repository that is not followed, and why
};
// `within`: the canonical folder the user named; nothing outside of it is
// followed.
GitPlace git_place(const Item& file, const std::string& within);

struct GitState {
  std::vector<GitId> roots;                     // references, reflogs, HEADs, of all work trees
  std::vector<std::string> object_directories;  // own, and alternates inside `within`
  std::vector<base::Error> problems;            // alternates outside, special files, another object format
  bool shallow = false;
};
base::Result<GitState> git_state(const std::string& git_directory, const std::string& within);

// Blobs whose content lies in the work tree as a file, which is read there. A
// path that leads out of the work tree is not looked at.
void each_checked_out(const std::string& git_directory, const std::string& within, const std::function<void(const GitId&)>& visit);

}  // namespace gongdun::read
