// Providers of OpenID Connect, as the system administrator sets them up.
#include <nlohmann/json.hpp>

#include "serve/context.h"
#include "serve/identity_providers.h"

namespace gongdun::serve {

using access::IdentityProvider;
using base::Code;

namespace {

constexpr std::size_t kMostProviders = 20;

// Bound to the issuer: a secret cannot be made to open for another address.
std::string purpose_of(const IdentityProvider& provider) {
  return "oidc.secret " + provider.issuer;
}

Json provider_json(const Node& node, const IdentityProvider& provider) {
  return {{"id", provider.id},
          {"name", provider.name},
          {"issuer", provider.issuer},
          {"client_id", provider.client_id},
          {"secret_set", !provider.secret.empty()},
          {"trust_factor", provider.trust_factor},
          {"enabled", provider.enabled},
          {"redirect", redirect_address(node)},
          {"created", base::iso8601(provider.created)}};
}

Answer list(Context& c) {
  auto all = access::load_providers(c.db());
  if (!all) return std::unexpected(std::move(all).error());
  Json items = Json::array();
  for (const IdentityProvider& one : *all) items.push_back(provider_json(c.node, one));
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

// What was sent, over what there is.
base::Status take_settings(Context& c, IdentityProvider& provider) {
  const std::string issuer = c.body["issuer"].get<std::string>();
  GD_TRY(net::check_address(issuer));
  const bool moved = issuer != provider.issuer;
  provider.name = c.body["name"].get<std::string>();
  provider.issuer = issuer;
  provider.client_id = c.body["client_id"].get<std::string>();
  provider.trust_factor = c.body.value("trust_factor", provider.trust_factor);
  provider.enabled = c.body.value("enabled", provider.enabled);
  if (moved) provider.secret.clear();
  if (!c.body.contains("secret")) return {};
  const std::string secret = c.body["secret"].get<std::string>();
  provider.secret = secret.empty() ? "" : c.node.seal().close(purpose_of(provider), secret);
  return {};
}

Answer save(Context& c, const std::string& id, int status) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  IdentityProvider provider;
  std::string before;
  if (id.empty()) {
    auto all = access::load_providers(c.db());
    if (!all) return std::unexpected(std::move(all).error());
    if (all->size() >= kMostProviders) return base::fail(Code::limit, "身份提供方最多 20 个", "there are 20 identity providers at most");
  } else {
    auto known = access::load_provider(c.db(), id);
    if (!known) return std::unexpected(std::move(known).error());
    provider = std::move(*known);
    before = provider_json(c.node, provider).dump();
  }
  GD_TRY(take_settings(c, provider));
  auto saved = access::save_provider(c.db(), provider);
  if (!saved) return std::unexpected(std::move(saved).error());
  auto now = access::load_provider(c.db(), *saved);
  if (!now) return std::unexpected(std::move(now).error());
  const Json json = provider_json(c.node, *now);
  GD_TRY(c.audit(id.empty() ? "provider.add" : "provider.change", *saved, before, json.dump()));
  GD_TRY(tx->commit());
  return json_answer(json, status);
}

Answer add(Context& c) {
  return save(c, "", 201);
}

Answer change(Context& c) {
  return save(c, c.path("id"), 200);
}

Answer remove(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  auto known = access::load_provider(c.db(), c.path("id"));
  if (!known) return std::unexpected(std::move(known).error());
  GD_TRY(access::remove_provider(c.db(), known->id));
  GD_TRY(c.audit("provider.remove", known->id, provider_json(c.node, *known).dump()));
  GD_TRY(tx->commit());
  return no_content();
}

Answer test(Context& c) {
  const std::string issuer = c.body["issuer"].get<std::string>();
  GD_TRY(c.audit_alone("provider.test", "node", Json{{"issuer", issuer}}.dump(-1, ' ', false, Json::error_handler_t::replace)));
  Json out{{"ok", false}, {"error", nullptr}, {"authorization_endpoint", ""}, {"token_endpoint", ""}, {"jwks_uri", ""}, {"algorithms", Json::array()},
           {"keys", 0}};
  auto found = c.node.oidc().discover(issuer, true);
  base::Result<std::size_t> keys = 0;
  if (found) {
    out["authorization_endpoint"] = found->authorization;
    out["token_endpoint"] = found->token;
    out["jwks_uri"] = found->keys;
    out["algorithms"] = found->algorithms;
    keys = c.node.oidc().count_keys(issuer);
    if (keys && *keys == 0)
      keys = base::fail(Code::unsupported, "没有可用的签名公钥（需要 RSA 或 P-256）", "no key that can be used (RSA or P-256 is needed)", found->keys);
  }
  const base::Error* const error = !found ? &found.error() : !keys ? &keys.error() : nullptr;
  out["ok"] = error == nullptr;
  if (error != nullptr) out["error"] = {{"zh", error->text(base::Lang::zh)}, {"en", error->text(base::Lang::en)}};
  if (keys) out["keys"] = *keys;
  return json_answer(out);
}

}  // namespace

std::string redirect_address(const Node& node) {
  const std::string address = node.settings().public_address;
  return address.empty() ? address : address + "/api/v1/oidc/callback";
}

base::Result<access::Client> client_of(const Node& node, const IdentityProvider& provider) {
  access::Client client{.issuer = provider.issuer, .id = provider.client_id, .secret = {}, .redirect = redirect_address(node)};
  if (provider.secret.empty()) return client;
  auto secret = node.seal().open(purpose_of(provider), provider.secret);
  if (!secret) return std::unexpected(std::move(secret).error());
  client.secret = std::move(*secret);
  return client;
}

void add_identity_provider_routes(Handlers& to) {
  to.on("listProviders", list).on("addProvider", add).on("changeProvider", change).on("removeProvider", remove).on("testProvider", test);
}

}  // namespace gongdun::serve
