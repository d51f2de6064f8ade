// MariaDB and MySQL by a read-only account: variables, plugins, accounts. Hashes of passwords are not read, only whether there is one.
#include "probe/collector.h"
#include "probe/mariadb_facts.h"
#include "probe/mariadb_session.h"
#include "probe/password_file.h"

namespace gongdun::probe {

namespace {

constexpr const char* kVariables =
    "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'have_ssl', 'require_secure_transport', 'tls_version', 'bind_address', 'skip_networking', "
    "'innodb_encrypt_tables', 'innodb_encrypt_log', 'encrypt_binlog', 'innodb_checksum_algorithm', 'server_audit_logging', 'server_audit_events', "
    "'general_log', 'default_password_lifetime', 'local_infile', 'secure_file_priv')";
constexpr const char* kPlugins =
    "SELECT plugin_name FROM information_schema.plugins WHERE plugin_status = 'ACTIVE' AND plugin_type IN ('ENCRYPTION', 'PASSWORD VALIDATION', 'AUDIT')";
// MySQL has neither roles nor the old password in this table.
constexpr const char* kAccounts =
    "SELECT u.User, u.Host, u.plugin, u.Password = '' AND u.authentication_string = '', u.Super_priv, u.is_role, CASE WHEN JSON_VALUE(g.Priv, "
    "'$.account_locked') IN ('1', 'true') THEN 'locked' WHEN u.authentication_string = 'invalid' OR u.Password = 'invalid' THEN 'invalid' ELSE '' END "
    "FROM mysql.user u LEFT JOIN mysql.global_priv g ON g.User = u.User AND g.Host = u.Host ORDER BY u.User, u.Host";
constexpr const char* kAccountsMysql =
    "SELECT User, Host, plugin, authentication_string = '', Super_priv, 'N', CASE WHEN account_locked = 'Y' THEN 'locked' ELSE '' END FROM mysql.user "
    "ORDER BY User, Host";

base::Result<Collected> collect(const Target& target, const Settings& settings) {
  MariadbPlace place{target.host, target.user, {}, target.port};
  if (!settings.passwords.empty()) {
    auto file = read_password_file(settings.passwords);
    if (!file) return std::unexpected(std::move(file).error());
    place.password = password_for(*file, target, 3306);
  }
  auto session = MariadbSession::open(place);
  if (!session) return std::unexpected(std::move(session).error().at(target.text()));
  auto variables = session->rows(kVariables);
  if (!variables) return std::unexpected(std::move(variables).error().at(target.text()));
  MariadbRead read;
  for (const auto& row : *variables)
    if (row.size() == 2 && row[0]) read.variables[*row[0]] = row[1].value_or("");
  if (auto rows = session->rows(kPlugins)) {
    read.plugins.emplace();
    for (const auto& row : *rows)
      if (!row.empty() && row[0]) read.plugins->insert(*row[0]);
  }
  if (auto rows = session->rows(kAccounts))
    read.accounts = std::move(*rows);
  else if (auto others = session->rows(kAccountsMysql))
    read.accounts = std::move(*others);
  Collected out;
  out.facts = mariadb_facts(read);
  out.raw = {{"variables", read.variables}, {"plugins", nullptr}, {"accounts", nullptr}, {"this_connection_encrypted", session->encrypted()}};
  if (read.plugins) out.raw["plugins"] = *read.plugins;
  if (read.accounts) {
    out.raw["accounts"] = nlohmann::json::array();
    for (const auto& row : *read.accounts) {
      nlohmann::json one = nlohmann::json::array();
      for (const auto& value : row) one.push_back(value ? nlohmann::json(*value) : nlohmann::json());
      out.raw["accounts"].push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace

const Collector kMariadbCollector{"db", [](const Target&) { return false; },
                                  [](const Target&) {
                                    return base::Bilingual{
                                        "以只读事务（每条语句至多 5 秒）读取全局变量、已启用插件和账号列表（不读口令散列），共 3 至 4 条查询",
                                        "reads global variables, active plugins and the list of accounts (no hashes) by 3 or 4 queries, each in a read-only "
                                        "transaction of at most 5 seconds"};
                                  },
                                  collect};

}  // namespace gongdun::probe
