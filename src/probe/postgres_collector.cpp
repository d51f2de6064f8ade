// PostgreSQL by a read-only account: settings, accounts, rules of access. Kinds of password hashes are told apart by the server; no hash is read.
#include <array>

#include "probe/collector.h"
#include "probe/postgres_facts.h"

namespace gongdun::probe {

namespace {

constexpr const char* kSettings =
    "SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN ('server_version_num', 'server_version', 'ssl', 'ssl_min_protocol_version', "
    "'password_encryption', 'listen_addresses', 'port', 'shared_preload_libraries', 'log_statement', 'log_connections', 'log_disconnections', "
    "'logging_collector', 'log_rotation_age', 'data_checksums', 'archive_mode', 'row_security') ORDER BY name";
constexpr const char* kRoles =
    "SELECT rolname, rolsuper, rolcanlogin, coalesce(rolvaliduntil = 'infinity', true) FROM pg_catalog.pg_roles WHERE rolname NOT LIKE 'pg\\_%' ORDER BY "
    "rolname";
constexpr const char* kHashes =
    "SELECT rolname, CASE WHEN rolpassword IS NULL THEN 'none' WHEN rolpassword LIKE 'SCRAM-SHA-256$%' THEN 'scram' WHEN rolpassword LIKE 'md5%' THEN 'md5' "
    "ELSE 'other' END FROM pg_catalog.pg_authid WHERE rolcanlogin ORDER BY rolname";
constexpr const char* kHba =
    "SELECT type, array_to_string(database, ','), array_to_string(user_name, ','), address, netmask, auth_method FROM pg_catalog.pg_hba_file_rules "
    "WHERE error IS NULL ORDER BY line_number";

nlohmann::json rows_json(const std::optional<store::LookRows>& rows) {
  if (!rows) return nullptr;
  nlohmann::json out = nlohmann::json::array();
  for (const auto& row : *rows) {
    out.push_back(nlohmann::json::array());
    for (const auto& value : row) out.back().push_back(value ? nlohmann::json(*value) : nlohmann::json());
  }
  return out;
}

base::Result<Collected> collect(const Target& target, const Settings& settings) {
  auto look = store::PgLook::open({target.host, target.path, target.user, target.port, settings.passwords});
  if (!look) return std::unexpected(std::move(look).error().at(target.text()));
  auto named = look->rows(kSettings);
  if (!named) return std::unexpected(std::move(named).error().at(target.text()));
  PostgresRead read;
  for (const auto& row : *named)
    if (row.size() == 2 && row[0] && row[1]) read.settings[*row[0]] = *row[1];
  // What the account may not see stays unknown.
  if (auto rows = look->rows(kRoles)) read.roles = std::move(*rows);
  if (auto rows = look->rows(kHashes)) read.hashes = std::move(*rows);
  if (auto rows = look->rows(kHba)) read.hba = std::move(*rows);
  Collected out;
  out.facts = postgres_facts(read);
  out.raw = {{"settings", read.settings},
             {"roles", rows_json(read.roles)},
             {"password_kinds", rows_json(read.hashes)},
             {"access_rules", rows_json(read.hba)},
             {"this_connection_encrypted", look->encrypted()}};
  return out;
}

}  // namespace

const Collector kPostgresCollector{
    "db", [](const Target&) { return false; },
    [](const Target&) {
      return base::Bilingual{"以只读事务（每条语句至多 5 秒）读取 pg_settings、pg_roles、pg_authid（只取口令散列的种类）、pg_hba_file_rules，共 4 条查询",
                             "reads pg_settings, pg_roles, pg_authid (kinds of hashes only) and pg_hba_file_rules by 4 queries, each in a "
                             "read-only transaction of at most 5 seconds"};
    },
    collect};

}  // namespace gongdun::probe
