// What the browser carries between leaving for a provider and coming back: sealed with the node's key, for ten minutes, in a cookie that other sites cannot
// make it send except by leading it here (SameSite=Lax). The node keeps nothing, so nobody fills its memory by beginning log-ins. Private to serve.
#pragma once
#include <optional>
#include <string>

#include "access/oidc.h"
#include "serve/context.h"

namespace gongdun::serve {

struct OidcAttempt {
  std::string purpose;  // login | link | factor (the provider has vouched, the second factor is missing)
  std::string provider, next;
  access::Attempt secrets;
  std::string person, session;  // link: whose, in which session; factor: whose
  std::string identity;         // factor: by which link
  base::TimeUs expires = 0;
};

void set_attempt_cookie(net::Response& response, const Context& c, OidcAttempt attempt);
void drop_attempt_cookie(net::Response& response, const Context& c);
// Nothing: no cookie, one that was not made here, or one that is too old.
std::optional<OidcAttempt> attempt_of(const Context& c);

// A place in our own console; everything else becomes the first page.
std::string local_place(const std::string& next);

}  // namespace gongdun::serve
