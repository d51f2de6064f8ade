#include "probe/postgres_facts.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/split.h"
#include "base/utf8.h"

namespace gongdun::probe {

namespace {

using Row = std::vector<std::optional<std::string>>;

const std::string& cell(const Row& row, std::size_t index) {
  static const std::string kNone;
  return index < row.size() && row[index] ? *row[index] : kNone;
}

template <class Test>
double count_if(const store::LookRows& rows, Test test) {
  return static_cast<double>(std::ranges::count_if(rows, test));
}

bool is_loopback(const std::string& address) {
  return address == "localhost" || address.starts_with("127.") || address == "::1" || address == "samehost";
}

bool listens_beyond(const std::string& addresses) {
  for (const std::string& one : base::split(addresses, ','))
    if (const std::string address(base::trim(one)); !address.empty() && !is_loopback(address)) return true;
  return false;
}

void hba_facts(const store::LookRows& rules, Facts& out) {
  const auto remote = [](const Row& rule) { return cell(rule, 0).starts_with("host") && !is_loopback(cell(rule, 3)) && cell(rule, 5) != "reject"; };
  const auto anywhere = [](const Row& rule) {
    const std::string& address = cell(rule, 3);
    return address == "all" || ((address == "0.0.0.0" || address == "::") && cell(rule, 4) == address);
  };
  out.number("db_anyone_trusted", count_if(rules, [&](const Row& rule) { return remote(rule) && cell(rule, 5) == "trust"; }));
  out.number("db_from_anywhere", count_if(rules, [&](const Row& rule) { return remote(rule) && anywhere(rule); }));
  out.flag("db_tls_required",
           std::ranges::none_of(rules, [&](const Row& rule) { return remote(rule) && cell(rule, 0) != "hostssl" && cell(rule, 0) != "hostgssenc"; }));
}

void audit_facts(const std::map<std::string, std::string>& settings, Facts& out) {
  const auto loaded = settings.find("shared_preload_libraries");
  const bool known = loaded != settings.end();
  const auto has = [&](std::string_view name) { return known && loaded->second.find(name) != std::string::npos; };
  if (known) out.flag("db_password_rules", has("passwordcheck") || has("credcheck"));
  const auto statements = settings.find("log_statement");
  if (statements == settings.end()) return;
  if (has("pgaudit") || statements->second == "all")
    out.word("db_audit", "full");
  else if (statements->second != "none")
    out.word("db_audit", "changes");
  else if (known)
    out.word("db_audit", "none");
}

}  // namespace

Facts postgres_facts(const PostgresRead& read) {
  Facts out;
  out.word("db_engine", "postgresql");
  const auto setting = [&](const char* name) -> const std::string* {
    const auto found = read.settings.find(name);
    return found == read.settings.end() ? nullptr : &found->second;
  };
  if (const auto* number = setting("server_version_num")) {
    const int version = std::atoi(number->c_str());  // 150020: 15.20
    out.number("db_release", version / 10'000 * 100 + version % 10'000);
    out.word("db_version", std::to_string(version / 10'000) + "." + std::to_string(version % 10'000));
  }
  const auto flag = [&](const char* name, const char* fact) {
    if (const auto* value = setting(name)) out.flag(fact, *value == "on");
  };
  flag("ssl", "db_tls");
  flag("data_checksums", "db_checksums");
  flag("log_connections", "db_log_connections");
  if (const auto* listen = setting("listen_addresses")) out.flag("db_remote", listens_beyond(*listen));
  if (const auto* kind = setting("password_encryption")) out.flag("db_weak_hash_default", *kind != "scram-sha-256");
  if (const auto* oldest = setting("ssl_min_protocol_version"))
    out.number("db_tls_oldest", *oldest == "TLSv1.3" ? 1.3 : *oldest == "TLSv1.2" ? 1.2 : *oldest == "TLSv1.1" ? 1.1 : 1.0);
  audit_facts(read.settings, out);
  if (read.roles) {
    out.number("db_superusers", count_if(*read.roles, [](const Row& role) { return cell(role, 1) == "t" && cell(role, 2) == "t"; }));
    out.number("db_no_expiry", count_if(*read.roles, [](const Row& role) { return cell(role, 2) == "t" && cell(role, 3) == "t"; }));
  }
  // A role without password is no open door: only `trust` lets it in (db_anyone_trusted).
  if (read.hashes) {
    out.number("db_weak_hash", count_if(*read.hashes, [](const Row& role) { return cell(role, 1) == "md5" || cell(role, 1) == "other"; }));
  }
  if (read.hba) hba_facts(*read.hba, out);
  return out;
}

}  // namespace gongdun::probe
