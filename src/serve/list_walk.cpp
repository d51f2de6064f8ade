#include "serve/list_walk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/split.h"
#include "serve/openapi.h"

namespace gongdun::serve {

using base::Code;
using base::Status;

namespace {

bool is_in_path(const Operation& operation, const std::string& name) {
  return std::ranges::find(operation.path, "{" + name + "}") != operation.path.end();
}

struct Place {
  net::Request request;
  std::vector<std::pair<std::string, std::string>> path_values;
};

Place place_of(const ListWalk& walk, const Operation& operation) {
  Place out;
  out.request.method = "GET";
  out.request.peer = walk.peer;
  for (const auto& [name, value] : walk.filter.items()) {
    const bool fixed = std::ranges::any_of(walk.kind.always, [&](const auto& one) { return one.first == name; });
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (is_in_path(operation, name))
      out.path_values.emplace_back(name, text);
    else if (!fixed)
      out.request.query.emplace_back(name, text);
  }
  for (const auto& one : walk.kind.always) {
    // Narrower is possible, wider is not.
    const std::string wanted = walk.filter.value(one.first, "");
    std::string kept;
    for (const std::string& value : base::split(wanted, ','))
      if (std::ranges::count(base::split(one.second, ','), value) > 0) kept += (kept.empty() ? "" : ",") + value;
    out.request.query.emplace_back(one.first, kept.empty() ? one.second : kept);
  }
  return out;
}

}  // namespace

Status ListWalk::check() const {
  const Operation* operation = OpenApi::get().operation(kind.operation);
  if (operation == nullptr) return base::fail(Code::internal, "清单没有对应的接口", "the list has no operation", std::string(kind.operation));
  const Place place = place_of(*this, *operation);
  for (const auto& segment : operation->path)
    if (segment.starts_with('{') && place.path_values.empty())
      return base::fail(Code::invalid_input, "请指定属于哪一项", "say which one it belongs to", "/filter/" + segment.substr(1, segment.size() - 2));
  for (const char* own : {"cursor", "limit", "fields"})
    if (filter.contains(own)) return base::fail(Code::invalid_input, "导出总是取全部", "an export takes everything", std::string("/filter/") + own);
  return OpenApi::get().check_query(*operation, place.request);
}

Status ListWalk::each(const std::function<base::Result<bool>(Context&, const Json&, std::uint64_t)>& visit) const {
  const Operation* operation = OpenApi::get().operation(kind.operation);
  const Handler* handler = operation == nullptr ? nullptr : all_handlers().find(kind.operation);
  if (handler == nullptr) return base::fail(Code::internal, "清单没有对应的接口", "the list has no operation", std::string(kind.operation));
  Place place = place_of(*this, *operation);
  const Json nothing;
  std::string cursor;
  do {
    // A connection for one page only: a long export holds none while it writes.
    auto lease = node.lease();
    if (!lease) return std::unexpected(std::move(lease).error());
    net::Request request = place.request;
    if (!cursor.empty()) request.query.emplace_back("cursor", cursor);
    Context context{node, **lease, request, nothing, place.path_values, caller, true};
    auto answer = (*handler)(context);
    if (!answer) return std::unexpected(std::move(answer).error());
    const Json page = Json::parse(answer->body, nullptr, false);
    if (answer->status != 200 || !page.is_object())
      return base::fail(Code::permission, "没有查看这个清单的权限", "this list may not be read", std::string(kind.id));
    const std::uint64_t total = page.value("total", std::uint64_t{0});
    for (const Json& row : page["items"]) {
      auto going = visit(context, row, total);
      if (!going) return std::unexpected(std::move(going).error());
      if (!*going) return {};
    }
    cursor = page["next"].is_string() ? page["next"].get<std::string>() : "";
  } while (!cursor.empty());
  return {};
}

access::Caller exporter(access::Caller caller, const ListKind& kind) {
  if (kind.of_data) {
    constexpr auto kNeeded = static_cast<std::size_t>(access::Permission::exports_make);
    if (!caller.limit.test(kNeeded)) caller.rights.grants.clear();
    std::erase_if(caller.rights.grants, [&](const access::Grant& grant) {
      const access::Role* role = access::find_role(grant.role);
      return role == nullptr || !role->may.test(kNeeded);
    });
  }
  return caller;
}

}  // namespace gongdun::serve
