#include "serve/person_change.h"

#include <nlohmann/json.hpp>

#include "grade/grade.h"
#include "serve/people_json.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

Result<Did> change_person(Context& c, const std::string& id, const Json& body, bool dry) {
  auto before = access::load_person(c.db(), id);
  if (!before) return std::unexpected(std::move(before).error());
  const bool sets_state = body.contains("state"), sets_name = body.contains("name");
  const bool disabled = sets_state && body["state"] == "disabled";
  if (sets_state && before->id == c.caller.person) return base::fail(Code::permission, "不能停用自己的账号", "nobody disables their own account", before->id);
  const bool same = (!sets_state || disabled == before->disabled) && (!sets_name || body["name"] == before->name) && !body.value("reset_totp", false);
  if (dry) return same ? Did::unchanged : Did::changed;
  if (sets_state) GD_TRY(access::set_disabled(c.db(), before->id, disabled));
  if (sets_name) GD_TRY(access::rename_person(c.db(), before->id, body["name"].get<std::string>()));
  if (body.value("reset_totp", false)) GD_TRY(access::remove_totp(c.db(), before->id));
  auto after = access::load_person(c.db(), before->id);
  if (!after) return std::unexpected(std::move(after).error());
  GD_TRY(c.audit("person.change", before->id, person_json(*before).dump(), person_json(*after).dump()));
  return same ? Did::unchanged : Did::changed;
}

Result<access::Link> make_link(Context& c, access::Invitation invitation, const char* action) {
  auto link = access::make_link(c.db(), std::move(invitation), kLinkLife);
  if (!link) return link;
  GD_TRY(c.audit(action, link->invitation.person.empty() ? link->invitation.id : link->invitation.person, {}, invitation_json(link->invitation).dump()));
  return link;
}

Result<access::Grant> grant_of(Context& c, const Json& body) {
  access::Grant grant{.id = {},
                      .person = body["person"].get<std::string>(),
                      .person_name = {},
                      .role = body["role"].get<std::string>(),
                      .organisation_name = {},
                      .reach = {body["edge"].get<std::string>(), body["organisation"].get<std::string>(), 0},
                      .granted_by = c.caller.name};
  grant.reach.ceiling = grade::rank_of(grade::parse_grade(body["ceiling"].get<std::string>()).value_or(grade::Grade{}));
  if (body.contains("to") && body["to"].is_string()) {
    auto until = parse_time(body["to"].get<std::string>());
    if (!until) return std::unexpected(std::move(until).error());
    grant.until = *until;
  }
  return grant;
}

Result<access::Grant> give(Context& c, const access::Grant& grant) {
  auto id = access::add_grant(c.db(), grant, c.caller.person);
  if (!id) return std::unexpected(std::move(id).error());
  auto stored = access::load_grant(c.db(), *id);
  if (!stored) return std::unexpected(std::move(stored).error());
  GD_TRY(c.audit("grant.give", stored->person, {}, grant_json(*stored).dump()));
  return stored;
}

Status revoke(Context& c, const access::Grant& grant) {
  GD_TRY(access::remove_grant(c.db(), grant.id, c.caller.person));
  return c.audit("grant.revoke", grant.person, grant_json(grant).dump());
}

}  // namespace gongdun::serve
