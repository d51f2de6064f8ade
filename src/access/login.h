// Log-in: password, second factor, lock-out with back-off, sessions and API tokens. The store keeps only digests of session and token texts.
#pragma once
#include <optional>
#include <string>

#include "access/person_store.h"

namespace gongdun::access {

struct LoginPolicy {
  int attempts = 5;  // wrong ones before the account is locked; each further lock lasts twice as long, one minute to one hour
  std::int64_t session_minutes = 480;
};

enum class LoginAnswer { done, wrong, second_factor_needed, locked, disabled };

struct Login {
  LoginAnswer answer = LoginAnswer::wrong;
  base::TimeUs locked_until = 0;
  std::string person;
  std::string session, csrf;  // texts for the client; answer done only
  base::TimeUs expires = 0;
};

struct Credentials {
  std::string login, password, totp, address;
};
// Takes the same time whether or not the login exists. Commits by itself: a wrong attempt counts even if the caller goes on to fail.
base::Result<Login> log_in(store::Db& db, const Credentials& credentials, const LoginPolicy& policy);
// By a provider who vouches for the person (access/oidc): locked and disabled accounts stay out, and the second factor is asked for unless the provider's
// counts. Commits by itself.
struct VouchedLogin {
  std::string person, totp, address;
  bool second_factor_done = false;
};
base::Result<Login> log_in_vouched(store::Db& db, const VouchedLogin& login, const LoginPolicy& policy);
base::Result<Login> begin_session(store::Db& db, const std::string& person, const std::string& address, const LoginPolicy& policy);

struct Caller {
  std::string person, login, name;
  std::string csrf;          // empty: by token
  std::string session_hash;  // empty: by token
  base::TimeUs expires = 0;
  Rights rights;
  Permissions limit;  // of a token: what it carries; of a session: everything
  bool may(Permission permission) const { return limit.test(static_cast<std::size_t>(permission)) && rights.may(permission); }
};
// Nothing: no valid session or token.
base::Result<std::optional<Caller>> caller_of_session(store::Db& db, std::string_view session);
base::Result<std::optional<Caller>> caller_of_token(store::Db& db, std::string_view token);
// The session still holds and is this person's.
base::Result<bool> is_session_of(store::Db& db, const std::string& session_hash, const std::string& person);
base::Status end_session(store::Db& db, const std::string& session_hash);
base::Status drop_expired(store::Db& db);

// A second factor: first a secret that is not yet in force, then a code made with it.
base::Result<std::string> begin_totp(store::Db& db, const std::string& person);
base::Status confirm_totp(store::Db& db, const std::string& person, const std::string& code);
base::Status remove_totp(store::Db& db, const std::string& person);
base::Result<bool> is_password_of(store::Db& db, const std::string& person, const std::string& password);

struct Token {
  std::string id, name;
  Permissions permissions;
  base::TimeUs created = 0, expires = 0, last_used = 0;
};
base::Result<std::vector<Token>> load_tokens(store::Db& db, const std::string& person);
// Returns the text, which is not kept.
struct NewToken {
  std::string id, text;
};
base::Result<NewToken> add_token(store::Db& db, const std::string& person, const Token& token);
base::Status remove_token(store::Db& db, const std::string& person, const std::string& id);

}  // namespace gongdun::access
