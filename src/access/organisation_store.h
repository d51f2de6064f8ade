// Organisations and the hierarchies they stand in. One of them is the node's own ("home"); everything scanned here belongs to it unless its source
// says otherwise.
#pragma once
#include <cstdint>
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
// A page in the order of the list; `after`: as given back by the page before.
struct OrganisationPage {
  std::vector<Organisation> rows;
  std::string next;  // empty: that was all
  std::uint64_t total = 0;
};
base::Result<OrganisationPage> organisations_page(store::Db& db, const Scope& scope, const std::string& text, const std::string& after, std::size_t limit);
// Those in reach whose id, credit code or name this is, at most two.
base::Result<std::vector<std::string>> organisations_called(store::Db& db, const Scope& scope, const std::string& text);
// Refused: unknown parents, a parent below its own child.
base::Status check_organisation(store::Db& db, const Organisation& organisation);
// Returns the id; checks by itself.
base::Result<std::string> save_organisation(store::Db& db, const Organisation& organisation);

}  // namespace gongdun::access
