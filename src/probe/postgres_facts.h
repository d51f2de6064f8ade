// The pure part of the PostgreSQL collector. Names and values are those of pg_settings, pg_roles, pg_authid and pg_hba_file_rules (PostgreSQL 10 and later).
#pragma once
#include <map>
#include <optional>
#include <string>

#include "probe/facts.h"
#include "store/pg_look.h"

namespace gongdun::probe {

struct PostgresRead {
  std::map<std::string, std::string> settings;  // only what the account may see
  std::optional<store::LookRows> roles;         // name, superuser, may log in, has no expiry: t or f
  std::optional<store::LookRows> hashes;        // name, kind: none, scram, md5, other; of roles that may log in
  std::optional<store::LookRows> hba;           // type, database, user, address, netmask, method
};

Facts postgres_facts(const PostgresRead& read);

}  // namespace gongdun::probe
