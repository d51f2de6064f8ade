#include "serve/organisation_change.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "serve/people_json.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;
using base::Result;

namespace {

access::Organisation organisation_of(const Json& body, const std::string& id) {
  access::Organisation out{.id = id,
                           .name = body["name"].get<std::string>(),
                           .credit_code = body.value("credit_code", ""),
                           .region = body.value("region", ""),
                           .sector = {},
                           .parents = {}};
  if (body.contains("sector") && body["sector"].is_string()) out.sector = body["sector"].get<std::string>();
  for (const Json& parent : body["parents"]) out.parents.push_back({parent["kind"].get<std::string>(), parent["id"].get<std::string>()});
  return out;
}

// Below organisations the caller may give rights on, along the same kind of edge; nothing is hung elsewhere or out of reach.
base::Status check_reach(Context& c, const access::Organisation& wanted) {
  const access::Scope scope = c.scope(Permission::grants_manage);
  if (wanted.parents.empty() && wanted.id.empty()) return base::fail(Code::invalid_input, "请选择上级组织", "choose an organisation above", "/parents");
  for (const access::Edge& edge : wanted.parents) {
    auto covered = scope.covers(c.db(), {edge.kind, edge.parent, 0});
    if (!covered) return std::unexpected(std::move(covered).error());
    if (!*covered) return base::fail(Code::permission, "上级组织不在您的授权范围内", "the organisation above is not in your reach", edge.parent);
  }
  return {};
}

Result<access::Organisation> known_in_reach(Context& c, const std::string& id) {
  auto known = access::load_organisation(c.db(), id);
  if (!known) return known;
  for (const std::string_view kind : access::kEdgeKinds) {
    auto covered = c.scope(Permission::grants_manage).covers(c.db(), {std::string(kind), id, 0});
    if (!covered) return std::unexpected(std::move(covered).error());
    if (*covered) return known;
  }
  return base::fail(Code::not_found, "没有这个组织，或不在您的范围内", "no such organisation in your reach", id);
}

bool same(const access::Organisation& one, const access::Organisation& other) {
  const auto is_in = [](const access::Edge& edge, const std::vector<access::Edge>& edges) {
    return std::ranges::any_of(edges, [&](const access::Edge& known) { return known.kind == edge.kind && known.parent == edge.parent; });
  };
  return one.name == other.name && one.credit_code == other.credit_code && one.region == other.region && one.sector == other.sector &&
         std::ranges::all_of(one.parents, [&](const access::Edge& edge) { return is_in(edge, other.parents); }) &&
         std::ranges::all_of(other.parents, [&](const access::Edge& edge) { return is_in(edge, one.parents); });
}

}  // namespace

Result<SavedOrganisation> save_organisation(Context& c, const std::string& id, const Json& body, bool dry) {
  const access::Organisation wanted = organisation_of(body, id);
  SavedOrganisation out{id, id.empty() ? Did::created : Did::changed};
  std::string before;
  if (!id.empty()) {
    auto known = known_in_reach(c, id);
    if (!known) return std::unexpected(std::move(known).error());
    if (same(*known, wanted)) return SavedOrganisation{id, Did::unchanged};
    before = organisation_json(*known, 0).dump();
  }
  GD_TRY(check_reach(c, wanted));
  GD_TRY(access::check_organisation(c.db(), wanted));
  if (dry) return out;
  auto saved = access::save_organisation(c.db(), wanted);
  if (!saved) return std::unexpected(std::move(saved).error());
  out.id = std::move(*saved);
  auto after = access::load_organisation(c.db(), out.id);
  if (!after) return std::unexpected(std::move(after).error());
  GD_TRY(c.audit(id.empty() ? "organisation.add" : "organisation.change", out.id, before, organisation_json(*after, 0).dump()));
  return out;
}

}  // namespace gongdun::serve
