// What a client may put into a request target, a cookie, a cursor or a body: no crash, and what is let through is a clean path in valid UTF-8.
#include <cstdint>
#include <cstdlib>
#include <string>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "net/http.h"
#include "serve/openapi.h"

using namespace gongdun;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto target = net::parse_target(text)) {
    if (!base::is_valid_utf8(target->path) || !target->path.starts_with('/') || target->path.find("/../") != std::string::npos || target->path.ends_with("/.."))
      std::abort();
    net::Request request{.method = "GET", .path = target->path, .query = target->query};
    for (const auto& operation : serve::OpenApi::get().operations())
      if (operation.method == "GET") (void)serve::OpenApi::get().check_query(operation, request);
    (void)serve::OpenApi::get().find("GET", target->path);
  }
  net::Request request;
  request.headers["cookie"] = text;
  (void)request.cookie("gongdun_session");
  (void)serve::decode_cursor(text);
  (void)serve::parse_time(text);
  const serve::Json body = serve::Json::parse(text, nullptr, false);
  if (body.is_discarded()) return 0;
  for (const auto& operation : serve::OpenApi::get().operations())
    if (operation.has_body) (void)serve::OpenApi::get().check_body(operation, body);
  return 0;
}
