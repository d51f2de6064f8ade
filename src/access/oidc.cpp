#include "access/oidc.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json_depth.h"
#include "crypto/digest.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using Json = nlohmann::json;

namespace {

constexpr base::TimeUs kDiscoveryLife = 600'000'000, kKeysAnew = 30'000'000, kLeaveAlone = 10'000'000;
constexpr std::size_t kDepth = 16, kMostKnown = 100;

std::string text_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> list_at(const Json& object, const char* name) {
  std::vector<std::string> out;
  if (const auto found = object.find(name); found != object.end() && found->is_array())
    for (const Json& one : *found)
      if (one.is_string() && out.size() < 100) out.push_back(one.get<std::string>());
  return out;
}

Json object_of(std::string_view text) {
  if (base::is_too_deep(text, kDepth)) return nullptr;
  Json json = Json::parse(text, nullptr, false);
  return json.is_object() ? json : Json(nullptr);
}

}  // namespace

Result<Discovery> parse_discovery(std::string_view json, const std::string& issuer) {
  const Json document = object_of(json);
  if (!document.is_object())
    return base::fail(Code::invalid_input, "身份提供方的发现文档不是有效的 JSON", "the provider's discovery document is not valid JSON", issuer);
  Discovery out{.issuer = text_at(document, "issuer"),
                .authorization = text_at(document, "authorization_endpoint"),
                .token = text_at(document, "token_endpoint"),
                .keys = text_at(document, "jwks_uri"),
                .algorithms = list_at(document, "id_token_signing_alg_values_supported")};
  // §4.3: otherwise one provider could speak for another.
  if (out.issuer != issuer)
    return base::fail(Code::invalid_input, "发现文档中的 issuer 与填写的不一致，请逐字核对（含末尾的 /）",
                      "the issuer in the discovery document is not the one entered; compare them letter by letter, the last / too", issuer);
  for (const std::string* address : {&out.authorization, &out.token, &out.keys})
    if (auto status = net::check_address(*address); !status) return std::unexpected(std::move(status).error().at(issuer));
  const auto methods = list_at(document, "token_endpoint_auth_methods_supported");
  const auto has = [&](const char* name) { return std::ranges::find(methods, name) != methods.end(); };
  out.secret_in_header = methods.empty() || has("client_secret_basic") || !has("client_secret_post");
  out.names_itself = document.value("authorization_response_iss_parameter_supported", Json(false)) == Json(true);
  return out;
}

Attempt Attempt::make() {
  const auto text = [] { return base::encode_base64url(crypto::random_bytes(32)); };
  return {text(), text(), text()};
}

Result<net::Reply> OidcClient::fetch(const std::string& url) {
  auto reply = net::call({.method = "GET", .url = url, .headers = {{"Accept", "application/json"}}, .body = {}, .time = std::chrono::seconds(10)}, way_);
  if (!reply) return reply;
  if (reply->status != 200)
    return base::fail(Code::io, fmt::format("身份提供方应答 {}", reply->status), fmt::format("the provider answered {}", reply->status), url);
  return reply;
}

Result<Discovery> OidcClient::discover(const std::string& issuer, bool fresh) {
  const base::TimeUs now = base::now_us();
  {
    std::lock_guard lock(mutex_);
    if (const auto found = known_.find(issuer); !fresh && found != known_.end() && now - found->second.discovered < kDiscoveryLife)
      return found->second.discovery;
    else if (!fresh && found != known_.end() && found->second.why && now - found->second.failed < kLeaveAlone)
      return std::unexpected(*found->second.why);
  }
  auto discovery = fetch_discovery(issuer);
  std::lock_guard lock(mutex_);
  if (known_.size() > kMostKnown) known_.clear();
  Known& known = known_[issuer];
  if (!discovery) {
    known.failed = now;
    known.why = discovery.error();
    return discovery;
  }
  known.discovery = *discovery;
  known.discovered = now;
  known.why.reset();
  return discovery;
}

Result<Discovery> OidcClient::fetch_discovery(const std::string& issuer) {
  GD_TRY(net::check_address(issuer));
  auto reply = fetch((issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer) + "/.well-known/openid-configuration");
  if (!reply) return std::unexpected(std::move(reply).error());
  return parse_discovery(reply->body, issuer);
}

Result<std::vector<SigningKey>> OidcClient::keys(const std::string& issuer, bool anew) {
  const base::TimeUs now = base::now_us();
  std::string address;
  {
    std::lock_guard lock(mutex_);
    const Known& known = known_[issuer];
    const bool fresh = !known.keys.empty() && now - known.fetched < kDiscoveryLife;
    if (fresh && (!anew || now - known.fetched_anew < kKeysAnew)) return known.keys;
    address = known.discovery.keys;
  }
  auto reply = fetch(address);
  if (!reply) return std::unexpected(std::move(reply).error());
  auto keys = parse_key_set(reply->body);
  if (!keys) return keys;
  std::lock_guard lock(mutex_);
  Known& known = known_[issuer];
  known.fetched = now;
  // The first fetch is no answer to an unknown key: a rotation right after it is still noticed at once.
  if (anew) known.fetched_anew = now;
  known.keys = *keys;
  return keys;
}

Result<std::size_t> OidcClient::count_keys(const std::string& issuer) {
  auto found = discover(issuer);
  if (!found) return std::unexpected(std::move(found).error());
  auto reply = fetch(found->keys);
  if (!reply) return std::unexpected(std::move(reply).error());
  auto keys = parse_key_set(reply->body);
  if (!keys) return std::unexpected(std::move(keys).error());
  return keys->size();
}

Result<std::string> OidcClient::authorization_url(const Client& client, const Attempt& attempt) {
  auto found = discover(client.issuer);
  if (!found) return std::unexpected(std::move(found).error());
  std::string url = found->authorization;
  char separator = url.find('?') == std::string::npos ? '?' : '&';
  const std::pair<const char*, std::string> parameters[] = {{"response_type", "code"},
                                                            {"client_id", client.id},
                                                            {"redirect_uri", client.redirect},
                                                            {"scope", "openid profile email"},
                                                            {"state", attempt.state},
                                                            {"nonce", attempt.nonce},
                                                            {"code_challenge", base::encode_base64url(crypto::sha256(attempt.verifier))},
                                                            {"code_challenge_method", "S256"}};
  for (const auto& [name, value] : parameters) {
    url += fmt::format("{}{}={}", separator, name, net::percent_encode(value));
    separator = '&';
  }
  return url;
}

Result<OidcClient::Outcome> OidcClient::exchange(const Client& client, const Attempt& attempt, const std::string& code) {
  auto found = discover(client.issuer);
  if (!found) return std::unexpected(std::move(found).error());
  net::Call call{.method = "POST",
                 .url = found->token,
                 .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
                 .body = fmt::format("grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}", net::percent_encode(code),
                                     net::percent_encode(client.redirect), attempt.verifier),
                 .time = std::chrono::seconds(10)};
  if (!client.secret.empty() && found->secret_in_header)
    call.headers.emplace_back("Authorization",
                              "Basic " + base::encode_base64(net::percent_encode(client.id) + ":" + net::percent_encode(client.secret)));  // RFC 6749 §2.3.1
  else
    call.body += "&client_id=" + net::percent_encode(client.id) + (client.secret.empty() ? "" : "&client_secret=" + net::percent_encode(client.secret));
  auto reply = net::call(call, way_);
  if (!reply) return std::unexpected(std::move(reply).error());
  const Json answer = reply->status == 200 ? object_of(reply->body) : Json(nullptr);
  if (!answer.is_object()) return Outcome{"refused_code", {}};
  auto token = parse_token(text_at(answer, "id_token"));
  if (!token) return Outcome{std::string("token_") + fault_name(TokenFault::malformed), {}};
  const Expected expected{client.issuer, client.id, attempt.nonce, base::now_us()};
  Checked checked;
  for (const bool anew : {false, true}) {
    auto signing = keys(client.issuer, anew);
    if (!signing) return std::unexpected(std::move(signing).error());
    checked = check_token(*token, *signing, expected);
    // A token that names no key may be signed with one we have not seen, too.
    if (checked.fault != TokenFault::unknown_key && !(checked.fault == TokenFault::signature && token->header_key.empty())) break;
  }
  if (checked.fault != TokenFault::none) return Outcome{std::string("token_") + fault_name(checked.fault), {}};
  return Outcome{"", std::move(checked.claims)};
}

}  // namespace gongdun::access
