// Answers of the API: JSON, and problems (RFC 9457) whose stable code the console words. Error texts of the program travel as `detail` and `params`.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/error.h"
#include "net/http.h"

namespace gongdun::serve {

using Json = nlohmann::ordered_json;

net::Response json_answer(const Json& value, int status = 200);
net::Response no_content();
net::Response problem(int status, std::string_view code, std::string_view title, const Json& params);
net::Response problem(int status, std::string_view code, std::string_view title);
// invalid_input 400, permission 403, not_found 404, conflict 409, limit 413, unsupported 422, else 500; the code is the error's own.
net::Response problem_of(const base::Error& error);

// Pieces that many answers share.
Json bilingual_json(const base::Bilingual& text);
Json time_json(base::TimeUs time);  // null for 0
Json text_or_null(const std::string& text);
Json page_json(Json items, const std::string& next_cursor, std::uint64_t total);

// Cursors travel as hex: opaque, safe in a URL.
std::string encode_cursor(std::string_view cursor);
base::Result<std::string> decode_cursor(std::string_view text);
base::Result<base::TimeUs> parse_time(std::string_view iso);

}  // namespace gongdun::serve
