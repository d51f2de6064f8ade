// A provider's row as a client that can ask it. Private to serve.
#pragma once
#include "access/identity_store.h"
#include "access/oidc.h"
#include "serve/node.h"

namespace gongdun::serve {

// Where providers send browsers back to; empty until the node has a public address.
std::string redirect_address(const Node& node);
// With its secret opened.
base::Result<access::Client> client_of(const Node& node, const access::IdentityProvider& provider);

}  // namespace gongdun::serve
