// Providers people may log in by, and who is linked to whom there. A link is made by the person themself while signed in, never by what a provider says of
// a mail address: no account comes into being, and none is taken over, by a claim.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/db.h"

namespace gongdun::access {

struct IdentityProvider {
  std::string id, name, issuer, client_id;
  std::string secret;         // sealed; empty: a public client
  bool trust_factor = false;  // its word that a second factor was asked for counts
  bool enabled = true;
  base::TimeUs created = 0;
};
base::Result<std::vector<IdentityProvider>> load_providers(store::Db& db);
base::Result<IdentityProvider> load_provider(store::Db& db, const std::string& id);
base::Result<std::string> save_provider(store::Db& db, const IdentityProvider& provider);  // an empty id: a new one
base::Status remove_provider(store::Db& db, const std::string& id);

struct Identity {
  std::string id, person, issuer, subject;
  std::string shown;  // a name the provider gave; only to show
  base::TimeUs linked = 0, last_used = 0;
};
base::Result<std::vector<Identity>> load_identities(store::Db& db, const std::string& person);
base::Result<std::optional<Identity>> find_identity(store::Db& db, const std::string& issuer, const std::string& subject);
// `conflict`: linked already, to this person or another.
base::Result<std::string> link_identity(store::Db& db, const Identity& identity);
base::Status unlink_identity(store::Db& db, const std::string& person, const std::string& id);
base::Status used_identity(store::Db& db, const std::string& id);

// An attempt to log in counts once. False: it was used before.
base::Result<bool> use_attempt(store::Db& db, const std::string& state, base::TimeUs expires);

}  // namespace gongdun::access
