// People, links, grants and organisations as the API shows them.
#pragma once
#include "access/invitation.h"
#include "access/organisation_store.h"
#include "serve/answer.h"

namespace gongdun::serve {

Json person_json(const access::Person& person);
Json invitation_json(const access::Invitation& invitation);
Json link_json(const access::Link& link);
Json grant_json(const access::Grant& grant);
Json organisation_json(const access::Organisation& organisation, std::uint64_t assets);

}  // namespace gongdun::serve
