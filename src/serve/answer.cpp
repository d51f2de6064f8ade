#include "serve/answer.h"

#include <ctime>

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace gongdun::serve {

using base::Code;

namespace {

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int status_of(Code code) {
  switch (code) {
    case Code::invalid_input: return 400;
    case Code::permission: return 403;
    case Code::not_found: return 404;
    case Code::conflict: return 409;
    case Code::limit: return 413;
    case Code::unsupported:
    case Code::encrypted:
    case Code::truncated: return 422;
    case Code::interrupted: return 503;
    case Code::io:
    case Code::internal: return 500;
  }
  return 500;
}

}  // namespace

net::Response json_answer(const Json& value, int status) {
  net::Response response{.status = status};
  response.set("Content-Type", "application/json").set("Cache-Control", "no-store");
  response.body = dump(value);
  return response;
}

net::Response no_content() {
  return net::Response{.status = 204};
}

net::Response problem(int status, std::string_view code, std::string_view title, const Json& params) {
  net::Response response{.status = status};
  response.set("Content-Type", "application/problem+json").set("Cache-Control", "no-store");
  response.body = dump({{"type", "about:blank"}, {"title", title}, {"status", status}, {"code", code}, {"params", params}});
  return response;
}

net::Response problem(int status, std::string_view code, std::string_view title) {
  return problem(status, code, title, Json::object());
}

net::Response problem_of(const base::Error& error) {
  return problem(status_of(error.code), base::code_name(error.code), error.message.en,
                 {{"zh", error.message.zh}, {"en", error.message.en}, {"where", error.where}});
}

Json bilingual_json(const base::Bilingual& text) {
  return {{"zh", text.zh}, {"en", text.en.empty() ? text.zh : text.en}};
}

Json time_json(base::TimeUs time) {
  return time == 0 ? Json(nullptr) : Json(base::iso8601(time));
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json page_json(Json items, const std::string& next_cursor, std::uint64_t total) {
  return {{"items", std::move(items)},
          {"next", next_cursor.empty() ? Json(nullptr) : Json(encode_cursor(next_cursor))},
          {"total", total},
          {"total_is_estimate", false}};
}

std::string encode_cursor(std::string_view cursor) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : cursor) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

base::Result<std::string> decode_cursor(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 3 / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) bytes.append("%").append(text.substr(i, 2));
  auto decoded = text.size() % 2 == 0 && text.find('%') == std::string_view::npos ? net::percent_decode(bytes, false) : std::nullopt;
  if (!decoded) return base::fail(Code::invalid_input, "翻页位置无效", "the cursor is not valid", "cursor");
  return std::move(*decoded);
}

base::Result<base::TimeUs> parse_time(std::string_view iso) {
  std::tm parts{};
  const std::string text(iso);
  const char* rest = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (rest != nullptr && *rest == '.')
    for (++rest; *rest >= '0' && *rest <= '9'; ++rest) {
    }
  if (rest == nullptr || std::string_view(rest) != "Z")
    return base::fail(Code::invalid_input, "时间须写作 2026-01-31T08:00:00Z", "write times as 2026-01-31T08:00:00Z", text);
  return static_cast<base::TimeUs>(timegm(&parts)) * 1'000'000;
}

}  // namespace gongdun::serve
