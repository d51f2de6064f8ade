#include "access/person_store.h"

#include <algorithm>

#include "base/utf8.h"
#include "crypto/password.h"
#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kShortestPassword = 10, kLongestPassword = 1024;

constexpr std::string_view kPerson = "SELECT id, login, name, disabled, totp, locked_until, created, last_login FROM person";

Person read_person(store::Stmt& row) {
  return {.id = row.text(0),
          .login = row.text(1),
          .name = row.text(2),
          .disabled = row.integer(3) != 0,
          .totp = !row.text(4).empty(),
          .locked_until = row.integer(5),
          .created = row.integer(6),
          .last_login = row.integer(7),
          .roles = {}};
}

Status load_roles(store::Db& db, Person& person) {
  const base::TimeUs now = base::now_us();
  return store::rows(
      db, [&](store::Stmt& row) { person.roles.push_back(row.text(0)); },
      "SELECT DISTINCT role FROM role_grant WHERE person = ? AND since <= ? AND (until = 0 OR until > ?) ORDER BY role", person.id, now, now);
}

bool is_login(const std::string& login) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@";
  return login.size() >= 3 && login.size() <= 64 && login.find_first_not_of(kAllowed) == std::string::npos;
}

}  // namespace

Status check_password_rules(const std::string& password, const std::string& login) {
  if (base::count_code_points(password) < kShortestPassword || password.size() > kLongestPassword || !base::is_valid_utf8(password))
    return base::fail(Code::invalid_input, "口令至少 10 个字符", "a password has at least 10 characters", "password");
  if (base::ascii_lower(password).find(base::ascii_lower(login)) != std::string::npos)
    return base::fail(Code::invalid_input, "口令不能包含登录名", "a password must not contain the login", "password");
  if (std::ranges::all_of(password, [&](char c) { return c == password.front(); }))
    return base::fail(Code::invalid_input, "口令不能由同一个字符组成", "a password must not be one character repeated", "password");
  return {};
}

Result<std::string> add_person(store::Db& db, const NewPerson& person) {
  if (!is_login(person.login))
    return base::fail(Code::invalid_input, "登录名须为 3–64 个字母、数字或 . _ - @", "a login is 3–64 letters, digits or . _ - @", "login");
  if (base::trim(person.name).empty()) return base::fail(Code::invalid_input, "请填写姓名", "a name is needed", "name");
  GD_TRY(check_password_rules(person.password, person.login));
  auto taken = person_by_login(db, person.login);
  if (!taken) return std::unexpected(std::move(taken).error());
  if (*taken) return base::fail(Code::conflict, "登录名已被使用", "the login is taken", "login");
  auto hash = crypto::hash_password(person.password);
  if (!hash) return std::unexpected(std::move(hash).error());
  const std::string id = "P-" + crypto::random_hex(6);
  GD_TRY(store::run(db, "INSERT INTO person(id, login, name, password, created) VALUES(?,?,?,?,?)", id, person.login, base::printable(person.name), *hash,
                    base::now_us()));
  return id;
}

Status set_password(store::Db& db, const std::string& person, const std::string& password) {
  auto known = load_person(db, person);
  if (!known) return std::unexpected(std::move(known).error());
  GD_TRY(check_password_rules(password, known->login));
  auto hash = crypto::hash_password(password);
  if (!hash) return std::unexpected(std::move(hash).error());
  GD_TRY(store::run(db, "UPDATE person SET password = ?, failures = 0, locked_until = 0 WHERE id = ?", *hash, person));
  return store::run(db, "DELETE FROM session WHERE person = ?", person);
}

Result<Person> load_person(store::Db& db, const std::string& id) {
  std::optional<Person> found;
  auto status = store::rows(db, [&](store::Stmt& row) { found = read_person(row); }, std::string(kPerson) + " WHERE id = ?", id);
  if (!status) return std::unexpected(std::move(status).error());
  if (!found) return base::fail(Code::not_found, "没有这个人员", "no such person", id);
  GD_TRY(load_roles(db, *found));
  return std::move(*found);
}

Result<std::optional<std::string>> person_by_login(store::Db& db, const std::string& login) {
  return store::text(db, "SELECT id FROM person WHERE lower(login) = ?", base::ascii_lower(login));
}

Result<std::vector<Person>> load_people(store::Db& db, const std::string& text) {
  std::vector<Person> out;
  auto status = store::rows(
      db, [&](store::Stmt& row) { out.push_back(read_person(row)); },
      std::string(kPerson) + " WHERE lower(login) LIKE ? ESCAPE '\\' OR lower(name) LIKE ? ESCAPE '\\' ORDER BY login",
      store::containing(base::ascii_lower(text)), store::containing(base::ascii_lower(text)));
  if (!status) return std::unexpected(std::move(status).error());
  for (Person& one : out) GD_TRY(load_roles(db, one));
  return out;
}

Result<bool> anybody(store::Db& db) {
  auto found = store::integer(db, "SELECT 1 FROM person LIMIT 1");
  if (!found) return std::unexpected(std::move(found).error());
  return found->has_value();
}

Status set_disabled(store::Db& db, const std::string& person, bool disabled) {
  GD_TRY(store::run(db, "UPDATE person SET disabled = ?, failures = 0, locked_until = 0 WHERE id = ?", disabled, person));
  if (!disabled) return {};
  GD_TRY(store::run(db, "DELETE FROM token WHERE person = ?", person));
  return store::run(db, "DELETE FROM session WHERE person = ?", person);
}

Status rename_person(store::Db& db, const std::string& person, const std::string& name) {
  return store::run(db, "UPDATE person SET name = ? WHERE id = ?", base::printable(name), person);
}

}  // namespace gongdun::access
