#include "access/organisation_store.h"

#include <algorithm>

#include "base/utf8.h"
#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using base::Status;

namespace {

// The closure of one hierarchy for an organisation and all below it, made anew from the edges: what stands elsewhere is not touched.
Status refresh_paths(store::Db& db, std::string_view kind, const std::string& id) {
  const std::string below =
      "below(id) AS (SELECT id FROM organisation WHERE id = ?1 UNION SELECT organisation_edge.child FROM below JOIN organisation_edge ON "
      "organisation_edge.parent = below.id AND "
      "organisation_edge.kind = ?2)";
  GD_TRY(store::run(db, "DELETE FROM organisation_path WHERE kind = ?2 AND descendant IN (WITH RECURSIVE " + below + " SELECT id FROM below)", id, kind));
  return store::run(db,
                    "WITH RECURSIVE " + below +
                        ", reach(descendant, ancestor) AS (SELECT id, id FROM below UNION SELECT reach.descendant, organisation_edge.parent FROM reach JOIN "
                        "organisation_edge ON organisation_edge.child = reach.ancestor AND organisation_edge.kind = ?2) INSERT INTO organisation_path(kind, "
                        "ancestor, descendant) SELECT ?2, ancestor, descendant FROM reach",
                    id, kind);
}

// The same for one that was just made and has nothing below: it stands below whatever its parents stand below.
Status add_paths(store::Db& db, std::string_view kind, const std::string& id, const std::vector<std::string>& parents) {
  GD_TRY(store::run(db, "INSERT INTO organisation_path(kind, ancestor, descendant) VALUES(?,?,?)", kind, id, id));
  for (const std::string& parent : parents)
    GD_TRY(store::run(
        db,
        "INSERT INTO organisation_path(kind, ancestor, descendant) SELECT kind, ancestor, ?1 FROM organisation_path WHERE kind = ?2 AND descendant = "
        "?3 ON CONFLICT(kind, ancestor, descendant) DO NOTHING",
        id, kind, parent));
  return {};
}

std::vector<std::string> parents_along(const std::vector<Edge>& edges, std::string_view kind) {
  std::vector<std::string> out;
  for (const Edge& edge : edges)
    if (edge.kind == kind) out.push_back(edge.parent);
  std::ranges::sort(out);
  return out;
}

}  // namespace

Status check_organisation(store::Db& db, const Organisation& organisation) {
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

namespace {

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

Result<OrganisationPage> organisations_page(store::Db& db, const Scope& scope, const std::string& text, const std::string& after, std::size_t limit) {
  OrganisationPage out;
  store::Sql reached(" FROM organisation WHERE ");
  reached.add(scope.condition({"organisation.id", ""}));
  if (!text.empty())
    reached.add(" AND (lower(name) LIKE ? ESCAPE '\\' OR credit_code LIKE ? ESCAPE '\\' OR id = ?)", store::containing(base::ascii_lower(text)),
                store::containing(text), text);
  store::Sql count("SELECT count(*)");
  constexpr std::size_t kPage = 200;  // whoever takes more at once walks the whole list, and needs to hear only once how long it is
  if (after.empty() || limit <= kPage) GD_TRY(count.add(reached).rows(db, [&](store::Stmt& row) { out.total = static_cast<std::uint64_t>(row.integer(0)); }));
  store::Sql query("SELECT id, name, credit_code, region, sector, home");
  query.add(reached);
  // The node's own stands first, then by name: "home\nname\nid" of the last row given.
  if (const std::size_t first = after.find('\n'); first != std::string::npos) {
    const std::size_t last = after.rfind('\n');
    const std::string name = after.substr(first + 1, last - first - 1), id = after.substr(last + 1);
    const int home = after[0] == '1' ? 1 : 0;
    query.add(" AND (home < ? OR (home = ? AND (name > ? OR (name = ? AND id > ?))))", home, home, name, name, id);
  }
  query.add(" ORDER BY home DESC, name, id LIMIT ?", limit + 1);
  GD_TRY(query.rows(db, [&](store::Stmt& row) { out.rows.push_back(read_organisation(row)); }));
  if (out.rows.size() > limit) {
    out.rows.pop_back();
    const Organisation& end = out.rows.back();
    out.next = std::string(end.home ? "1" : "0") + "\n" + end.name + "\n" + end.id;
  }
  for (Organisation& one : out.rows) GD_TRY(load_parents(db, one));
  return out;
}

Result<std::vector<std::string>> organisations_called(store::Db& db, const Scope& scope, const std::string& text) {
  std::vector<std::string> out;
  for (const char* column : {"id", "credit_code", "name"}) {
    store::Sql query(std::string("SELECT organisation.id FROM organisation WHERE organisation.") + column + " = ? AND ", text);
    query.add(scope.condition({"organisation.id", ""})).add(" ORDER BY organisation.id LIMIT 2");
    GD_TRY(query.rows(db, [&](store::Stmt& row) { out.push_back(row.text(0)); }));
    if (!out.empty()) break;
  }
  return out;
}

Result<std::string> save_organisation(store::Db& db, const Organisation& organisation) {
  GD_TRY(check_organisation(db, organisation));
  const bool fresh = organisation.id.empty();
  Organisation before;
  before.id = fresh ? "O-" + crypto::random_hex(6) : organisation.id;
  GD_TRY(load_parents(db, before));
  const std::string& id = before.id;
  GD_TRY(store::run(db,
                    "INSERT INTO organisation(id, name, credit_code, region, sector, home) VALUES(?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET name = "
                    "excluded.name, credit_code = "
                    "excluded.credit_code, region = excluded.region, sector = excluded.sector",
                    id, organisation.name, organisation.credit_code, organisation.region, organisation.sector, organisation.home));
  GD_TRY(store::run(db, "DELETE FROM organisation_edge WHERE child = ?", id));
  for (const Edge& edge : organisation.parents)
    GD_TRY(store::run(db, "INSERT INTO organisation_edge(parent, child, kind) VALUES(?,?,?) ON CONFLICT DO NOTHING", edge.parent, id, edge.kind));
  for (const std::string_view kind : kEdgeKinds) {
    const std::vector<std::string> parents = parents_along(organisation.parents, kind);
    if (fresh)
      GD_TRY(add_paths(db, kind, id, parents));
    else if (parents_along(before.parents, kind) != parents)
      GD_TRY(refresh_paths(db, kind, id));
  }
  return id;
}

}  // namespace gongdun::access
