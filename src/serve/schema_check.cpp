#include "serve/schema_check.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace gongdun::serve {

using base::Code;
using base::Status;

namespace {

constexpr std::array<std::string_view, 18> kKnown{
    "type",    "enum",    "properties", "required", "additionalProperties", "items",   "anyOf", "$ref",    "minLength", "maxLength",
    "minimum", "maximum", "maxItems",   "format",   "description",          "default", "title", "examples"};

Status wrong(const std::string& where, const std::string& zh, const std::string& en) {
  return base::fail(Code::invalid_input, zh, en, where.empty() ? "/" : where);
}

bool is_of(const Json& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

Status check_type(const Json& schema, const Json& value, const std::string& where) {
  const auto found = schema.find("type");
  if (found == schema.end()) return {};
  const bool fits = found->is_array() ? std::ranges::any_of(*found, [&](const Json& one) { return is_of(value, one.get_ref<const std::string&>()); })
                                      : is_of(value, found->get_ref<const std::string&>());
  if (fits) return {};
  return wrong(where, "类型应为 " + found->dump(), "should be of type " + found->dump());
}

Status check_bounds(const Json& schema, const Json& value, const std::string& where) {
  if (value.is_string()) {
    const std::size_t length = base::count_code_points(value.get_ref<const std::string&>());
    if (length < schema.value("minLength", std::size_t{0})) return wrong(where, "不能为空或过短", "must not be empty or so short");
    if (length > schema.value("maxLength", std::size_t{1'000'000})) return wrong(where, "过长", "is too long");
  }
  if (value.is_number()) {
    const double number = value.get<double>();
    if (schema.contains("minimum") && number < schema["minimum"].get<double>()) return wrong(where, "过小", "is too small");
    if (schema.contains("maximum") && number > schema["maximum"].get<double>()) return wrong(where, "过大", "is too large");
  }
  if (value.is_array() && schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())
    return wrong(where, "项数过多", "has too many entries");
  return {};
}

Status check_object(const Json& document, const Json& schema, const Json& value, const std::string& where) {
  for (const Json& name : schema.value("required", Json::array()))
    if (!value.contains(name.get_ref<const std::string&>())) return wrong(where + "/" + name.get<std::string>(), "缺少必填项", "is required");
  const Json none = Json::object();
  const auto properties = schema.find("properties");
  const Json& known = properties == schema.end() ? none : *properties;
  static const Json kAnything = true;
  const auto others = schema.find("additionalProperties");
  const Json& other = others == schema.end() ? kAnything : *others;  // a truth value, or the schema of members not named
  for (const auto& [name, member] : value.items()) {
    const auto found = known.find(name);
    if (found != known.end())
      GD_TRY(check_value(document, *found, member, where + "/" + name));
    else if (other.is_object())
      GD_TRY(check_value(document, other, member, where + "/" + name));
    else if (!other.get<bool>())
      return wrong(where + "/" + name, "没有这一项", "is not known");
  }
  return {};
}

const Json* target_of(const Json& document, const std::string& reference) {
  const Json* at = &document;
  for (std::size_t begin = 2; begin < reference.size();) {
    const std::size_t end = std::min(reference.find('/', begin), reference.size());
    const auto found = at->find(reference.substr(begin, end - begin));
    if (found == at->end()) return nullptr;
    at = &*found;
    begin = end + 1;
  }
  return at;
}

}  // namespace

Status check_value(const Json& document, const Json& schema, const Json& value, const std::string& where) {
  for (const auto& [keyword, unused] : schema.items())
    if (std::ranges::find(kKnown, keyword) == kKnown.end())
      return base::fail(Code::internal, "接口描述使用了未实现的关键字", "the API description uses a keyword nobody checks", keyword);
  if (const auto reference = schema.find("$ref"); reference != schema.end()) {
    const Json* target = target_of(document, reference->get_ref<const std::string&>());
    if (target == nullptr)
      return base::fail(Code::internal, "接口描述引用了不存在的部分", "the API description refers to nothing", reference->get<std::string>());
    return check_value(document, *target, value, where);
  }
  if (const auto choices = schema.find("anyOf"); choices != schema.end()) {
    Status last;
    for (const Json& choice : *choices) {
      last = check_value(document, choice, value, where);
      if (last) return {};
    }
    return check_value(document, choices->front(), value, where);
  }
  GD_TRY(check_type(schema, value, where));
  if (const auto choices = schema.find("enum"); choices != schema.end() && std::ranges::find(*choices, value) == choices->end())
    return wrong(where, "应为 " + choices->dump() + " 之一", "should be one of " + choices->dump());
  GD_TRY(check_bounds(schema, value, where));
  if (value.is_object()) return check_object(document, schema, value, where);
  if (value.is_array() && schema.contains("items"))
    for (std::size_t i = 0; i < value.size(); ++i) GD_TRY(check_value(document, schema["items"], value[i], where + "/" + std::to_string(i)));
  return {};
}

}  // namespace gongdun::serve
