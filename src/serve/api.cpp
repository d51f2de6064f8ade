#include "serve/api.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/json_depth.h"
#include "base/memory.h"
#include "base/split.h"
#include "crypto/password.h"
#include "crypto/sm3.h"
#include "serve/console.h"
#include "serve/jobs.h"
#include "serve/list_kind.h"
#include "serve/openapi.h"
#include "serve/transfer_store.h"

namespace gongdun::serve {

using access::Caller;

namespace {

constexpr std::size_t kApiBody = 2 * 1024 * 1024;

bool changes_something(const std::string& method) {
  return method != "GET" && method != "HEAD";
}

// A page of another site must not make a signed-in browser do things: the token only our own page can read, and the origin the browser names.
bool is_own_page(const net::Request& request, const Caller& caller) {
  if (!crypto::equal_in_constant_time(caller.csrf, request.header("x-csrf-token"))) return false;
  const std::string_view origin = request.header("origin");
  return origin.empty() || origin == fmt::format("{}://{}", request.tls ? "https" : "http", request.header("host"));
}

base::Result<std::optional<Caller>> caller_of(store::Db& db, const net::Request& request) {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view authorization = request.header("authorization");
  if (authorization.starts_with(kBearer)) return access::caller_of_token(db, authorization.substr(kBearer.size()));
  return access::caller_of_session(db, request.cookie(kSessionCookie));
}

base::Result<Json> parse_body(const Operation& operation, const net::Request& request) {
  if (!operation.has_body) return Json();
  if (Api::takes_file(request.method, request.path)) return Json();
  const std::string_view type = request.header("content-type");
  if (!type.starts_with("application/json"))
    return base::fail(base::Code::invalid_input, "请求内容须为 application/json", "the body must be application/json", "content-type");
  if (base::is_too_deep(request.body)) return base::fail(base::Code::invalid_input, "JSON 嵌套过深", "the JSON is nested too deep");
  Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded()) return base::fail(base::Code::invalid_input, "请求内容不是有效的 JSON", "the body is not valid JSON");
  if (auto status = OpenApi::get().check_body(operation, body); !status) return std::unexpected(std::move(status).error());
  return body;
}

// fields=a,b,c of any list: the members of a row that are wanted. Done here, once, for all of them.
base::Status check_fields(const Operation& operation, std::string_view fields) {
  if (fields.empty()) return {};
  const std::vector<std::string> known = OpenApi::get().row_members(operation);
  for (const std::string& one : base::split(fields, ','))
    if (std::ranges::find(known, one) == known.end()) return base::fail(base::Code::invalid_input, "没有这个字段", "no such field", "fields: " + one);
  return {};
}

void keep_fields(net::Response& answer, std::string_view fields) {
  Json page = Json::parse(answer.body, nullptr, false);
  if (answer.status != 200 || !page.is_object() || !page.contains("items")) return;
  const std::vector<std::string> wanted = base::split(fields, ',');
  for (Json& row : page["items"]) {
    Json kept = Json::object();
    for (const std::string& one : wanted)
      if (row.contains(one)) kept[one] = std::move(row[one]);
    row = std::move(kept);
  }
  answer.body = page.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_security_headers(net::Response& response, bool tls) {
  response.set("X-Content-Type-Options", "nosniff").set("X-Frame-Options", "DENY").set("Referrer-Policy", "no-referrer");
  response.set("Cross-Origin-Opener-Policy", "same-origin").set("Cross-Origin-Resource-Policy", "same-origin");
  response.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (tls) response.set("Strict-Transport-Security", "max-age=31536000");
  for (const auto& [name, value] : response.headers)
    if (name == "Content-Security-Policy") return;
  response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}

}  // namespace

void log_line(std::string_view level, std::string_view what, const Json& fields) {
  Json line{{"at", base::iso8601(base::now_us())}, {"level", level}, {"what", what}};
  line.update(fields);
  const std::string text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

const Handlers& all_handlers() {
  static const Handlers all = [] {
    Handlers out;
    for (auto* add : {add_session_routes, add_oidc_routes, add_identity_provider_routes, add_reminder_routes, add_asset_routes, add_decision_routes,
                      add_inventory_routes, add_source_routes, add_job_routes, add_report_routes, add_transfer_routes, add_rule_routes, add_pack_routes,
                      add_people_routes, add_node_routes, add_assessment_routes, add_answer_routes, add_evidence_routes})
      add(out);
    return out;
  }();
  return all;
}

base::Result<std::unique_ptr<Api>> Api::make(Node& node) {
  auto api = std::unique_ptr<Api>(new Api(node));
  for (const Operation& operation : OpenApi::get().operations())
    if (all_handlers().find(operation.id) == nullptr)
      return base::fail(base::Code::internal, "接口没有实现", "an operation of the API description has no handler", operation.id);
  return api;
}

std::size_t Api::body_limit(std::string_view, std::string_view path) const {
  return path.starts_with(kApiPrefix) ? kApiBody : 0;
}

bool Api::takes_file(std::string_view method, std::string_view path) {
  return method == "POST" && path == std::string(kApiPrefix) + "/uploads";
}

net::BodyPlace Api::body_place(const net::Request& head) {
  net::BodyPlace out;
  auto lease = node_.lease();
  if (!lease) {
    out.refusal = problem_of(lease.error());
    return out;
  }
  auto caller = admit((*lease)->db(), head, OpenApi::get().operation("addUpload"));
  if (!caller) {
    out.refusal = std::move(caller.error());
    return out;
  }
  const auto imports = [&](const ListKind& list) {
    return list.import != nullptr && std::ranges::any_of(list.import->any_of, [&](access::Permission one) { return (*caller)->may(one); });
  };
  if (std::ranges::none_of(list_kinds(), imports) && !(*caller)->may(access::Permission::assessments_answer)) {
    out.refusal = problem(403, "permission", "not permitted");
    return out;
  }
  out.file = upload_path(node_.options().data, "incoming-" + crypto::random_hex(8));
  out.most = kLargestUpload;
  return out;
}

net::Response Api::answer(net::Request& request) {
  const double begin = base::monotonic_seconds();
  ++node_.counters.requests;
  net::Response response;
  try {
    response = route(request);
  } catch (const std::exception& error) {
    // A third-party edge threw, or we are wrong: this request fails, the node stays.
    log_line("error", "defect", {{"path", request.path}, {"error", error.what()}});
    response = problem(500, "internal", "internal error");
  }
  if (response.status >= 500) ++node_.counters.failed;
  if (response.status == 401 || response.status == 403) ++node_.counters.refused;
  add_security_headers(response, request.tls);
  if (request.path.starts_with(kApiPrefix))
    log_line(response.status >= 500 ? "error" : "info", "request",
             {{"method", request.method},
              {"path", request.path},
              {"status", response.status},
              {"ms", static_cast<int>((base::monotonic_seconds() - begin) * 1000)},
              {"from", request.peer}});
  return response;
}

net::Response Api::route(net::Request& request) {
  if (request.path == kApiPrefix || request.path.starts_with(std::string(kApiPrefix) + "/")) return api_answer(request);
  if (request.method != "GET") return problem(405, "method_not_allowed", "method not allowed").set("Allow", "GET, HEAD");
  if (request.path == "/healthz") return json_answer({{"status", "ok"}});
  if (request.path == "/readyz") {
    auto lease = node_.lease();
    if (!lease) return problem(503, "not_ready", "the store does not answer");
    return json_answer({{"status", "ready"}});
  }
  if (request.path == "/metrics") return metrics(request);
  return node_.console().answer(request);
}

std::expected<std::optional<Caller>, net::Response> Api::admit(store::Db& db, const net::Request& request, const Operation* operation) {
  auto caller = caller_of(db, request);
  if (!caller) return std::unexpected(problem_of(caller.error()));
  const bool open = operation != nullptr && operation->open;
  if (!*caller && !open) return std::unexpected(problem(401, "not_signed_in", "sign in first"));
  if (operation == nullptr || !*caller || open) return std::move(*caller);
  if (changes_something(request.method) && (*caller)->session_hash.size() > 0 && !is_own_page(request, **caller))
    return std::unexpected(problem(403, "csrf", "the request did not come from the console"));
  const auto needed = access::parse_permission(operation->permission);
  if (operation->permission != "*" && (!needed || !(*caller)->may(*needed)))
    return std::unexpected(problem(403, "permission", "not permitted", {{"needed", operation->permission}}));
  return std::move(*caller);
}

net::Response Api::api_answer(net::Request& request) {
  const std::string_view path = std::string_view(request.path).substr(kApiPrefix.size());
  const Found found = OpenApi::get().find(request.method, path);
  auto lease = node_.lease();
  if (!lease) return problem_of(lease.error());
  auto caller = admit((*lease)->db(), request, found.operation);
  if (!caller) return std::move(caller.error());
  if (path == "/openapi.json" && request.method == "GET") {
    net::Response response;
    response.set("Content-Type", "application/json").static_body = openapi_text();
    return response;
  }
  if (found.operation == nullptr)
    return found.other_method ? problem(405, "method_not_allowed", "method not allowed") : problem(404, "not_found", "no such address");
  const Operation& operation = *found.operation;
  if (auto status = OpenApi::get().check_query(operation, request); !status) return problem_of(status.error());
  auto body = parse_body(operation, request);
  if (!body) return problem_of(body.error());
  Context context{node_, **lease, request, *body, found.path_values, caller->value_or(Caller{})};
  const std::string_view fields = request.parameter("fields");
  if (auto status = check_fields(operation, fields); !status) return problem_of(status.error());
  Answer answer = (*all_handlers().find(operation.id))(context);
  if (!answer) return problem_of(answer.error());
  if (!fields.empty()) keep_fields(*answer, fields);
  return std::move(*answer);
}

net::Response Api::metrics(const net::Request& request) {
  auto lease = node_.lease();
  if (!lease) return problem_of(lease.error());
  auto caller = caller_of((*lease)->db(), request);
  if (!caller) return problem_of(caller.error());
  if (!*caller || !(*caller)->may(access::Permission::node_manage)) return problem(401, "not_signed_in", "a token with node.manage is needed");
  net::Response response;
  response.set("Content-Type", "text/plain; version=0.0.4");
  const auto add = [&](const char* name, const char* type, const char* help, auto value) {
    response.body += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, type, help, value);
  };
  add("gongdun_requests_total", "counter", "Requests answered.", node_.counters.requests.load());
  add("gongdun_requests_refused_total", "counter", "Requests answered with 401 or 403.", node_.counters.refused.load());
  add("gongdun_requests_failed_total", "counter", "Requests answered with 5xx.", node_.counters.failed.load());
  add("gongdun_listeners", "gauge", "Open event streams.", node_.events().listeners());
  add("gongdun_jobs_running", "gauge", "Long work under way.", node_.jobs().running());
  add("gongdun_resident_bytes", "gauge", "Resident memory.", base::resident_bytes());
  add("gongdun_start_time_seconds", "gauge", "Start of the process, seconds since 1970.", node_.started() / 1'000'000);
  return response;
}

}  // namespace gongdun::serve
