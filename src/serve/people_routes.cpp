// Organisations, people, one-time links, grants, and the audit log. A system administrator keeps accounts, a security administrator gives rights, an auditor
// reads what both did.
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "access/audit_log.h"
#include "serve/context.h"
#include "serve/organisation_change.h"
#include "serve/people_json.h"
#include "serve/person_change.h"
#include "serve/reminder_kinds.h"
#include "serve/reminder_sender.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

Json whole_page(Json items) {
  const std::size_t total = items.size();
  return page_json(std::move(items), "", total);
}

// For who keeps accounts, and for who gives rights to them.
Answer list_people(Context& c) {
  if (!c.caller.may(Permission::people_manage) && !c.caller.may(Permission::grants_manage))
    return problem(403, "permission", "not permitted", {{"needed", "people.manage"}});
  auto people = access::load_people(c.db(), c.query("q"));
  if (!people) return std::unexpected(std::move(people).error());
  Json items = Json::array();
  for (const auto& person : *people) items.push_back(person_json(person));
  return json_answer(whole_page(std::move(items)));
}

Answer put_person(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto changed = change_person(c, c.path("id"), c.body, false);
  if (!changed) return std::unexpected(std::move(changed).error());
  GD_TRY(tx->commit());
  auto after = access::load_person(c.db(), c.path("id"));
  if (!after) return std::unexpected(std::move(after).error());
  if (after->disabled) c.node.events().end_person(after->id);
  return json_answer(person_json(*after));
}

Answer link_answer(Context& c, access::Invitation invitation, const char* action) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto link = make_link(c, std::move(invitation), action);
  if (!link) return std::unexpected(std::move(link).error());
  GD_TRY(tx->commit());
  return json_answer(link_json(*link), 201);
}

Answer password_link(Context& c) {
  auto person = access::load_person(c.db(), c.path("id"));
  if (!person) return std::unexpected(std::move(person).error());
  return link_answer(c, {.id = {}, .kind = "password", .person = person->id, .role = {}, .name = person->name}, "person.password_link");
}

Answer invite(Context& c) {
  return link_answer(c, {.id = {}, .kind = "person", .person = {}, .role = {}, .name = c.body["name"].get<std::string>()}, "person.invite");
}

// Another link for the same invitation: the one before no longer works. Imported invitations get theirs this way, shown once and kept nowhere.
Answer invitation_link(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto link = access::renew_link(c.db(), c.path("id"), kLinkLife);
  if (!link) return std::unexpected(std::move(link).error());
  GD_TRY(c.audit("person.invitation_link", link->invitation.id, {}, invitation_json(link->invitation).dump()));
  GD_TRY(tx->commit());
  return json_answer(link_json(*link), 201);
}

Answer list_invitations(Context& c) {
  auto all = access::load_invitations(c.db());
  if (!all) return std::unexpected(std::move(all).error());
  Json items = Json::array();
  for (const auto& one : *all) items.push_back(invitation_json(one));
  return json_answer(whole_page(std::move(items)));
}

Answer revoke_invitation(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(access::revoke_link(c.db(), c.path("id")));
  GD_TRY(c.audit("person.uninvite", c.path("id")));
  GD_TRY(tx->commit());
  return no_content();
}

// Grants somebody may see: those within what they themselves may give.
Answer list_grants(Context& c) {
  auto all = access::load_grants(c.db(), c.query("person"));
  if (!all) return std::unexpected(std::move(all).error());
  const access::Scope scope = c.scope(Permission::grants_manage);
  Json items = Json::array();
  for (const auto& grant : *all) {
    auto covered = scope.covers(c.db(), {grant.reach.edge, grant.reach.organisation, 0});
    if (!covered) return std::unexpected(std::move(covered).error());
    if (*covered) items.push_back(grant_json(grant));
  }
  return json_answer(whole_page(std::move(items)));
}

Answer give_grant(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto grant = grant_of(c, c.body);
  if (!grant) return std::unexpected(std::move(grant).error());
  auto stored = give(c, *grant);
  if (!stored) return std::unexpected(std::move(stored).error());
  GD_TRY(tx->commit());
  return json_answer(grant_json(*stored), 201);
}

Answer revoke_grant(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto grant = access::load_grant(c.db(), c.path("id"));
  if (!grant) return std::unexpected(std::move(grant).error());
  GD_TRY(revoke(c, *grant));
  GD_TRY(tx->commit());
  return no_content();
}

Answer list_roles(Context&) {
  Json items = Json::array();
  for (const access::Role& role : access::roles())
    items.push_back({{"id", role.id}, {"name", bilingual_json(role.name)}, {"permissions", access::names_of(role.may)}, {"excludes", role.excludes}});
  return json_answer(whole_page(std::move(items)));
}

// How many assets in reach belong to each of these, by the totals kept of alike assets; one query for a page of them.
base::Result<std::map<std::string, std::uint64_t>> assets_of(Context& c, const std::vector<access::Organisation>& organisations) {
  std::map<std::string, std::uint64_t> out;
  if (organisations.empty()) return out;
  store::Sql sql("SELECT asset_group.org_id, sum(asset_group.asset_count) FROM asset_group WHERE asset_group.vanished = 0 AND asset_group.org_id IN (");
  for (const auto& one : organisations) sql.add(&one == organisations.data() ? "?" : ",?", one.id);
  sql.add(") AND ").add(c.scope(Permission::assets_read).condition({"asset_group.org_id", "asset_group.grade_rank"})).add(" GROUP BY asset_group.org_id");
  GD_TRY(sql.rows(c.db(), [&](store::Stmt& row) { out[row.text(0)] = static_cast<std::uint64_t>(row.integer(1)); }));
  return out;
}

// With the names of the organisations above, where they are in reach.
base::Status name_parents(Context& c, Json& items) {
  std::set<std::string> ids;
  for (const Json& one : items)
    for (const Json& parent : one["parents"]) ids.insert(parent["id"].get<std::string>());
  std::map<std::string, std::string> names;
  if (!ids.empty()) {
    store::Sql sql("SELECT organisation.id, organisation.name FROM organisation WHERE organisation.id IN (");
    for (const std::string& id : ids) sql.add(id == *ids.begin() ? "?" : ",?", id);
    sql.add(") AND ").add(c.caller.rights.anywhere().condition({"organisation.id", ""}));
    GD_TRY(sql.rows(c.db(), [&](store::Stmt& row) { names[row.text(0)] = row.text(1); }));
  }
  for (Json& one : items)
    for (Json& parent : one["parents"]) parent["name"] = text_or_null(names[parent["id"].get<std::string>()]);
  return {};
}

Answer list_organisations(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  auto page = access::organisations_page(c.db(), c.caller.rights.anywhere(), c.query("q"), *cursor, c.limit());
  if (!page) return std::unexpected(std::move(page).error());
  auto assets = assets_of(c, page->rows);
  if (!assets) return std::unexpected(std::move(assets).error());
  Json items = Json::array();
  for (const auto& one : page->rows) items.push_back(organisation_json(one, (*assets)[one.id]));
  GD_TRY(name_parents(c, items));
  return json_answer(page_json(std::move(items), page->next, page->total));
}

Answer put_organisation(Context& c, const std::string& id) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto saved = save_organisation(c, id, c.body, false);
  if (!saved) return std::unexpected(std::move(saved).error());
  GD_TRY(tx->commit());
  auto after = access::load_organisation(c.db(), saved->id);
  if (!after) return std::unexpected(std::move(after).error());
  auto assets = assets_of(c, {*after});
  if (!assets) return std::unexpected(std::move(assets).error());
  Json one = Json::array({organisation_json(*after, (*assets)[after->id])});
  GD_TRY(name_parents(c, one));
  return json_answer(one.front(), id.empty() ? 201 : 200);
}

Json audit_json(const access::AuditEntry& entry) {
  const auto parsed = [](const std::string& text) {
    const Json value = text.empty() ? Json(nullptr) : Json::parse(text, nullptr, false);
    return value.is_object() ? value : Json(nullptr);
  };
  return {
      {"number", entry.number}, {"at", base::iso8601(entry.at)}, {"person", entry.person},         {"login", entry.login},         {"address", entry.address},
      {"action", entry.action}, {"object", entry.object},        {"before", parsed(entry.before)}, {"after", parsed(entry.after)}, {"hash", entry.hash}};
}

Answer list_audit(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  access::AuditFilter filter{.person = c.query("person"),
                             .action = c.query("action"),
                             .object = c.query("object"),
                             .from = {},
                             .to = {},
                             .below = std::atoll(cursor->c_str()),
                             .limit = c.limit() + 1};
  for (auto [name, place] : {std::pair("from", &filter.from), std::pair("to", &filter.to)}) {
    if (c.query(name).empty()) continue;
    auto time = parse_time(c.query(name));
    if (!time) return std::unexpected(std::move(time).error());
    *place = *time;
  }
  auto entries = access::load_audit(c.db(), filter);
  if (!entries) return std::unexpected(std::move(entries).error());
  std::string next;
  if (entries->size() > c.limit()) {
    entries->pop_back();
    next = std::to_string(entries->back().number);
  }
  auto total = store::integer(c.db(), "SELECT count(*) FROM audit");
  if (!total) return std::unexpected(std::move(total).error());
  Json items = Json::array();
  for (const auto& entry : *entries) items.push_back(audit_json(entry));
  Json page = page_json(std::move(items), next, static_cast<std::uint64_t>(total->value_or(0)));
  page["total_is_estimate"] = !filter.person.empty() || !filter.action.empty() || !filter.object.empty() || filter.from || filter.to;
  return json_answer(page);
}

Answer verify_audit(Context& c) {
  auto verdict = access::verify_audit(c.db());
  if (!verdict) return std::unexpected(std::move(verdict).error());
  if (!verdict->ok) {
    GD_TRY(note_audit_verdict(c.db(), false, verdict->first_bad, verdict->problem));
    c.node.reminders().wake();
  }
  return json_answer({{"ok", verdict->ok},
                      {"entries", verdict->entries},
                      {"head", verdict->head},
                      {"first_bad", verdict->ok ? Json(nullptr) : Json(verdict->first_bad)},
                      {"problem", verdict->ok ? Json(nullptr) : Json(verdict->problem)}});
}

}  // namespace

void add_people_routes(Handlers& to) {
  to.on("listPeople", list_people)
      .on("changePerson", put_person)
      .on("passwordLink", password_link)
      .on("invite", invite)
      .on("listInvitations", list_invitations)
      .on("revokeInvitation", revoke_invitation)
      .on("invitationLink", invitation_link)
      .on("listGrants", list_grants)
      .on("grant", give_grant)
      .on("revokeGrant", revoke_grant)
      .on("listRoles", list_roles)
      .on("listOrganisations", list_organisations)
      .on("addOrganisation", [](Context& c) { return put_organisation(c, ""); })
      .on("changeOrganisation", [](Context& c) { return put_organisation(c, c.path("id")); })
      .on("listAudit", list_audit)
      .on("verifyAudit", verify_audit);
}

}  // namespace gongdun::serve
