#include "access/organisation_store.h"

#include <algorithm>

#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using base::Status;

namespace {

// The closure is made anew: hierarchies change rarely and are read with every request.
Status rebuild_paths(store::Db& db) {
  GD_TRY(db.exec("DELETE FROM organisation_path"));
  for (const std::string_view kind : kEdgeKinds)
    GD_TRY(store::run(
        db,
        "WITH RECURSIVE reach(ancestor, descendant) AS (SELECT id, id FROM organisation UNION SELECT reach.ancestor, organisation_edge.child FROM reach JOIN "
        "organisation_edge ON organisation_edge.parent = reach.descendant WHERE organisation_edge.kind = ?) INSERT INTO organisation_path(kind, ancestor, "
        "descendant) SELECT ?, ancestor, descendant FROM reach",
        kind, kind));
  return {};
}

Status check_parents(store::Db& db, const Organisation& organisation) {
  for (const Edge& edge : organisation.parents) {
    if (std::ranges::find(kEdgeKinds, edge.kind) == std::end(kEdgeKinds))
      return base::fail(Code::invalid_input, "没有这种上下级关系", "no such kind of edge", edge.kind);
    auto known = store::integer(db, "SELECT 1 FROM organisation WHERE id = ?", edge.parent);
    if (!known) return std::unexpected(std::move(known).error());
    if (!*known) return base::fail(Code::not_found, "没有这个上级组织", "no such organisation above", edge.parent);
    if (organisation.id.empty()) continue;
    auto circle =
        store::integer(db, "SELECT 1 FROM organisation_path WHERE kind = ? AND ancestor = ? AND descendant = ?", edge.kind, organisation.id, edge.parent);
    if (!circle) return std::unexpected(std::move(circle).error());
    if (*circle) return base::fail(Code::invalid_input, "上级不能是自己或自己的下级", "an organisation cannot stand below itself", edge.parent);
  }
  return {};
}

Status load_parents(store::Db& db, Organisation& organisation) {
  return store::rows(
      db, [&](store::Stmt& row) { organisation.parents.push_back({row.text(0), row.text(1)}); },
      "SELECT kind, parent FROM organisation_edge WHERE child = ? ORDER BY kind, parent", organisation.id);
}

Organisation read_organisation(store::Stmt& row) {
  return {.id = row.text(0),
          .name = row.text(1),
          .credit_code = row.text(2),
          .region = row.text(3),
          .sector = row.text(4),
          .home = row.integer(5) != 0,
          .parents = {}};
}

}  // namespace

Result<std::string> ensure_home(store::Db& db, const std::string& name) {
  auto found = store::text(db, "SELECT id FROM organisation WHERE home = 1");
  if (!found) return std::unexpected(std::move(found).error());
  if (*found) return **found;
  return save_organisation(db, {.id = {}, .name = name, .credit_code = {}, .region = {}, .sector = {}, .home = true, .parents = {}});
}

Result<Organisation> load_organisation(store::Db& db, const std::string& id) {
  std::optional<Organisation> found;
  auto status = store::rows(
      db, [&](store::Stmt& row) { found = read_organisation(row); }, "SELECT id, name, credit_code, region, sector, home FROM organisation WHERE id = ?", id);
  if (!status) return std::unexpected(std::move(status).error());
  if (!found) return base::fail(Code::not_found, "没有这个组织", "no such organisation", id);
  GD_TRY(load_parents(db, *found));
  return std::move(*found);
}

Result<std::vector<Organisation>> load_organisations(store::Db& db, const Scope& scope) {
  std::vector<Organisation> out;
  store::Sql query("SELECT id, name, credit_code, region, sector, home FROM organisation WHERE ");
  query.add(scope.condition({"organisation.id", ""})).add(" ORDER BY home DESC, name, id");
  GD_TRY(query.rows(db, [&](store::Stmt& row) { out.push_back(read_organisation(row)); }));
  for (Organisation& one : out) GD_TRY(load_parents(db, one));
  return out;
}

Result<std::string> save_organisation(store::Db& db, const Organisation& organisation) {
  GD_TRY(check_parents(db, organisation));
  const std::string id = organisation.id.empty() ? "O-" + crypto::random_hex(6) : organisation.id;
  GD_TRY(store::run(db,
                    "INSERT INTO organisation(id, name, credit_code, region, sector, home) VALUES(?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET name = "
                    "excluded.name, credit_code = "
                    "excluded.credit_code, region = excluded.region, sector = excluded.sector",
                    id, organisation.name, organisation.credit_code, organisation.region, organisation.sector, organisation.home));
  GD_TRY(store::run(db, "DELETE FROM organisation_edge WHERE child = ?", id));
  for (const Edge& edge : organisation.parents)
    GD_TRY(store::run(db, "INSERT INTO organisation_edge(parent, child, kind) VALUES(?,?,?) ON CONFLICT DO NOTHING", edge.parent, id, edge.kind));
  GD_TRY(rebuild_paths(db));
  return id;
}

}  // namespace gongdun::access
