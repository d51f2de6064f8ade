// OpenID Connect from our side: discovery, the address a browser is sent to (authorization code with PKCE, state and nonce) and the exchange of the code
// for a checked ID token. What providers say of themselves is kept for ten minutes, keys too; they are fetched anew when a token names an unknown one, at most
// once in half a minute. Whoever is not signed in can make us ask, so a provider that does not answer is left alone for ten seconds. Any thread.
#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/id_token.h"
#include "net/outbound.h"

namespace gongdun::access {

// What a provider says of itself (OpenID Connect Discovery 1.0 §3), as far as we use it.
struct Discovery {
  std::string issuer, authorization, token, keys;
  bool secret_in_header = true;  // client_secret_basic; otherwise client_secret_post
  bool names_itself = false;     // sends `iss` with every answer (RFC 9207)
  std::vector<std::string> algorithms;
};
base::Result<Discovery> parse_discovery(std::string_view json, const std::string& issuer);

struct Client {
  std::string issuer, id, secret;  // secret empty: a public client
  std::string redirect;            // our callback
};

// Of one attempt; kept sealed in the browser's cookie.
struct Attempt {
  std::string state, nonce, verifier;  // random
  static Attempt make();
};

class OidcClient {
 public:
  explicit OidcClient(net::Way way) : way_(std::move(way)) {}

  base::Result<Discovery> discover(const std::string& issuer, bool fresh = false);
  base::Result<std::string> authorization_url(const Client& client, const Attempt& attempt);
  // The provider's own refusal and every fault of the token end up in `fault`; only a provider that cannot be reached is an error.
  struct Outcome {
    std::string fault;  // "": none; refused_code, token_<fault_name>
    Claims claims;
  };
  base::Result<Outcome> exchange(const Client& client, const Attempt& attempt, const std::string& code);
  // Signing keys the provider shows now.
  base::Result<std::size_t> count_keys(const std::string& issuer);

 private:
  struct Known {
    Discovery discovery;
    base::TimeUs discovered = 0, fetched = 0, fetched_anew = 0;  // fetched: keys
    std::vector<SigningKey> keys;
    base::TimeUs failed = 0;  // the last try to discover
    std::optional<base::Error> why;
  };
  base::Result<std::vector<SigningKey>> keys(const std::string& issuer, bool anew);
  base::Result<Discovery> fetch_discovery(const std::string& issuer);
  base::Result<net::Reply> fetch(const std::string& url);

  net::Way way_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;
};

}  // namespace gongdun::access
