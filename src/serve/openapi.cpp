#include "serve/openapi.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "serve/embedded.h"
#include "serve/schema_check.h"

namespace gongdun::serve {

using base::Code;
using base::Status;

namespace {

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    out.emplace_back(path.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool is_open_segment(const std::string& segment) {
  return segment.starts_with('{');
}

// A query value as the schema wants it: text stays text, numbers and truth values are read.
Json typed(const Json& document, const Json& schema, const std::string& text) {
  if (schema.contains("$ref")) return text;  // enumerations
  const std::string type = schema.value("type", "string");
  if (type == "integer") {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
    return text;
  }
  if (type == "boolean") return text == "true" ? Json(true) : text == "false" ? Json(false) : Json(text);
  if (type != "array") return text;
  Json list = Json::array();
  for (std::size_t at = 0; at <= text.size() && !text.empty();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    list.push_back(typed(document, schema["items"], text.substr(at, end - at)));
    at = end + 1;
  }
  return list;
}

}  // namespace

std::string_view openapi_text() {
  return embedded_openapi();
}

struct OpenApi::Impl {
  Json document;
  std::vector<Operation> operations;
  std::vector<const Json*> described;  // beside each operation
};

OpenApi::OpenApi() : impl_(std::make_unique<Impl>()) {
  impl_->document = Json::parse(openapi_text());
  for (const auto& [path, methods] : impl_->document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      Operation out;
      out.id = operation["operationId"].get<std::string>();
      for (const char c : method) out.method += static_cast<char>(c - 'a' + 'A');
      out.path = segments_of(path);
      out.open = operation.contains("security") && operation["security"].empty();
      out.permission = operation.value("x-permission", "");
      out.open_query = operation.value("x-open-query", false);
      out.has_body = operation.contains("requestBody");
      impl_->operations.push_back(std::move(out));
      impl_->described.push_back(&operation);
    }
  }
}

const OpenApi& OpenApi::get() {
  static const OpenApi instance;
  return instance;
}

const std::vector<Operation>& OpenApi::operations() const {
  return impl_->operations;
}

const Operation* OpenApi::operation(std::string_view id) const {
  const auto found = std::ranges::find(impl_->operations, id, &Operation::id);
  return found == impl_->operations.end() ? nullptr : &*found;
}

std::vector<std::string> OpenApi::row_members(const Operation& operation) const {
  const Json& described = *impl_->described[static_cast<std::size_t>(&operation - impl_->operations.data())];
  const Json::json_pointer items("/responses/200/content/application~1json/schema/properties/items/items");
  if (!described.contains(items)) return {};
  const Json* row = &described[items];
  if (row->contains("$ref")) row = &impl_->document[Json::json_pointer((*row)["$ref"].get<std::string>().substr(1))];
  std::vector<std::string> out;
  if (row->contains("properties"))
    for (const auto& [name, unused] : (*row)["properties"].items()) out.push_back(name);
  return out;
}

Found OpenApi::find(std::string_view method, std::string_view path) const {
  const std::vector<std::string> segments = segments_of(path);
  Found best;
  std::size_t best_open = segments.size() + 1;
  for (const Operation& operation : impl_->operations) {
    if (operation.path.size() != segments.size()) continue;
    std::size_t open = 0;
    bool fits = true;
    for (std::size_t i = 0; i < segments.size() && fits; ++i) {
      open += is_open_segment(operation.path[i]) ? 1 : 0;
      fits = is_open_segment(operation.path[i]) ? !segments[i].empty() : operation.path[i] == segments[i];
    }
    if (!fits) continue;
    if (operation.method != method) {
      best.other_method = true;
    } else if (open < best_open) {  // /assets/facets before /assets/{id}
      best_open = open;
      best.operation = &operation;
    }
  }
  if (best.operation == nullptr) return best;
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (const std::string& name = best.operation->path[i]; is_open_segment(name)) best.path_values.emplace_back(name.substr(1, name.size() - 2), segments[i]);
  return best;
}

Status OpenApi::check_query(const Operation& operation, const net::Request& request) const {
  const Json& described = *impl_->described[static_cast<std::size_t>(&operation - impl_->operations.data())];
  const Json parameters = described.value("parameters", Json::array());
  for (const auto& [name, value] : request.query) {
    const Json* found = nullptr;
    for (const Json& stated : parameters) {
      const Json& parameter = stated.contains("$ref") ? impl_->document[Json::json_pointer(stated["$ref"].get<std::string>().substr(1))] : stated;
      if (parameter["in"] == "query" && parameter["name"] == name) found = &parameter;
    }
    if (found == nullptr && operation.open_query) continue;
    if (found == nullptr) return base::fail(Code::invalid_input, "没有这个查询参数", "no such query parameter", name);
    const Json& schema = (*found)["schema"];
    GD_TRY(check_value(impl_->document, schema, typed(impl_->document, schema, value), name));
  }
  return {};
}

Status OpenApi::check_body(const Operation& operation, const Json& body) const {
  const Json& described = *impl_->described[static_cast<std::size_t>(&operation - impl_->operations.data())];
  const Json& content = described["requestBody"]["content"];
  if (!content.contains("application/json")) return {};
  return check_value(impl_->document, content["application/json"]["schema"], body, "");
}

Status OpenApi::check_answer(const Operation& operation, int status, const Json& body) const {
  const Json& described = *impl_->described[static_cast<std::size_t>(&operation - impl_->operations.data())];
  const Json& responses = described["responses"];
  const std::string number = std::to_string(status);
  const Json& response = responses.contains(number) ? responses[number] : responses["default"];
  const Json content = response.value("content", Json::object());
  for (const auto& [type, form] : content.items())
    if (type.ends_with("json") && form.contains("schema")) return check_value(impl_->document, form["schema"], body, "");
  return {};
}

}  // namespace gongdun::serve
