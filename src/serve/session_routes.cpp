// Set-up, log-in and what a person does with their own account.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/invitation.h"
#include "access/organisation_store.h"
#include "serve/api.h"
#include "serve/people_json.h"
#include "serve/session_answer.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Login;
using access::LoginAnswer;
using base::Code;

namespace {

constexpr base::TimeUs kDay = 86'400'000'000;
constexpr int kCoreCeiling = 20;

Answer get_setup(Context& c) {
  auto anybody = access::anybody(c.db());
  if (!anybody) return std::unexpected(std::move(anybody).error());
  return json_answer({{"needed", !*anybody}, {"name", c.node.settings().name}});
}

base::Result<Json> invite_administrators(Context& c) {
  Json out = Json::array();
  for (const auto& [role, name] : {std::pair("security_administrator", "安全管理员"), std::pair("auditor", "审计员")}) {
    auto link = access::make_link(c.db(), {.id = {}, .kind = "person", .person = {}, .role = role, .name = name}, 30 * kDay);
    if (!link) return std::unexpected(std::move(link).error());
    out.push_back(link_json(*link));
  }
  return out;
}

// The first person keeps the node and decides about data; the two other administrators are other people, invited by link.
base::Status give_first_roles(Context& c, const std::string& person, const std::string& organisation) {
  if (!organisation.empty()) GD_TRY(store::run(c.db(), "UPDATE organisation SET name = ? WHERE id = ?", organisation, c.node.home()));
  for (const char* role : {"system_administrator", "data_security_officer"}) {
    auto grant = access::add_grant(c.db(),
                                   {.id = {},
                                    .person = person,
                                    .person_name = {},
                                    .role = role,
                                    .organisation_name = {},
                                    .reach = {"territory", c.node.home(), kCoreCeiling},
                                    .granted_by = "set-up"},
                                   "");
    if (!grant) return std::unexpected(std::move(grant).error());
  }
  return {};
}

Answer set_up(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto invitation = access::use_link(c.db(), c.body["token"].get<std::string>());
  if (!invitation) return std::unexpected(std::move(invitation).error());
  const std::string password = c.body["password"].get<std::string>();
  std::string person = invitation->person;
  Json invitations = Json::array();
  if (invitation->kind == "password") {
    auto known = access::load_person(c.db(), person);
    if (!known) return std::unexpected(std::move(known).error());
    if (known->login != c.body["login"].get<std::string>())
      return base::fail(Code::permission, "登录名与链接不符", "the link belongs to another login", "login");
    GD_TRY(access::set_password(c.db(), person, password));
  } else {
    auto added = access::add_person(c.db(), {c.body["login"].get<std::string>(), c.body["name"].get<std::string>(), password});
    if (!added) return std::unexpected(std::move(added).error());
    person = *added;
  }
  if (invitation->kind == "first") {
    GD_TRY(give_first_roles(c, person, c.body.value("organisation", "")));
    auto links = invite_administrators(c);
    if (!links) return std::unexpected(std::move(links).error());
    invitations = std::move(*links);
  } else if (!invitation->role.empty()) {
    auto grant = access::add_grant(c.db(),
                                   {.id = {},
                                    .person = person,
                                    .person_name = {},
                                    .role = invitation->role,
                                    .organisation_name = {},
                                    .reach = {"territory", c.node.home(), kCoreCeiling},
                                    .granted_by = "set-up"},
                                   "");
    if (!grant) return std::unexpected(std::move(grant).error());
  }
  auto login = access::begin_session(c.db(), person, c.request.peer, c.node.settings().login);
  if (!login) return std::unexpected(std::move(login).error());
  auto session = signed_in(c, *login);
  if (!session) return std::unexpected(std::move(session).error());
  c.caller = session->second;
  GD_TRY(c.audit("setup." + invitation->kind, person));
  GD_TRY(tx->commit());
  net::Response response = json_answer({{"session", session->first}, {"invitations", invitations}});
  set_session_cookie(response, c, *login);
  return response;
}

Answer log_in(Context& c) {
  const access::Credentials credentials{c.body["login"].get<std::string>(), c.body["password"].get<std::string>(), c.body.value("totp", ""), c.request.peer};
  auto login = access::log_in(c.db(), credentials, c.node.settings().login);
  if (!login) return std::unexpected(std::move(login).error());
  if (login->answer != LoginAnswer::done) return refuse_login(c, *login, credentials.login.substr(0, 64));
  auto session = recorded_login(c, *login, {});
  if (!session) return std::unexpected(std::move(session).error());
  net::Response response = json_answer(*session);
  set_session_cookie(response, c, *login);
  return response;
}

Answer get_session(Context& c) {
  auto json = session_json(c, c.caller);
  if (!json) return std::unexpected(std::move(json).error());
  return json_answer(*json);
}

Answer log_out(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(access::end_session(c.db(), c.caller.session_hash));
  GD_TRY(c.audit("logout", c.caller.person));
  GD_TRY(tx->commit());
  c.node.events().end_session(c.caller.session_hash);
  net::Response response = no_content();
  set_session_cookie(response, c, Login{});
  return response;
}

// One change of the own account with its record.
template <class Change>
Answer change_self(Context& c, const char* action, Change change) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  base::Status status = change();
  if (!status) return std::unexpected(std::move(status).error());
  GD_TRY(c.audit(action, c.caller.person));
  GD_TRY(tx->commit());
  return no_content();
}

Answer change_password(Context& c) {
  Answer answer = change_self(c, "password.change", [&]() -> base::Status {
    GD_TRY(need_password(c, c.body["current"].get<std::string>(), "/current"));
    return access::set_password(c.db(), c.caller.person, c.body["new"].get<std::string>());
  });
  if (answer) c.node.events().end_person(c.caller.person);
  return answer;
}

Answer begin_totp(Context& c) {
  auto secret = access::begin_totp(c.db(), c.caller.person);
  if (!secret) return std::unexpected(std::move(secret).error());
  return json_answer({{"secret", *secret}, {"uri", fmt::format("otpauth://totp/Gongdun:{}?secret={}&issuer=Gongdun", c.caller.login, *secret)}});
}

Answer confirm_totp(Context& c) {
  return change_self(c, "totp.on", [&] { return access::confirm_totp(c.db(), c.caller.person, c.body["code"].get<std::string>()); });
}

Answer remove_totp(Context& c) {
  return change_self(c, "totp.off", [&]() -> base::Status {
    GD_TRY(need_password(c, c.body["password"].get<std::string>(), "/password"));
    return access::remove_totp(c.db(), c.caller.person);
  });
}

Json token_json(const access::Token& token) {
  Json permissions = Json::array();
  for (const std::string_view name : access::names_of(token.permissions)) permissions.push_back(name);
  return {{"id", token.id},
          {"name", token.name},
          {"permissions", permissions},
          {"created", base::iso8601(token.created)},
          {"expires", base::iso8601(token.expires)},
          {"last_used", time_json(token.last_used)}};
}

Answer list_tokens(Context& c) {
  auto tokens = access::load_tokens(c.db(), c.caller.person);
  if (!tokens) return std::unexpected(std::move(tokens).error());
  Json items = Json::array();
  for (const auto& token : *tokens) items.push_back(token_json(token));
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

Answer make_token(Context& c) {
  if (c.caller.session_hash.empty()) return base::fail(Code::permission, "令牌不能用来签发令牌", "a token cannot make tokens");
  access::Token token{.id = {}, .name = c.body["name"].get<std::string>(), .permissions = {}, .created = base::now_us()};
  token.expires = token.created + c.body["days"].get<std::int64_t>() * kDay;
  for (const Json& name : c.body["permissions"]) {
    const auto permission = access::parse_permission(name.get<std::string>());
    if (!permission || !c.caller.may(*permission))
      return base::fail(Code::permission, "令牌的权限不能超出本人的权限", "a token carries no more than its owner holds", name.get<std::string>());
    token.permissions.set(static_cast<std::size_t>(*permission));
  }
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto made = access::add_token(c.db(), c.caller.person, token);
  if (!made) return std::unexpected(std::move(made).error());
  token.id = made->id;
  GD_TRY(c.audit("token.make", token.id, {}, token_json(token).dump()));
  GD_TRY(tx->commit());
  return json_answer({{"token", token_json(token)}, {"secret", made->text}}, 201);
}

Answer revoke_token(Context& c) {
  return change_self(c, "token.revoke", [&] { return access::remove_token(c.db(), c.caller.person, c.path("id")); });
}

}  // namespace

void add_session_routes(Handlers& to) {
  to.on("getSetup", get_setup)
      .on("setUp", set_up)
      .on("logIn", log_in)
      .on("getSession", get_session)
      .on("logOut", log_out)
      .on("changePassword", change_password)
      .on("beginTotp", begin_totp)
      .on("confirmTotp", confirm_totp)
      .on("removeTotp", remove_totp)
      .on("listTokens", list_tokens)
      .on("makeToken", make_token)
      .on("revokeToken", revoke_token);
}

}  // namespace gongdun::serve
