#include "serve/oidc_attempt.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace gongdun::serve {

namespace {

constexpr std::string_view kCookie = "gongdun_oidc", kPurpose = "oidc.attempt";
constexpr std::size_t kMostCookie = 4000, kMostPlace = 500;
constexpr base::TimeUs kLife = 600'000'000;

void set_cookie(net::Response& response, const Context& c, const std::string& value, std::int64_t seconds) {
  response.set("Set-Cookie",
               fmt::format("{}={}; Path=/api/v1/oidc; HttpOnly; SameSite=Lax; Max-Age={}{}", kCookie, value, seconds, c.request.tls ? "; Secure" : ""));
}

}  // namespace

std::string local_place(const std::string& next) {
  const bool printable = std::ranges::all_of(next, [](char c) { return c > 0x20 && c < 0x7f; });
  // Browsers take "//host" and "/\host" for other places.
  if (!next.starts_with('/') || next.starts_with("//") || next.find('\\') != std::string::npos || !printable || next.size() > kMostPlace) return "/";
  return next.starts_with("/api/") ? "/" : next;
}

void set_attempt_cookie(net::Response& response, const Context& c, OidcAttempt attempt) {
  attempt.expires = base::now_us() + kLife;
  const Json json{{"purpose", attempt.purpose},     {"provider", attempt.provider},   {"next", attempt.next},
                  {"state", attempt.secrets.state}, {"nonce", attempt.secrets.nonce}, {"verifier", attempt.secrets.verifier},
                  {"person", attempt.person},       {"session", attempt.session},     {"identity", attempt.identity},
                  {"expires", attempt.expires}};
  set_cookie(response, c, c.node.seal().close(kPurpose, json.dump()), kLife / 1'000'000);
}

void drop_attempt_cookie(net::Response& response, const Context& c) {
  set_cookie(response, c, "", 0);
}

std::optional<OidcAttempt> attempt_of(const Context& c) {
  const std::string_view cookie = c.request.cookie(kCookie);
  if (cookie.empty() || cookie.size() > kMostCookie) return std::nullopt;
  const auto text = c.node.seal().open(kPurpose, cookie);
  if (!text) return std::nullopt;
  const Json json = Json::parse(*text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  OidcAttempt out{.purpose = json.value("purpose", ""),
                  .provider = json.value("provider", ""),
                  .next = json.value("next", "/"),
                  .secrets = {json.value("state", ""), json.value("nonce", ""), json.value("verifier", "")},
                  .person = json.value("person", ""),
                  .session = json.value("session", ""),
                  .identity = json.value("identity", ""),
                  .expires = json.value("expires", base::TimeUs{0})};
  if (out.expires <= base::now_us()) return std::nullopt;
  return out;
}

}  // namespace gongdun::serve
