// Organisations, people, one-time links, grants, and the audit log. A system administrator keeps accounts, a security administrator gives rights, an auditor
// reads what both did.
#include <nlohmann/json.hpp>

#include "access/audit_log.h"
#include "catalog/asset_listing.h"
#include "grade/grade.h"
#include "serve/context.h"
#include "serve/people_json.h"
#include "serve/reminder_kinds.h"
#include "serve/reminder_sender.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

constexpr base::TimeUs kDay = 86'400'000'000;
constexpr base::TimeUs kLinkLife = 7 * kDay;

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

Answer change_person(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto before = access::load_person(c.db(), c.path("id"));
  if (!before) return std::unexpected(std::move(before).error());
  if (c.body.contains("state")) {
    if (before->id == c.caller.person) return base::fail(Code::permission, "不能停用自己的账号", "nobody disables their own account", before->id);
    GD_TRY(access::set_disabled(c.db(), before->id, c.body["state"] == "disabled"));
  }
  if (c.body.contains("name")) GD_TRY(access::rename_person(c.db(), before->id, c.body["name"].get<std::string>()));
  if (c.body.value("reset_totp", false)) GD_TRY(access::remove_totp(c.db(), before->id));
  auto after = access::load_person(c.db(), before->id);
  if (!after) return std::unexpected(std::move(after).error());
  GD_TRY(c.audit("person.change", before->id, person_json(*before).dump(), person_json(*after).dump()));
  GD_TRY(tx->commit());
  if (after->disabled) c.node.events().end_person(after->id);
  return json_answer(person_json(*after));
}

Answer make_link(Context& c, access::Invitation invitation, const char* action) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto link = access::make_link(c.db(), std::move(invitation), kLinkLife);
  if (!link) return std::unexpected(std::move(link).error());
  GD_TRY(c.audit(action, link->invitation.person.empty() ? link->invitation.id : link->invitation.person, {}, invitation_json(link->invitation).dump()));
  GD_TRY(tx->commit());
  return json_answer(link_json(*link), 201);
}

Answer password_link(Context& c) {
  auto person = access::load_person(c.db(), c.path("id"));
  if (!person) return std::unexpected(std::move(person).error());
  return make_link(c, {.id = {}, .kind = "password", .person = person->id, .role = {}, .name = person->name}, "person.password_link");
}

Answer invite(Context& c) {
  return make_link(c, {.id = {}, .kind = "person", .person = {}, .role = {}, .name = c.body["name"].get<std::string>()}, "person.invite");
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
  access::Grant grant{.id = {},
                      .person = c.body["person"].get<std::string>(),
                      .person_name = {},
                      .role = c.body["role"].get<std::string>(),
                      .organisation_name = {},
                      .reach = {c.body["edge"].get<std::string>(), c.body["organisation"].get<std::string>(), 0},
                      .granted_by = c.caller.name};
  grant.reach.ceiling = grade::rank_of(grade::parse_grade(c.body["ceiling"].get<std::string>()).value_or(grade::Grade{}));
  if (c.body.contains("to") && c.body["to"].is_string()) {
    auto until = parse_time(c.body["to"].get<std::string>());
    if (!until) return std::unexpected(std::move(until).error());
    grant.until = *until;
  }
  auto id = access::add_grant(c.db(), grant, c.caller.person);
  if (!id) return std::unexpected(std::move(id).error());
  auto stored = access::load_grant(c.db(), *id);
  if (!stored) return std::unexpected(std::move(stored).error());
  GD_TRY(c.audit("grant.give", stored->person, {}, grant_json(*stored).dump()));
  GD_TRY(tx->commit());
  return json_answer(grant_json(*stored), 201);
}

Answer revoke_grant(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto grant = access::load_grant(c.db(), c.path("id"));
  if (!grant) return std::unexpected(std::move(grant).error());
  GD_TRY(access::remove_grant(c.db(), grant->id, c.caller.person));
  GD_TRY(c.audit("grant.revoke", grant->person, grant_json(*grant).dump()));
  GD_TRY(tx->commit());
  return no_content();
}

Answer list_roles(Context&) {
  Json items = Json::array();
  for (const access::Role& role : access::roles())
    items.push_back({{"id", role.id}, {"name", bilingual_json(role.name)}, {"permissions", access::names_of(role.may)}, {"excludes", role.excludes}});
  return json_answer(whole_page(std::move(items)));
}

base::Result<std::uint64_t> assets_of(Context& c, const std::string& organisation) {
  return catalog::count_assets(c.db(), c.scope(Permission::assets_read), {.organisations = {organisation}});
}

Answer list_organisations(Context& c) {
  auto all = access::load_organisations(c.db(), c.caller.rights.anywhere());
  if (!all) return std::unexpected(std::move(all).error());
  Json items = Json::array();
  for (const auto& one : *all) {
    auto assets = assets_of(c, one.id);
    if (!assets) return std::unexpected(std::move(assets).error());
    items.push_back(organisation_json(one, *assets));
  }
  return json_answer(whole_page(std::move(items)));
}

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

Answer save_organisation(Context& c, const std::string& id) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  access::Organisation wanted = organisation_of(c.body, id);
  std::string before;
  if (!id.empty()) {
    auto known = access::load_organisation(c.db(), id);
    if (!known) return std::unexpected(std::move(known).error());
    bool reached = false;
    for (const std::string_view kind : access::kEdgeKinds) {
      auto covered = c.scope(Permission::grants_manage).covers(c.db(), {std::string(kind), id, 0});
      if (!covered) return std::unexpected(std::move(covered).error());
      reached = reached || *covered;
    }
    if (!reached) return base::fail(Code::not_found, "没有这个组织，或不在您的范围内", "no such organisation in your reach", id);
    before = organisation_json(*known, 0).dump();
  }
  GD_TRY(check_reach(c, wanted));
  auto saved = access::save_organisation(c.db(), wanted);
  if (!saved) return std::unexpected(std::move(saved).error());
  auto after = access::load_organisation(c.db(), *saved);
  if (!after) return std::unexpected(std::move(after).error());
  GD_TRY(c.audit(id.empty() ? "organisation.add" : "organisation.change", *saved, before, organisation_json(*after, 0).dump()));
  GD_TRY(tx->commit());
  auto assets = assets_of(c, *saved);
  if (!assets) return std::unexpected(std::move(assets).error());
  return json_answer(organisation_json(*after, *assets), id.empty() ? 201 : 200);
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

Answer export_audit(Context& c) {
  base::TimeUs from = 0, to = INT64_MAX;
  for (auto [name, place] : {std::pair("from", &from), std::pair("to", &to)}) {
    if (c.query(name).empty()) continue;
    auto time = parse_time(c.query(name));
    if (!time) return std::unexpected(std::move(time).error());
    *place = *time;
  }
  GD_TRY(c.audit_alone("audit.export", "audit"));
  // Pieces by number: each takes a connection for a moment only.
  net::Response response;
  response.set("Content-Type", "application/x-ndjson").set("Content-Disposition", "attachment; filename=\"audit.ndjson\"").set("Cache-Control", "no-store");
  response.produce = [&node = c.node, from, to, below = std::int64_t{0}](std::string& piece) mutable {
    constexpr std::size_t kPiece = 500;
    auto lease = node.lease();
    if (!lease) return false;
    auto entries = access::load_audit((*lease)->db(), {.person = {}, .action = {}, .object = {}, .from = from, .to = to, .below = below, .limit = kPiece});
    if (!entries) return false;
    for (const auto& entry : *entries) piece += audit_json(entry).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    if (!entries->empty()) below = entries->back().number;
    return entries->size() == kPiece;
  };
  return response;
}

}  // namespace

void add_people_routes(Handlers& to) {
  to.on("listPeople", list_people)
      .on("changePerson", change_person)
      .on("passwordLink", password_link)
      .on("invite", invite)
      .on("listInvitations", list_invitations)
      .on("revokeInvitation", revoke_invitation)
      .on("listGrants", list_grants)
      .on("grant", give_grant)
      .on("revokeGrant", revoke_grant)
      .on("listRoles", list_roles)
      .on("listOrganisations", list_organisations)
      .on("addOrganisation", [](Context& c) { return save_organisation(c, ""); })
      .on("changeOrganisation", [](Context& c) { return save_organisation(c, c.path("id")); })
      .on("listAudit", list_audit)
      .on("verifyAudit", verify_audit)
      .on("exportAudit", export_audit);
}

}  // namespace gongdun::serve
