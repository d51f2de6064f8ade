// Log-in by OpenID Connect: leaving for the provider, coming back, the second factor after that, and the links of one's own account. A browser is always
// sent somewhere at the end, with a stable code the console words.
#include <algorithm>
#include <semaphore>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/identity_store.h"
#include "crypto/password.h"
#include "serve/api.h"
#include "serve/identity_providers.h"
#include "serve/oidc_attempt.h"
#include "serve/session_answer.h"

namespace gongdun::serve {

using access::IdentityProvider;
using access::Login;
using access::LoginAnswer;
using base::Code;

namespace {

// Anybody may begin a log-in; while providers answer slowly, the other workers stay free.
std::counting_semaphore<2> g_asking(2);

struct Turn {
  bool had = g_asking.try_acquire();
  Turn() = default;
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (had) g_asking.release();
  }
};

net::Response go_to(const std::string& place) {
  net::Response response{.status = 302};
  response.set("Location", place).set("Cache-Control", "no-store");
  return response;
}

// Back to the console with a code; the attempt is over.
net::Response go_back(const Context& c, const OidcAttempt& attempt, std::string_view code) {
  net::Response response = attempt.purpose == "link"
                               ? go_to(fmt::format("/account?oidc={}", code))
                               : go_to(fmt::format("/login?oidc={}&next={}", code, net::percent_encode(attempt.next.empty() ? "/" : attempt.next)));
  drop_attempt_cookie(response, c);
  return response;
}

net::Response failed(const Context& c, const OidcAttempt& attempt, std::string_view code, const base::Error& error) {
  log_line("warning", "oidc", {{"provider", attempt.provider}, {"code", code}, {"error", error.message.en}, {"where", error.where}});
  return go_back(c, attempt, code);
}

Answer list_open_providers(Context& c) {
  auto all = access::load_providers(c.db());
  if (!all) return std::unexpected(std::move(all).error());
  Json items = Json::array();
  if (!c.node.settings().public_address.empty())
    for (const IdentityProvider& one : *all)
      if (one.enabled) items.push_back({{"id", one.id}, {"name", one.name}});
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

base::Result<IdentityProvider> usable_provider(Context& c, const std::string& id) {
  auto provider = access::load_provider(c.db(), id);
  if (!provider) return provider;
  if (!provider->enabled) return base::fail(Code::not_found, "这个身份提供方已停用", "this identity provider is turned off", id);
  if (c.node.settings().public_address.empty())
    return base::fail(Code::invalid_input, "请先在节点设置中填写对外地址", "set the node's public address first", "public_address");
  return provider;
}

// The provider's address for this attempt.
base::Result<std::string> way_to(Context& c, const IdentityProvider& provider, const access::Attempt& attempt) {
  auto client = client_of(c.node, provider);
  if (!client) return std::unexpected(std::move(client).error());
  const Turn turn;
  if (!turn.had) return base::fail(Code::limit, "正在登录的人较多，请稍后重试", "many people are logging in; try again in a moment");
  return c.node.oidc().authorization_url(*client, attempt);
}

Answer start(Context& c) {
  OidcAttempt attempt{.purpose = "login", .provider = c.query("provider"), .next = local_place(c.query("next")), .secrets = access::Attempt::make()};
  auto provider = usable_provider(c, attempt.provider);
  if (!provider) return go_back(c, attempt, "no_provider");
  auto url = way_to(c, *provider, attempt.secrets);
  if (!url) return failed(c, attempt, "unreachable", url.error());
  net::Response response = go_to(*url);
  set_attempt_cookie(response, c, std::move(attempt));
  return response;
}

// A refusal after the browser had left with our cookie is somebody's failed log-in or link.
Answer refuse(Context& c, const OidcAttempt& attempt, std::string_view code) {
  c.caller.person = attempt.person;
  GD_TRY(c.audit_alone(attempt.purpose == "link" ? "identity.refused" : "login.refused", attempt.person,
                       Json{{"code", code}, {"provider", attempt.provider}}.dump(-1, ' ', false, Json::error_handler_t::replace)));
  return go_back(c, attempt, code);
}

Answer finish_login(Context& c, OidcAttempt attempt, const IdentityProvider& provider, const access::Claims& claims) {
  auto identity = access::find_identity(c.db(), provider.issuer, claims.subject);
  if (!identity) return std::unexpected(std::move(identity).error());
  if (!*identity) return refuse(c, attempt, "unlinked");
  const bool counts = provider.trust_factor && std::ranges::find(claims.methods, "mfa") != claims.methods.end();
  auto login = access::log_in_vouched(c.db(), {(*identity)->person, {}, c.request.peer, counts}, c.node.settings().login);
  if (!login) return std::unexpected(std::move(login).error());
  if (login->answer == LoginAnswer::second_factor_needed) {
    attempt.purpose = "factor";
    attempt.person = (*identity)->person;
    attempt.identity = (*identity)->id;
    attempt.secrets = {};
    net::Response response = go_to("/login?oidc=second_factor&next=" + net::percent_encode(attempt.next));
    set_attempt_cookie(response, c, std::move(attempt));
    return response;
  }
  if (login->answer != LoginAnswer::done) {
    GD_TRY(record_refusal(c, *login, "", {{"provider", provider.id}}));
    return go_back(c, attempt, refusal_code(*login));
  }
  GD_TRY(access::used_identity(c.db(), (*identity)->id));
  auto session = recorded_login(c, *login, provider.id);
  if (!session) return std::unexpected(std::move(session).error());
  net::Response response = go_to(attempt.next);
  set_session_cookie(response, c, *login);
  drop_attempt_cookie(response, c);
  return response;
}

// The session cookie does not come along from another site (SameSite=Strict): the attempt says whose session it was begun in, and that must still hold.
Answer finish_link(Context& c, const OidcAttempt& attempt, const IdentityProvider& provider, const access::Claims& claims) {
  auto holds = access::is_session_of(c.db(), attempt.session, attempt.person);
  if (!holds) return std::unexpected(std::move(holds).error());
  if (!*holds) return refuse(c, attempt, "session_ended");
  auto person = access::load_person(c.db(), attempt.person);
  if (!person) return std::unexpected(std::move(person).error());
  c.caller.person = person->id;
  c.caller.login = person->login;
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto taken = access::find_identity(c.db(), provider.issuer, claims.subject);
  if (!taken) return std::unexpected(std::move(taken).error());
  if (!*taken) {
    auto id = access::link_identity(c.db(), {.id = {}, .person = person->id, .issuer = provider.issuer, .subject = claims.subject, .shown = claims.shown});
    if (!id) return std::unexpected(std::move(id).error());
    GD_TRY(c.audit("identity.link", *id, {}, Json{{"provider", provider.id}, {"issuer", provider.issuer}, {"subject", claims.subject}}.dump()));
    GD_TRY(tx->commit());
    return go_back(c, attempt, "linked");
  }
  GD_TRY(c.audit("identity.refused", person->id, {}, Json{{"code", "taken"}, {"provider", provider.id}}.dump()));
  GD_TRY(tx->commit());
  return go_back(c, attempt, "taken");
}

// What is wrong with the answer before anybody else is asked; empty: nothing.
base::Result<std::string> fault_of(Context& c, const OidcAttempt& attempt, const IdentityProvider& provider) {
  if (attempt.secrets.state.empty() || !crypto::equal_in_constant_time(attempt.secrets.state, c.query("state"))) return "state";
  auto first = access::use_attempt(c.db(), attempt.secrets.state, attempt.expires);
  if (!first) return std::unexpected(std::move(first).error());
  if (!*first) return "replayed";
  auto discovery = c.node.oidc().discover(provider.issuer);
  const std::string issuer = c.query("iss");
  // Another provider's answer must not be taken for this one's (RFC 9207).
  if (discovery && ((issuer.empty() && discovery->names_itself) || (!issuer.empty() && issuer != provider.issuer))) return "issuer";
  if (const std::string error = c.query("error"); !error.empty()) return error == "access_denied" ? "denied" : "provider_error";
  return c.query("code").empty() ? "provider_error" : "";
}

Answer callback(Context& c) {
  const auto attempt = attempt_of(c);
  if (!attempt || (attempt->purpose != "login" && attempt->purpose != "link")) return go_back(c, OidcAttempt{}, "cookie");
  auto provider = usable_provider(c, attempt->provider);
  if (!provider) return go_back(c, *attempt, "no_provider");
  auto fault = fault_of(c, *attempt, *provider);
  if (!fault) return std::unexpected(std::move(fault).error());
  if (!fault->empty()) return refuse(c, *attempt, *fault);
  auto client = client_of(c.node, *provider);
  if (!client) return failed(c, *attempt, "secret", client.error());
  base::Result<access::OidcClient::Outcome> outcome =
      base::fail(Code::limit, "正在登录的人较多，请稍后重试", "many people are logging in; try again in a moment");
  if (const Turn turn; turn.had) outcome = c.node.oidc().exchange(*client, attempt->secrets, c.query("code"));
  if (!outcome) return failed(c, *attempt, "unreachable", outcome.error());
  if (!outcome->fault.empty()) return refuse(c, *attempt, outcome->fault);
  return attempt->purpose == "link" ? finish_link(c, *attempt, *provider, outcome->claims) : finish_login(c, *attempt, *provider, outcome->claims);
}

Answer second_factor(Context& c) {
  const auto attempt = attempt_of(c);
  if (!attempt || attempt->purpose != "factor") return problem(401, "oidc_again", "begin the log-in again");
  auto provider = usable_provider(c, attempt->provider);
  auto links = access::load_identities(c.db(), attempt->person);
  if (!links) return std::unexpected(std::move(links).error());
  // The link may have been removed meanwhile.
  if (!provider || std::ranges::find(*links, attempt->identity, &access::Identity::id) == links->end())
    return problem(401, "oidc_again", "begin the log-in again");
  auto login = access::log_in_vouched(c.db(), {attempt->person, c.body["totp"].get<std::string>(), c.request.peer, false}, c.node.settings().login);
  if (!login) return std::unexpected(std::move(login).error());
  if (login->answer != LoginAnswer::done) return refuse_login(c, *login, "");
  GD_TRY(access::used_identity(c.db(), attempt->identity));
  auto session = recorded_login(c, *login, attempt->provider);
  if (!session) return std::unexpected(std::move(session).error());
  net::Response response = json_answer(*session);
  set_session_cookie(response, c, *login);
  drop_attempt_cookie(response, c);
  return response;
}

Answer list_identities(Context& c) {
  auto mine = access::load_identities(c.db(), c.caller.person);
  if (!mine) return std::unexpected(std::move(mine).error());
  auto providers = access::load_providers(c.db());
  if (!providers) return std::unexpected(std::move(providers).error());
  Json items = Json::array();
  for (const access::Identity& one : *mine) {
    const auto found = std::ranges::find(*providers, one.issuer, &IdentityProvider::issuer);
    items.push_back({{"id", one.id},
                     {"provider", found == providers->end() ? one.issuer : found->name},
                     {"issuer", one.issuer},
                     {"shown", one.shown},
                     {"linked", base::iso8601(one.linked)},
                     {"last_used", time_json(one.last_used)}});
  }
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

Answer link(Context& c) {
  if (c.caller.session_hash.empty()) return base::fail(Code::permission, "令牌不能用来关联身份", "a token cannot link identities");
  GD_TRY(need_password(c, c.body["password"].get<std::string>(), "/password"));
  auto provider = usable_provider(c, c.body["provider"].get<std::string>());
  if (!provider) return std::unexpected(std::move(provider).error());
  OidcAttempt attempt{.purpose = "link",
                      .provider = provider->id,
                      .next = "/account",
                      .secrets = access::Attempt::make(),
                      .person = c.caller.person,
                      .session = c.caller.session_hash};
  auto url = way_to(c, *provider, attempt.secrets);
  if (!url)
    return problem(422, "oidc_unreachable", "the provider does not answer", {{"zh", url.error().message.zh}, {"en", url.error().message.en}, {"where", ""}});
  net::Response response = json_answer({{"url", *url}});
  set_attempt_cookie(response, c, std::move(attempt));
  return response;
}

Answer unlink(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  GD_TRY(access::unlink_identity(c.db(), c.caller.person, c.path("id")));
  GD_TRY(c.audit("identity.unlink", c.path("id")));
  GD_TRY(tx->commit());
  return no_content();
}

}  // namespace

void add_oidc_routes(Handlers& to) {
  to.on("listOpenProviders", list_open_providers)
      .on("startOidc", start)
      .on("oidcCallback", callback)
      .on("oidcSecondFactor", second_factor)
      .on("listIdentities", list_identities)
      .on("linkIdentity", link)
      .on("unlinkIdentity", unlink);
}

}  // namespace gongdun::serve
