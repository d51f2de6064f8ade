// The pure part of the MariaDB collector. Variables are those of SHOW GLOBAL VARIABLES, accounts those of mysql.user (MariaDB 10.4 and later, MySQL 5.7 and
// later).
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "probe/facts.h"
#include "store/pg_look.h"

namespace gongdun::probe {

struct MariadbRead {
  std::map<std::string, std::string> variables;
  std::optional<std::set<std::string>> plugins;  // active: encryption, password validation, audit
  std::optional<store::LookRows> accounts;       // user, host, plugin, has no password (1), is a superuser (Y), is a role (Y), "locked", "invalid" or empty
};

Facts mariadb_facts(const MariadbRead& read);

}  // namespace gongdun::probe
