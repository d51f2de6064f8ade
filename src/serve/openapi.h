// The API description (docs/api/openapi.json, built into the program) at work: it is the table of routes, of the permission each needs, and of what
// parameters and bodies may look like. What it does not describe is not served, and what does not fit it never reaches a handler.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "net/http.h"
#include "serve/answer.h"

namespace gongdun::serve {

// The text of docs/api/openapi.json.
std::string_view openapi_text();

struct Operation {
  std::string id, method;
  std::vector<std::string> path;  // segments; "{id}" stands for any
  bool open = false;              // no session needed
  std::string permission;         // "*": any signed-in person
  bool has_body = false;
  bool open_query = false;  // others add parameters of their own to it; those are not looked at
};

struct Found {
  const Operation* operation = nullptr;
  std::vector<std::pair<std::string, std::string>> path_values;
  bool other_method = false;  // the path is known, the method is not
};

class OpenApi {
 public:
  static const OpenApi& get();

  const std::vector<Operation>& operations() const;
  const Operation* operation(std::string_view id) const;
  // Members of the rows this operation's answer lists; empty where it is no list.
  std::vector<std::string> row_members(const Operation& operation) const;
  // `path` without /api/v1.
  Found find(std::string_view method, std::string_view path) const;
  // Fails with the parameter's name, or with the place in the body (/grade), and what was expected.
  base::Status check_query(const Operation& operation, const net::Request& request) const;
  base::Status check_body(const Operation& operation, const Json& body) const;
  // For tests: an answer against the schema of its status.
  base::Status check_answer(const Operation& operation, int status, const Json& body) const;

 private:
  OpenApi();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongdun::serve
