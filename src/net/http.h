// What the rest of the program knows of HTTP: a Request comes in whole (its head and body within limits), a Response goes out. Nothing here names a
// library; net/http_server.cpp is the only file that knows Boost.Beast. Header names are lower case.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "net/event_channel.h"

namespace gongdun::net {

struct Request {
  std::string method;                                      // "GET"
  std::string path;                                        // decoded, begins with '/', no dot segments
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::map<std::string, std::string, std::less<>> headers;
  std::string body;
  std::string body_file;  // instead of `body`, where the server was told so: a file, removed after the answer unless the handler has moved it
  std::string peer;       // address of the other side, without port
  bool tls = false;

  std::string_view header(std::string_view name) const;  // empty: absent
  std::string_view parameter(std::string_view name) const;
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  // Instead of `body`, at most one of these.
  std::string_view static_body;                     // outlives the server
  std::string file;                                 // path, sent in pieces
  std::function<bool(std::string& piece)> produce;  // chunked: fills the next piece; false: done
  std::shared_ptr<EventChannel> events;             // server-sent events until either side ends

  Response& set(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

// Path and query of a request target. Refused: no leading '/', bad escapes, NUL, invalid UTF-8, dot segments, back slashes.
struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};
base::Result<Target> parse_target(std::string_view target);
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

}  // namespace gongdun::net
