// One request on its way through a handler: who asks, what was sent (checked against the API description), and the connection to work with.
#pragma once
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/audit_log.h"
#include "access/login.h"
#include "net/http.h"
#include "serve/answer.h"
#include "serve/node.h"

namespace gongdun::serve {

struct Context {
  Node& node;
  Connection& connection;
  const net::Request& request;
  const Json& body;
  std::vector<std::pair<std::string, std::string>> path_values;
  access::Caller caller;
  bool bulk = false;  // a job walks the whole list: larger pages, and one audit record for all of them, which the job writes

  store::Db& db() { return connection.db(); }
  catalog::Catalog& catalog() { return *connection.catalog; }
  const std::string& path(std::string_view name) const;
  std::string query(std::string_view name) const { return std::string(request.parameter(name)); }
  std::vector<std::string> query_list(std::string_view name) const;  // a,b,c
  std::size_t limit() const;
  base::Result<std::string> cursor() const;
  // Where the caller holds the permission; nowhere if a token does not carry it.
  access::Scope scope(access::Permission permission) const {
    return caller.limit.test(static_cast<std::size_t>(permission)) ? caller.rights.scope(permission) : access::Scope();
  }
  // In a transaction of its own, for reads.
  base::Status audit_alone(std::string_view action, const std::string& object, const std::string& after = {});
  // Within the handler's transaction.
  base::Status audit(std::string_view action, const std::string& object, const std::string& before = {}, const std::string& after = {});
};

using Answer = base::Result<net::Response>;
using Handler = std::function<Answer(Context&)>;

// Handlers by operationId.
class Handlers {
 public:
  Handlers& on(std::string_view operation, Handler handler);
  const Handler* find(std::string_view operation) const;

 private:
  std::vector<std::pair<std::string, Handler>> all_;
};

// The handlers of every operation; made once.
const Handlers& all_handlers();

// One file a group of routes.
void add_session_routes(Handlers& to);
void add_oidc_routes(Handlers& to);
void add_identity_provider_routes(Handlers& to);
void add_reminder_routes(Handlers& to);
void add_asset_routes(Handlers& to);
void add_decision_routes(Handlers& to);
void add_inventory_routes(Handlers& to);
void add_source_routes(Handlers& to);
void add_job_routes(Handlers& to);
void add_report_routes(Handlers& to);
void add_transfer_routes(Handlers& to);
void add_rule_routes(Handlers& to);
void add_pack_routes(Handlers& to);
void add_people_routes(Handlers& to);
void add_node_routes(Handlers& to);
void add_assessment_routes(Handlers& to);
void add_answer_routes(Handlers& to);
void add_evidence_routes(Handlers& to);

}  // namespace gongdun::serve
