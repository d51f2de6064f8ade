#include "probe/mariadb_facts.h"

#include <algorithm>
#include <charconv>

namespace gongdun::probe {

namespace {

using Row = std::vector<std::optional<std::string>>;

const std::string& cell(const Row& row, std::size_t index) {
  static const std::string kNone;
  return index < row.size() && row[index] ? *row[index] : kNone;
}

bool is_on(const std::string& value) {
  return value == "ON" || value == "YES" || value == "FORCE" || value == "1";
}

void version_facts(const std::string& text, bool is_mariadb, Facts& out) {
  out.word("db_engine", is_mariadb ? "mariadb" : "mysql");
  int major = 0, minor = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, major);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return;
  if (std::from_chars(first.ptr + 1, end, minor).ec != std::errc()) return;
  out.number("db_release", major * 100 + minor);
  out.word("db_version", text.substr(0, text.find('-')));
}

void account_facts(const store::LookRows& accounts, Facts& out) {
  double open = 0, weak = 0, super = 0, anywhere = 0;
  for (const Row& account : accounts) {
    if (cell(account, 5) == "Y" || cell(account, 6) == "locked") continue;
    const std::string& plugin = cell(account, 2);
    const bool by_password = plugin.empty() || plugin == "mysql_native_password" || plugin == "mysql_old_password";
    const bool none = by_password && cell(account, 3) == "1";
    open += none ? 1 : 0;
    weak += by_password && !none && cell(account, 6) != "invalid" ? 1 : 0;
    super += cell(account, 4) == "Y" ? 1 : 0;
    anywhere += cell(account, 1) == "%" ? 1 : 0;
  }
  out.number("db_no_password", open);
  out.number("db_weak_hash", weak);
  out.number("db_superusers", super);
  out.number("db_from_anywhere", anywhere);
}

}  // namespace

Facts mariadb_facts(const MariadbRead& read) {
  Facts out;
  const auto variable = [&](const char* name) -> const std::string* {
    const auto found = read.variables.find(name);
    return found == read.variables.end() ? nullptr : &found->second;
  };
  const auto plugin = [&](std::string_view word) {
    return read.plugins && std::ranges::any_of(*read.plugins, [&](const std::string& one) { return one.find(word) != std::string::npos; });
  };
  if (const auto* version = variable("version")) version_facts(*version, version->find("MariaDB") != std::string::npos, out);
  if (const auto* bind = variable("bind_address")) {
    const auto* skip = variable("skip_networking");
    const bool loopback = *bind == "127.0.0.1" || *bind == "::1" || *bind == "localhost";
    out.flag("db_remote", !loopback && (skip == nullptr || !is_on(*skip)));
  }
  if (const auto* tls = variable("have_ssl")) out.flag("db_tls", is_on(*tls));
  if (const auto* required = variable("require_secure_transport")) out.flag("db_tls_required", is_on(*required));
  if (const auto* versions = variable("tls_version"); versions != nullptr && !versions->empty()) {
    const bool one = versions->find("TLSv1.0") != std::string::npos || versions->find("TLSv1,") != std::string::npos || versions->ends_with("TLSv1");
    out.number("db_tls_oldest", one ? 1.0 : versions->find("TLSv1.1") != std::string::npos ? 1.1 : versions->find("TLSv1.2") != std::string::npos ? 1.2 : 1.3);
  }
  if (const auto* sums = variable("innodb_checksum_algorithm")) out.flag("db_checksums", !sums->ends_with("none"));
  if (const auto* encrypts = variable("innodb_encrypt_tables")) out.flag("db_encrypted", is_on(*encrypts));
  const auto* server_audit = variable("server_audit_logging");
  const auto* all = variable("general_log");
  if (all != nullptr) {
    const bool audited = (server_audit != nullptr && is_on(*server_audit)) || plugin("audit_log");
    out.word("db_audit", audited || is_on(*all) ? "full" : "none");
    const auto* events = variable("server_audit_events");
    const bool connections = is_on(*all) || (audited && (events == nullptr || events->empty() || events->find("CONNECT") != std::string::npos));
    out.flag("db_log_connections", connections);
  }
  if (read.plugins) out.flag("db_password_rules", plugin("simple_password_check") || plugin("cracklib_password_check") || plugin("validate_password"));
  if (read.accounts) account_facts(*read.accounts, out);
  return out;
}

}  // namespace gongdun::probe
