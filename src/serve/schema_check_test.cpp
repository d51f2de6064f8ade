#include "serve/schema_check.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "serve/context.h"
#include "serve/openapi.h"

namespace gongdun::serve {

namespace {

std::string where(const char* schema, const char* value) {
  const Json document = Json::parse(R"({"defs":{"Name":{"type":"string","minLength":1,"maxLength":3}}})");
  const auto status = check_value(document, Json::parse(schema), Json::parse(value), "");
  return status ? "ok" : status.error().where;
}

}  // namespace

TEST(SchemaCheck, ValuesAndWhereTheyAreWrong) {
  EXPECT_EQ(where(R"({"type":"integer","minimum":1,"maximum":5})", "3"), "ok");
  EXPECT_EQ(where(R"({"type":"integer","minimum":1,"maximum":5})", "6"), "/");
  EXPECT_EQ(where(R"({"type":"integer"})", "1.5"), "/");
  EXPECT_EQ(where(R"({"type":["string","null"]})", "null"), "ok");
  EXPECT_EQ(where(R"({"type":"object","properties":{"a":{"$ref":"#/defs/Name"}},"required":["a"],"additionalProperties":false})", R"({"a":"工盾二三"})"), "/a");
  EXPECT_EQ(where(R"({"type":"object","properties":{"a":{"$ref":"#/defs/Name"}},"required":["a"],"additionalProperties":false})", R"({})"), "/a");
  EXPECT_EQ(where(R"({"type":"object","properties":{"a":{"$ref":"#/defs/Name"}},"required":["a"],"additionalProperties":false})", R"({"a":"工","b":1})"), "/b");
  EXPECT_EQ(where(R"({"type":"object","additionalProperties":{"type":"string"}})", R"({"a":"b","c":1})"), "/c");
  EXPECT_EQ(where(R"({"type":"array","items":{"enum":["x","y"]},"maxItems":2})", R"(["x","z"])"), "/1");
  EXPECT_EQ(where(R"({"type":"array","items":{"enum":["x","y"]},"maxItems":2})", R"(["x","x","x"])"), "/");
  EXPECT_EQ(where(R"({"anyOf":[{"type":"object","required":["a"]},{"type":"null"}]})", "null"), "ok");
  EXPECT_EQ(where(R"({"pattern":"x"})", "1"), "pattern") << "a keyword nobody checks must not pass in silence";
}

TEST(OpenApi, Paths_findTheMostExactOperation) {
  const OpenApi& api = OpenApi::get();
  EXPECT_EQ(api.find("GET", "/assets/facets").operation->id, "assetFacets");
  const Found one = api.find("GET", "/assets/A-1");
  EXPECT_EQ(one.operation->id, "getAsset");
  EXPECT_EQ(one.path_values.front().second, "A-1");
  EXPECT_EQ(api.find("POST", "/assets/A-1").operation, nullptr);
  EXPECT_TRUE(api.find("POST", "/assets/A-1").other_method);
  EXPECT_EQ(api.find("GET", "/assets/").operation, nullptr);
  EXPECT_FALSE(api.find("GET", "/nothing").other_method);
}

TEST(OpenApi, EveryOperation_namesAPermissionThatExists) {
  std::set<std::string> ids;
  for (const Operation& operation : OpenApi::get().operations()) {
    EXPECT_TRUE(ids.insert(operation.id).second) << operation.id;
    if (operation.open || operation.permission == "*") continue;
    EXPECT_TRUE(access::parse_permission(operation.permission)) << operation.id << " " << operation.permission;
  }
}

}  // namespace gongdun::serve
