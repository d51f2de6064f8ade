// The TLS set-up of the server: version 1.3 only, certificate and key from files. Private to net.
#pragma once
#include <utility>

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "base/error.h"
#include "net/http_server.h"

namespace gongdun::net {

base::Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(const TlsFiles& files);

}  // namespace gongdun::net
