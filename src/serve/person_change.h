// Accounts, invitations and grants: one way for the form and for imported rows. All within the caller's transaction, the audit record included; `dry` only
// checks.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "access/invitation.h"
#include "serve/list_kind.h"

namespace gongdun::serve {

inline constexpr base::TimeUs kLinkLife = 7LL * 86'400'000'000;  // of a one-time link

base::Result<Did> change_person(Context& context, const std::string& id, const Json& body, bool dry);  // body: as changePerson describes it
base::Result<access::Link> make_link(Context& context, access::Invitation invitation, const char* action);

base::Result<access::Grant> grant_of(Context& context, const Json& body);  // as `grant` describes it
base::Result<access::Grant> give(Context& context, const access::Grant& grant);
base::Status revoke(Context& context, const access::Grant& grant);

}  // namespace gongdun::serve
