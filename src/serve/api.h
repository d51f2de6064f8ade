// From an HTTP request to an answer: health, the API with log-in, permission, audit and checks in front of every handler, and the console's files.
#pragma once
#include "net/http_server.h"
#include "serve/context.h"
#include "serve/node.h"

namespace gongdun::serve {

inline constexpr std::string_view kApiPrefix = "/api/v1";
inline constexpr std::string_view kSessionCookie = "gongdun_session";

class Api {
 public:
  // Fails when an operation of the description has no handler, or the other way round: that is a defect of the build.
  static base::Result<std::unique_ptr<Api>> make(Node& node);

  net::Response answer(net::Request& request);
  std::size_t body_limit(std::string_view method, std::string_view path) const;
  // Uploads go into a file of the data folder, once it is known that who sends may import anything.
  static bool takes_file(std::string_view method, std::string_view path);
  net::BodyPlace body_place(const net::Request& head);

 private:
  explicit Api(Node& node) : node_(node) {}
  net::Response route(net::Request& request);
  net::Response api_answer(net::Request& request);
  // Who asks, if they may ask for this operation; otherwise the refusal.
  std::expected<std::optional<access::Caller>, net::Response> admit(store::Db& db, const net::Request& request, const struct Operation* operation);
  net::Response metrics(const net::Request& request);

  Node& node_;
};

// A log line in JSON, to standard error. Never bodies, queries or headers: those may hold what must not be kept.
void log_line(std::string_view level, std::string_view what, const Json& fields);

}  // namespace gongdun::serve
