#include "net/refusal.h"

#include <string_view>

#include <fmt/format.h>

namespace gongdun::net {

Response refusal(int status) {
  struct Words {
    std::string_view code, title;
  };
  const Words words = status == 404   ? Words{"not_found", "not found"}
                      : status == 413 ? Words{"body_too_large", "body too large"}
                      : status == 505 ? Words{"http_1_1_needed", "HTTP/1.1 needed"}
                      : status == 507 ? Words{"no_space", "the file cannot be stored"}
                                      : Words{"malformed_request", "malformed request"};
  Response response{.status = status};
  response.set("Content-Type", "application/problem+json");
  response.body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"code":"{}"}})", words.title, status, words.code);
  return response;
}

}  // namespace gongdun::net
