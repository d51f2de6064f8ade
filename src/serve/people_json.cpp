#include "serve/people_json.h"

#include <nlohmann/json.hpp>

#include "grade/grade.h"

namespace gongdun::serve {

Json person_json(const access::Person& person) {
  const bool locked = person.locked_until > base::now_us();
  return {{"id", person.id},
          {"login", person.login},
          {"name", person.name},
          {"state", person.disabled ? "disabled"
                    : locked        ? "locked"
                                    : "active"},
          {"totp", person.totp},
          {"roles", person.roles},
          {"last_login", time_json(person.last_login)},
          {"created", base::iso8601(person.created)}};
}

Json invitation_json(const access::Invitation& invitation) {
  return {{"id", invitation.id},
          {"role", text_or_null(invitation.role)},
          {"name", invitation.name},
          {"created", base::iso8601(invitation.created)},
          {"expires", base::iso8601(invitation.expires)},
          {"used", false}};
}

Json link_json(const access::Link& link) {
  return {{"invitation", invitation_json(link.invitation)}, {"path", "/setup#token=" + link.token}};
}

Json grant_json(const access::Grant& grant) {
  return {{"id", grant.id},
          {"person", grant.person},
          {"person_name", grant.person_name},
          {"role", grant.role},
          {"organisation", grant.reach.organisation},
          {"organisation_name", grant.organisation_name},
          {"edge", grant.reach.edge},
          {"ceiling", grade::grade_code(grade::grade_of_rank(grant.reach.ceiling))},
          {"from", base::iso8601(grant.since)},
          {"to", time_json(grant.until)},
          {"granted_by", grant.granted_by},
          {"granted_at", base::iso8601(grant.granted_at)}};
}

Json organisation_json(const access::Organisation& organisation, std::uint64_t assets) {
  Json parents = Json::array();
  for (const access::Edge& edge : organisation.parents) parents.push_back({{"kind", edge.kind}, {"id", edge.parent}});
  return {{"id", organisation.id},
          {"name", organisation.name},
          {"credit_code", organisation.credit_code},
          {"region", organisation.region},
          {"sector", text_or_null(organisation.sector)},
          {"parents", parents},
          {"assets", assets}};
}

}  // namespace gongdun::serve
