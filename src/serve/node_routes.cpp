// The node itself: settings and health.
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/organisation_store.h"
#include "base/memory.h"
#include "net/outbound.h"
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

base::Result<Json> last_backup(Context& c) {
  auto text = store::text(c.db(), "SELECT value FROM setting WHERE name = 'last_backup'");
  if (!text) return std::unexpected(std::move(text).error());
  const Json facts = Json::parse(text->value_or(""), nullptr, false);
  if (!facts.is_object()) return Json(nullptr);
  return Json{{"made", time_json(facts.value("made", base::TimeUs{0}))}, {"bytes", facts.value("bytes", std::uint64_t{0})}};
}

base::Result<Json> node_json(Context& c) {
  auto home = access::load_organisation(c.db(), c.node.home());
  if (!home) return std::unexpected(std::move(home).error());
  auto demo = store::integer(c.db(), "SELECT 1 FROM source WHERE demo = 1 LIMIT 1");
  if (!demo) return std::unexpected(std::move(demo).error());
  auto entries = store::integer(c.db(), "SELECT count(*) FROM audit");
  if (!entries) return std::unexpected(std::move(entries).error());
  auto backup = last_backup(c);
  if (!backup) return std::unexpected(std::move(backup).error());
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
              {"tls", tls},
              {"public_address", settings.public_address},
              {"last_backup", std::move(*backup)}};
}

// An origin: scheme, host and port, so that a path can follow.
base::Status check_public_address(std::string& address) {
  while (address.ends_with('/')) address.pop_back();
  if (address.empty()) return {};
  const std::size_t host = address.find("://");
  if (!net::check_address(address) || address.find_first_of("/?", host + 3) != std::string::npos)
    return base::fail(Code::invalid_input, "对外地址应写作 https://主机[:端口]，不带路径（http 仅限本机）",
                      "write the public address as https://host[:port] without a path (http only for this machine)", "public_address");
  return {};
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
    return Json{{"name", s.name},
                {"session_minutes", s.login.session_minutes},
                {"lockout_attempts", s.login.attempts},
                {"audit_keep_days", s.audit_keep_days},
                {"public_address", s.public_address}}
        .dump();
  };
  const std::string before = as_text(settings);
  settings.name = c.body.value("name", settings.name);
  settings.login.session_minutes = c.body.value("session_minutes", settings.login.session_minutes);
  settings.login.attempts = c.body.value("lockout_attempts", settings.login.attempts);
  settings.audit_keep_days = c.body.value("audit_keep_days", settings.audit_keep_days);
  settings.public_address = c.body.value("public_address", settings.public_address);
  GD_TRY(check_public_address(settings.public_address));
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
