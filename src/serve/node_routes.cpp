// The node itself: settings and health.
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/organisation_store.h"
#include "base/memory.h"
#include "net/self_made_certificate.h"
#include "serve/conflict.h"
#include "serve/context.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;

namespace {

std::uint64_t store_bytes(const std::string& url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (!url.starts_with(kSqlite)) return 0;
  std::error_code error;
  const auto bytes = std::filesystem::file_size(url.substr(kSqlite.size()), error);
  return error ? 0 : bytes;
}

base::Result<Json> node_json(Context& c) {
  auto home = access::load_organisation(c.db(), c.node.home());
  if (!home) return std::unexpected(std::move(home).error());
  auto demo = store::integer(c.db(), "SELECT 1 FROM source WHERE demo = 1 LIMIT 1");
  if (!demo) return std::unexpected(std::move(demo).error());
  auto entries = store::integer(c.db(), "SELECT count(*) FROM audit");
  if (!entries) return std::unexpected(std::move(entries).error());
  const Settings settings = c.node.settings();
  Json tls{{"on", c.request.tls}, {"subject", ""}, {"not_after", nullptr}};
  if (!c.node.options().certificate.empty())
    if (const auto facts = net::read_certificate(c.node.options().certificate))
      tls = {{"on", true}, {"subject", facts->subject}, {"not_after", time_json(facts->not_after)}};
  return Json{{"name", settings.name},
              {"organisation", home->name},
              {"version", GD_VERSION},
              {"demo", demo->has_value()},
              {"started", base::iso8601(c.node.started())},
              {"store", c.node.store_shown()},
              {"store_bytes", store_bytes(c.node.options().store)},
              {"packs_digest", c.node.tools().packs->digest},
              {"packs", c.node.tools().packs->packs.size()},
              {"resident_bytes", base::resident_bytes()},
              {"audit_entries", entries->value_or(0)},
              {"session_minutes", settings.login.session_minutes},
              {"lockout_attempts", settings.login.attempts},
              {"audit_keep_days", settings.audit_keep_days},
              {"threads", c.node.options().threads},
              {"tls", tls}};
}

Answer node_answer(Context& c) {
  auto json = node_json(c);
  if (!json) return std::unexpected(std::move(json).error());
  net::Response response = json_answer(*json);
  response.set("ETag", fmt::format("\"{}\"", c.node.settings().version));
  return response;
}

Answer change_node(Context& c) {
  auto tx = store::Tx::begin(c.db());
  if (!tx) return std::unexpected(std::move(tx).error());
  Settings settings = c.node.settings();
  const std::string_view seen = c.request.header("if-match");
  if (!seen.empty() && seen != fmt::format("\"{}\"", settings.version))
    return changed_meanwhile(c, "node.", "node", {"设置刚被他人修改，请刷新后重试", "somebody changed the settings meanwhile; load them again"});
  const auto as_text = [](const Settings& s) {
    return Json{{"name", s.name}, {"session_minutes", s.login.session_minutes}, {"lockout_attempts", s.login.attempts}, {"audit_keep_days", s.audit_keep_days}}
        .dump();
  };
  const std::string before = as_text(settings);
  settings.name = c.body.value("name", settings.name);
  settings.login.session_minutes = c.body.value("session_minutes", settings.login.session_minutes);
  settings.login.attempts = c.body.value("lockout_attempts", settings.login.attempts);
  settings.audit_keep_days = c.body.value("audit_keep_days", settings.audit_keep_days);
  GD_TRY(c.node.save_settings(c.db(), settings));
  GD_TRY(c.audit("node.change", "node", before, as_text(settings)));
  GD_TRY(tx->commit());
  GD_TRY(c.node.load_settings(c.db()));
  return node_answer(c);
}

}  // namespace

void add_node_routes(Handlers& to) {
  to.on("getNode", node_answer).on("changeNode", change_node);
}

}  // namespace gongdun::serve
