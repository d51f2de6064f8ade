// Grants: who holds which role, where, up to which grade, until when.
#include <algorithm>

#include "access/person_store.h"
#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kGrant =
    "SELECT role_grant.id, role_grant.person, coalesce(person.name, ''), role_grant.role, coalesce(organisation.name, ''), role_grant.edge, "
    "role_grant.organisation, role_grant.ceiling, role_grant.since, role_grant.until, role_grant.granted_by, role_grant.granted_at FROM "
    "role_grant LEFT JOIN person ON person.id = role_grant.person LEFT JOIN organisation ON organisation.id = role_grant.organisation";

Grant read_grant(store::Stmt& row) {
  return {.id = row.text(0),
          .person = row.text(1),
          .person_name = row.text(2),
          .role = row.text(3),
          .organisation_name = row.text(4),
          .reach = {row.text(5), row.text(6), static_cast<int>(row.integer(7))},
          .since = row.integer(8),
          .until = row.integer(9),
          .granted_by = row.text(10),
          .granted_at = row.integer(11)};
}

Status check_exclusions(store::Db& db, const Grant& grant, const Role& role) {
  auto person = load_person(db, grant.person);
  if (!person) return std::unexpected(std::move(person).error());
  for (const std::string& held : person->roles)
    if (std::ranges::find(role.excludes, held) != role.excludes.end())
      return base::fail(Code::conflict, "三员分立：同一人不能兼任系统管理员、安全管理员、审计员中的两个",
                        "separation of duties: nobody holds two of system administrator, security administrator and auditor", held);
  return {};
}

}  // namespace

Status check_giver(store::Db& db, const Grant& grant, const std::string& giver) {
  if (giver == grant.person) return base::fail(Code::permission, "不能给自己授权或收回自己的授权", "nobody changes their own rights", grant.person);
  auto rights = load_rights(db, giver, base::now_us());
  if (!rights) return std::unexpected(std::move(rights).error());
  auto covered = rights->scope(Permission::grants_manage).covers(db, grant.reach);
  if (!covered) return std::unexpected(std::move(covered).error());
  if (!*covered)
    return base::fail(Code::permission, "授权范围或级别上限超出了您自己的授权", "the grant reaches further or higher than your own", grant.reach.organisation);
  return {};
}

Permissions Rights::may() const {
  Permissions out;
  for (const Grant& grant : grants)
    if (const Role* role = find_role(grant.role)) out |= role->may;
  return out;
}

Scope Rights::scope(Permission permission) const {
  std::vector<Reach> reaches;
  for (const Grant& grant : grants) {
    const Role* role = find_role(grant.role);
    if (role != nullptr && role->may.test(static_cast<std::size_t>(permission)) && std::ranges::find(reaches, grant.reach) == reaches.end())
      reaches.push_back(grant.reach);
  }
  return Scope(std::move(reaches));
}

Scope Rights::anywhere() const {
  std::vector<Reach> reaches;
  for (const Grant& grant : grants) reaches.push_back(grant.reach);
  return Scope(std::move(reaches));
}

Result<Rights> load_rights(store::Db& db, const std::string& person, base::TimeUs now) {
  Rights rights;
  auto status = store::rows(
      db, [&](store::Stmt& row) { rights.grants.push_back(read_grant(row)); },
      std::string(kGrant) + " WHERE role_grant.person = ? AND role_grant.since <= ? AND (role_grant.until = 0 OR role_grant.until > ?)", person, now, now);
  if (!status) return std::unexpected(std::move(status).error());
  return rights;
}

Result<std::vector<Grant>> load_grants(store::Db& db, const std::string& person) {
  std::vector<Grant> out;
  auto status = store::rows(
      db, [&](store::Stmt& row) { out.push_back(read_grant(row)); },
      std::string(kGrant) + " WHERE (? = '' OR role_grant.person = ?) ORDER BY role_grant.granted_at DESC, role_grant.id", person, person);
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<Grant> load_grant(store::Db& db, const std::string& id) {
  std::optional<Grant> found;
  auto status = store::rows(db, [&](store::Stmt& row) { found = read_grant(row); }, std::string(kGrant) + " WHERE role_grant.id = ?", id);
  if (!status) return std::unexpected(std::move(status).error());
  if (!found) return base::fail(Code::not_found, "没有这项授权", "no such grant", id);
  return std::move(*found);
}

Status check_grant(store::Db& db, const Grant& grant, const std::string& giver) {
  const Role* role = find_role(grant.role);
  if (role == nullptr) return base::fail(Code::invalid_input, "没有这个角色", "no such role", grant.role);
  GD_TRY(check_exclusions(db, grant, *role));
  if (!giver.empty()) GD_TRY(check_giver(db, grant, giver));
  if (grant.until != 0 && grant.until <= base::now_us()) return base::fail(Code::invalid_input, "截止时间已过", "the end lies in the past", "to");
  return {};
}

Result<std::string> add_grant(store::Db& db, const Grant& grant, const std::string& giver) {
  GD_TRY(check_grant(db, grant, giver));
  const std::string id = "G-" + crypto::random_hex(6);
  const base::TimeUs now = base::now_us();
  GD_TRY(store::run(db,
                    "INSERT INTO role_grant(id, person, role, organisation, edge, ceiling, since, until, granted_by, granted_at) VALUES(?,?,?,?,?,?,?,?,?,?)",
                    id, grant.person, grant.role, grant.reach.organisation, grant.reach.edge, grant.reach.ceiling, now, grant.until, grant.granted_by, now));
  return id;
}

Status remove_grant(store::Db& db, const std::string& id, const std::string& giver) {
  auto grant = load_grant(db, id);
  if (!grant) return std::unexpected(std::move(grant).error());
  GD_TRY(check_giver(db, *grant, giver));
  return store::run(db, "DELETE FROM role_grant WHERE id = ?", id);
}

}  // namespace gongdun::access
