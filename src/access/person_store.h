// People: accounts, second factors, grants. Passwords are argon2id hashes; a person's rights are the sum of their grants that hold today.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/roles.h"
#include "access/scope.h"
#include "base/clock.h"

namespace gongdun::access {

struct Person {
  std::string id, login, name;
  bool disabled = false, totp = false;
  base::TimeUs locked_until = 0, created = 0, last_login = 0;
  std::vector<std::string> roles;  // of the grants that hold now, without duplicates
};

struct Grant {
  std::string id, person, person_name, role, organisation_name;
  Reach reach;
  base::TimeUs since = 0, until = 0;  // until 0: without end
  std::string granted_by;             // name
  base::TimeUs granted_at = 0;
};

// What a person may, and where.
struct Rights {
  std::vector<Grant> grants;
  Permissions may() const;
  bool may(Permission permission) const { return may().test(static_cast<std::size_t>(permission)); }
  // Reaches of the grants that carry the permission.
  Scope scope(Permission permission) const;
  Scope anywhere() const;  // of any grant
};

struct NewPerson {
  std::string login, name, password;
};
// Refused with words: a login taken or not made of letters, digits and . _ - @; a password shorter than ten characters, or like the login.
base::Result<std::string> add_person(store::Db& db, const NewPerson& person);
base::Status check_password_rules(const std::string& password, const std::string& login);
base::Status set_password(store::Db& db, const std::string& person, const std::string& password);  // ends the person's sessions
base::Result<Person> load_person(store::Db& db, const std::string& id);
base::Result<std::optional<std::string>> person_by_login(store::Db& db, const std::string& login);
base::Result<std::vector<Person>> load_people(store::Db& db, const std::string& text);
base::Result<bool> anybody(store::Db& db);
base::Status set_disabled(store::Db& db, const std::string& person, bool disabled);  // ends the person's sessions
base::Status rename_person(store::Db& db, const std::string& person, const std::string& name);

base::Result<Rights> load_rights(store::Db& db, const std::string& person, base::TimeUs now);
base::Result<std::vector<Grant>> load_grants(store::Db& db, const std::string& person);  // empty: everybody's
base::Result<Grant> load_grant(store::Db& db, const std::string& id);
// `giver` empty: the node itself (set-up). Otherwise refused: more than the giver's own grants.manage reaches, to oneself, roles that exclude each other.
base::Status check_grant(store::Db& db, const Grant& grant, const std::string& giver);  // whether add_grant would
base::Status check_giver(store::Db& db, const Grant& grant, const std::string& giver);  // whether the giver's own grants reach as far
base::Result<std::string> add_grant(store::Db& db, const Grant& grant, const std::string& giver);
base::Status remove_grant(store::Db& db, const std::string& id, const std::string& giver);

}  // namespace gongdun::access
