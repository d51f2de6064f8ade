#include "serve/session_answer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/organisation_store.h"
#include "serve/api.h"
#include "serve/people_json.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Login;
using access::LoginAnswer;
using base::Code;

// __Host- would need TLS, which a node on loopback has not.
void set_session_cookie(net::Response& response, const Context& c, const Login& login) {
  const std::int64_t seconds = login.session.empty() ? 0 : (login.expires - base::now_us()) / 1'000'000;
  response.set("Set-Cookie",
               fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", kSessionCookie, login.session, seconds, c.request.tls ? "; Secure" : ""));
}

base::Result<Json> session_json(Context& c, const access::Caller& caller) {
  auto person = access::load_person(c.db(), caller.person);
  if (!person) return std::unexpected(std::move(person).error());
  auto home = access::load_organisation(c.db(), c.node.home());
  if (!home) return std::unexpected(std::move(home).error());
  auto demo = store::integer(c.db(), "SELECT 1 FROM source WHERE demo = 1 LIMIT 1");
  if (!demo) return std::unexpected(std::move(demo).error());
  Json permissions = Json::array();
  for (const std::string_view name : access::names_of(caller.rights.may() & caller.limit)) permissions.push_back(name);
  return Json{{"person", person_json(*person)},
              {"permissions", permissions},
              {"csrf", caller.csrf},
              {"expires", base::iso8601(caller.expires)},
              {"node", {{"name", c.node.settings().name}, {"organisation", home->name}, {"version", GD_VERSION}, {"demo", demo->has_value()}}}};
}

base::Result<std::pair<Json, access::Caller>> signed_in(Context& c, const Login& login) {
  auto caller = access::caller_of_session(c.db(), login.session);
  if (!caller) return std::unexpected(std::move(caller).error());
  if (!*caller) return base::fail(Code::permission, "账号已停用", "the account is disabled");
  auto json = session_json(c, **caller);
  if (!json) return std::unexpected(std::move(json).error());
  return std::pair(std::move(*json), std::move(**caller));
}

base::Result<Json> recorded_login(Context& c, const Login& login, const std::string& by) {
  auto session = signed_in(c, login);
  if (!session) return std::unexpected(std::move(session).error());
  c.caller = session->second;
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(c.audit("login", c.caller.person, {}, by.empty() ? std::string() : Json{{"provider", by}}.dump()));
  GD_TRY(tx->commit());
  return std::move(session->first);
}

const char* refusal_code(const Login& login) {
  return login.answer == LoginAnswer::locked                 ? "locked"
         : login.answer == LoginAnswer::disabled             ? "disabled"
         : login.answer == LoginAnswer::second_factor_needed ? "second_factor_needed"
                                                             : "wrong_credentials";
}

base::Status record_refusal(Context& c, const Login& login, const std::string& name, const Json& more) {
  if (login.answer == LoginAnswer::second_factor_needed) return {};
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  c.caller.person = login.person;
  c.caller.login = name;
  Json after{{"code", refusal_code(login)}};
  after.update(more);
  GD_TRY(c.audit("login.refused", login.person, {}, after.dump(-1, ' ', false, Json::error_handler_t::replace)));
  return tx->commit();
}

Answer refuse_login(Context& c, const Login& login, const std::string& name) {
  GD_TRY(record_refusal(c, login, name, Json::object()));
  Json params = Json::object();
  if (login.locked_until != 0) params["until"] = base::iso8601(login.locked_until);
  return problem(login.answer == LoginAnswer::locked ? 429 : 401, refusal_code(login), "log-in refused", params);
}

base::Status need_password(Context& c, const std::string& password, const char* where) {
  auto right = access::is_password_of(c.db(), c.caller.person, password);
  if (!right) return std::unexpected(std::move(right).error());
  if (!*right) return base::fail(Code::invalid_input, "口令不正确", "wrong password", where);
  return {};
}

}  // namespace gongdun::serve
