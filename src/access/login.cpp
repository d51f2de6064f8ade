#include "access/login.h"

#include <algorithm>
#include <semaphore>

#include <fmt/ranges.h>

#include "base/split.h"
#include "crypto/password.h"
#include "crypto/sm3.h"
#include "crypto/totp.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr base::TimeUs kMinute = 60'000'000;
constexpr int kMostDoublings = 6;  // 64 minutes, cut to an hour

struct Account {
  std::string id, password, totp;
  std::int64_t totp_used = 0, failures = 0;
  base::TimeUs locked_until = 0;
  bool disabled = false;
};

Result<std::optional<Account>> load_account_of(store::Db& db, const std::string& id) {
  std::optional<Account> found;
  auto status = store::rows(
      db, [&](store::Stmt& row) { found = Account{id, row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5) != 0}; },
      "SELECT password, totp, totp_used, failures, locked_until, disabled FROM person WHERE id = ?", id);
  if (!status) return std::unexpected(std::move(status).error());
  return found;
}

Result<std::optional<Account>> load_account(store::Db& db, const std::string& login) {
  auto id = person_by_login(db, login);
  if (!id) return std::unexpected(std::move(id).error());
  if (!*id) return std::optional<Account>();
  return load_account_of(db, **id);
}

// Each check takes 64 MiB for a tenth of a second: two at a time bound what log-ins can cost a small machine.
bool right_password(const std::string& hash, const std::string& password) {
  static std::counting_semaphore<2> places(2);
  places.acquire();
  const bool right = crypto::verify_password(hash, password);
  places.release();
  return right;
}

Status count_failure(store::Db& db, const Account& account, const LoginPolicy& policy) {
  const std::int64_t failures = account.failures + 1;
  base::TimeUs locked_until = 0;
  if (failures >= policy.attempts)
    locked_until = base::now_us() + std::min<base::TimeUs>(60, 1LL << std::min<std::int64_t>(failures - policy.attempts, kMostDoublings)) * kMinute;
  return store::run(db, "UPDATE person SET failures = ?, locked_until = ? WHERE id = ?", failures, locked_until, account.id);
}

// Nothing: the code was right, or none is set up.
Result<std::optional<Login>> stop_at_second_factor(store::Db& db, const Account& account, const std::string& code, const LoginPolicy& policy) {
  if (account.totp.empty()) return std::optional<Login>();
  if (code.empty()) return std::optional(Login{.answer = LoginAnswer::second_factor_needed, .person = account.id});
  const auto step = crypto::check_totp(account.totp, code, base::now_us() / 1'000'000, account.totp_used);
  if (!step) {
    GD_TRY(count_failure(db, account, policy));
    return std::optional(Login{.person = account.id});
  }
  GD_TRY(store::run(db, "UPDATE person SET totp_used = ? WHERE id = ?", *step, account.id));
  return std::optional<Login>();
}

Result<Caller> fill_caller(store::Db& db, Caller caller) {
  auto rights = load_rights(db, caller.person, base::now_us());
  if (!rights) return std::unexpected(std::move(rights).error());
  caller.rights = std::move(*rights);
  return caller;
}

std::string joined(const Permissions& permissions) {
  return fmt::format("{}", fmt::join(names_of(permissions), " "));
}

Permissions permissions_of(const std::string& text) {
  Permissions out;
  for (const std::string& name : base::split(text, ' '))
    if (const auto one = parse_permission(name)) out.set(static_cast<std::size_t>(*one));
  return out;
}

}  // namespace

Result<Login> begin_session(store::Db& db, const std::string& person, const std::string& address, const LoginPolicy& policy) {
  Login login{
      .answer = LoginAnswer::done, .locked_until = 0, .person = person, .session = crypto::random_hex(32), .csrf = crypto::random_hex(16), .expires = 0};
  const base::TimeUs now = base::now_us();
  login.expires = now + policy.session_minutes * kMinute;
  GD_TRY(store::run(db, "INSERT INTO session(hash, person, csrf, created, expires, address) VALUES(?,?,?,?,?,?)", crypto::sm3_hex(login.session), person,
                    login.csrf, now, login.expires, address));
  GD_TRY(store::run(db, "UPDATE person SET last_login = ?, failures = 0, locked_until = 0 WHERE id = ?", now, person));
  return login;
}

Result<Login> log_in(store::Db& db, const Credentials& credentials, const LoginPolicy& policy) {
  auto account = load_account(db, credentials.login);
  if (!account) return std::unexpected(std::move(account).error());
  if (!*account) {
    (void)right_password(crypto::nobodys_password(), credentials.password);
    return Login{};
  }
  const base::TimeUs now = base::now_us();
  if ((*account)->locked_until > now) return Login{.answer = LoginAnswer::locked, .locked_until = (*account)->locked_until, .person = (*account)->id};
  if (!right_password((*account)->password, credentials.password)) {
    GD_TRY(count_failure(db, **account, policy));
    return Login{.person = (*account)->id};
  }
  if ((*account)->disabled) return Login{.answer = LoginAnswer::disabled, .person = (*account)->id};
  auto stopped = stop_at_second_factor(db, **account, credentials.totp, policy);
  if (!stopped) return std::unexpected(std::move(stopped).error());
  if (*stopped) return std::move(**stopped);
  return begin_session(db, (*account)->id, credentials.address, policy);
}

Result<Login> log_in_vouched(store::Db& db, const VouchedLogin& login, const LoginPolicy& policy) {
  auto account = load_account_of(db, login.person);
  if (!account) return std::unexpected(std::move(account).error());
  if (!*account) return Login{};
  if ((*account)->locked_until > base::now_us()) return Login{.answer = LoginAnswer::locked, .locked_until = (*account)->locked_until, .person = login.person};
  if ((*account)->disabled) return Login{.answer = LoginAnswer::disabled, .person = login.person};
  if (!login.second_factor_done) {
    auto stopped = stop_at_second_factor(db, **account, login.totp, policy);
    if (!stopped) return std::unexpected(std::move(stopped).error());
    if (*stopped) return std::move(**stopped);
  }
  return begin_session(db, login.person, login.address, policy);
}

Result<std::optional<Caller>> caller_of_session(store::Db& db, std::string_view session) {
  std::optional<Caller> found;
  if (session.empty()) return found;
  const std::string hash = crypto::sm3_hex(session);
  auto status = store::rows(
      db,
      [&](store::Stmt& row) {
        found = Caller{.person = row.text(0),
                       .login = row.text(1),
                       .name = row.text(2),
                       .csrf = row.text(3),
                       .session_hash = hash,
                       .expires = row.integer(4),
                       .rights = {},
                       .limit = {}};
      },
      "SELECT person.id, person.login, person.name, session.csrf, session.expires FROM session JOIN person ON person.id = session.person WHERE session.hash = "
      "? AND "
      "session.expires > ? AND person.disabled = 0",
      hash, base::now_us());
  if (!status) return std::unexpected(std::move(status).error());
  if (!found) return found;
  found->limit.set();
  auto caller = fill_caller(db, std::move(*found));
  if (!caller) return std::unexpected(std::move(caller).error());
  return std::optional<Caller>(std::move(*caller));
}

Result<std::optional<Caller>> caller_of_token(store::Db& db, std::string_view token) {
  std::optional<Caller> found;
  if (token.empty()) return found;
  std::string id;
  base::TimeUs last_used = 0;
  const base::TimeUs now = base::now_us();
  auto status = store::rows(
      db,
      [&](store::Stmt& row) {
        found = Caller{.person = row.text(0),
                       .login = row.text(1),
                       .name = row.text(2),
                       .csrf = {},
                       .session_hash = {},
                       .expires = row.integer(4),
                       .rights = {},
                       .limit = permissions_of(row.text(3))};
        id = row.text(5);
        last_used = row.integer(6);
      },
      "SELECT person.id, person.login, person.name, token.permissions, token.expires, token.id, token.last_used FROM token JOIN person ON person.id = "
      "token.person WHERE "
      "token.hash = ? AND token.expires > ? AND person.disabled = 0",
      crypto::sm3_hex(token), now);
  if (!status) return std::unexpected(std::move(status).error());
  if (!found) return found;
  if (now - last_used > kMinute) GD_TRY(store::run(db, "UPDATE token SET last_used = ? WHERE id = ?", now, id));
  auto caller = fill_caller(db, std::move(*found));
  if (!caller) return std::unexpected(std::move(caller).error());
  return std::optional<Caller>(std::move(*caller));
}

Result<bool> is_session_of(store::Db& db, const std::string& session_hash, const std::string& person) {
  auto found =
      store::integer(db,
                     "SELECT 1 FROM session JOIN person ON person.id = session.person WHERE session.hash = ? AND person.id = ? AND session.expires > ? AND "
                     "person.disabled = 0",
                     session_hash, person, base::now_us());
  if (!found) return std::unexpected(std::move(found).error());
  return found->has_value();
}

Status end_session(store::Db& db, const std::string& session_hash) {
  return store::run(db, "DELETE FROM session WHERE hash = ?", session_hash);
}

Status drop_expired(store::Db& db) {
  const base::TimeUs now = base::now_us();
  GD_TRY(store::run(db, "DELETE FROM session WHERE expires <= ?", now));
  GD_TRY(store::run(db, "DELETE FROM token WHERE expires <= ?", now));
  GD_TRY(store::run(db, "DELETE FROM oidc_used WHERE expires <= ?", now));
  return store::run(db, "DELETE FROM invitation WHERE expires <= ? OR used <> 0", now);
}

Result<std::string> begin_totp(store::Db& db, const std::string& person) {
  const std::string secret = crypto::new_totp_secret();
  GD_TRY(store::run(db, "UPDATE person SET totp_pending = ? WHERE id = ?", secret, person));
  return secret;
}

Status confirm_totp(store::Db& db, const std::string& person, const std::string& code) {
  auto secret = store::text(db, "SELECT totp_pending FROM person WHERE id = ?", person);
  if (!secret) return std::unexpected(std::move(secret).error());
  const auto step = *secret && !(*secret)->empty() ? crypto::check_totp(**secret, code, base::now_us() / 1'000'000, 0) : std::nullopt;
  if (!step) return base::fail(Code::invalid_input, "验证码不正确，请核对手机时间后重试", "wrong code; check the phone's clock and try again", "code");
  return store::run(db, "UPDATE person SET totp = totp_pending, totp_pending = '', totp_used = ? WHERE id = ?", *step, person);
}

Status remove_totp(store::Db& db, const std::string& person) {
  return store::run(db, "UPDATE person SET totp = '', totp_pending = '' WHERE id = ?", person);
}

Result<bool> is_password_of(store::Db& db, const std::string& person, const std::string& password) {
  auto hash = store::text(db, "SELECT password FROM person WHERE id = ?", person);
  if (!hash) return std::unexpected(std::move(hash).error());
  return *hash && right_password(**hash, password);
}

Result<std::vector<Token>> load_tokens(store::Db& db, const std::string& person) {
  std::vector<Token> out;
  auto status = store::rows(
      db, [&](store::Stmt& row) { out.push_back({row.text(0), row.text(1), permissions_of(row.text(2)), row.integer(3), row.integer(4), row.integer(5)}); },
      "SELECT id, name, permissions, created, expires, last_used FROM token WHERE person = ? ORDER BY created DESC", person);
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<NewToken> add_token(store::Db& db, const std::string& person, const Token& token) {
  NewToken made{"T-" + crypto::random_hex(6), "gongdun_" + crypto::random_hex(32)};
  GD_TRY(store::run(db, "INSERT INTO token(id, person, name, hash, permissions, created, expires) VALUES(?,?,?,?,?,?,?)", made.id, person, token.name,
                    crypto::sm3_hex(made.text), joined(token.permissions), base::now_us(), token.expires));
  return made;
}

Status remove_token(store::Db& db, const std::string& person, const std::string& id) {
  GD_TRY(store::run(db, "DELETE FROM token WHERE id = ? AND person = ?", id, person));
  if (db.changes() == 0) return base::fail(Code::not_found, "没有这个令牌", "no such token", id);
  return {};
}

}  // namespace gongdun::access
