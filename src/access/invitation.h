// One-time links: for the first person of a node, for a new person, for a new password. Only a digest of the link's token is kept.
#pragma once
#include <string>
#include <vector>

#include "access/person_store.h"

namespace gongdun::access {

struct Invitation {
  std::string id, kind;  // first | person | password
  std::string person;    // kind password: whose
  std::string role;      // given with the account on the home organisation; empty: none
  std::string name;      // for whom, as the inviter wrote it
  base::TimeUs created = 0, expires = 0;
};

struct Link {
  Invitation invitation;
  std::string token;
};

base::Result<Link> make_link(store::Db& db, Invitation invitation, base::TimeUs lifetime);
base::Result<std::vector<Invitation>> load_invitations(store::Db& db);
// A new link for an open invitation of a person to come; the one before no longer works.
base::Result<Link> renew_link(store::Db& db, const std::string& id, base::TimeUs lifetime);
base::Status revoke_link(store::Db& db, const std::string& id);
// The link of this token, which is used up by the call. Not there, expired or used: `permission`.
base::Result<Invitation> use_link(store::Db& db, const std::string& token);

}  // namespace gongdun::access
