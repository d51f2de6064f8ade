// Organisations and the hierarchies they stand in. One of them is the node's own ("home"); everything scanned here belongs to it unless its source
// says otherwise.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"

namespace gongdun::access {

inline constexpr std::string_view kEdgeKinds[] = {"territory", "group", "sector", "service"};

struct Edge {
  std::string kind, parent;
};
struct Organisation {
  std::string id, name, credit_code, region, sector;
  bool home = false;
  std::vector<Edge> parents;
};

// The node's own organisation, made at the first call.
base::Result<std::string> ensure_home(store::Db& db, const std::string& name);
base::Result<Organisation> load_organisation(store::Db& db, const std::string& id);
base::Result<std::vector<Organisation>> load_organisations(store::Db& db, const Scope& scope);
// Returns the id. Refused: unknown parents, a parent below its own child.
base::Result<std::string> save_organisation(store::Db& db, const Organisation& organisation);

}  // namespace gongdun::access
