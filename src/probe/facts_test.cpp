// The pure parts of the collectors.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "base/process.h"
#include "probe/documents.h"
#include "probe/mariadb_facts.h"
#include "probe/os_facts.h"
#include "probe/postgres_facts.h"
#include "probe/probe_fixture_test.h"
#include "probe/tls_facts.h"

namespace gongdun::probe {
namespace {

namespace fs = std::filesystem;

// "?" where nothing is known.
std::string shown(const Facts& facts, const std::string& id) {
  return facts.has(id) ? fact_words(testing::book(), facts, id, base::Lang::en) : "?";
}

std::string verdict(const Facts& facts, const std::string& probe) {
  const Verdict out = sum(judge(testing::book(), facts), probe);
  return !out.decided ? "?" : out.state ? std::string(pack::state_id(*out.state)) : "";
}

void expect_declared(const Facts& facts) {
  for (const auto& [id, value] : facts.all()) {
    const pack::FactField* field = testing::book().fact(id);
    ASSERT_NE(field, nullptr) << id;
    const bool fits = std::holds_alternative<bool>(value)     ? field->type == pack::FactType::yes_no
                      : std::holds_alternative<double>(value) ? field->type == pack::FactType::number
                                                              : field->type == pack::FactType::choice || field->type == pack::FactType::text;
    EXPECT_TRUE(fits) << id;
  }
}

TEST(PostgresFacts, a_careless_server) {
  PostgresRead read;
  read.settings = {{"server_version_num", "140005"}, {"ssl", "off"},
                   {"listen_addresses", "*"},        {"password_encryption", "md5"},
                   {"shared_preload_libraries", ""}, {"log_statement", "none"},
                   {"log_connections", "off"},       {"data_checksums", "off"}};
  read.roles = store::LookRows{{"postgres", "t", "t", "t"}, {"a", "t", "t", "f"}, {"b", "t", "t", "t"}, {"group", "f", "f", "t"}};
  read.hashes = store::LookRows{{"postgres", "scram"}, {"a", "md5"}, {"b", "none"}};
  read.hba = store::LookRows{{"local", "all", "all", std::nullopt, std::nullopt, "trust"},
                             {"host", "all", "all", "127.0.0.1", "255.255.255.255", "trust"},
                             {"host", "all", "all", "0.0.0.0", "0.0.0.0", "trust"}};
  const Facts facts = postgres_facts(read);
  expect_declared(facts);
  EXPECT_EQ(shown(facts, "db_version"), "14.5");
  EXPECT_EQ(shown(facts, "db_superusers"), "3");
  EXPECT_EQ(shown(facts, "db_anyone_trusted"), "1");
  EXPECT_EQ(verdict(facts, "db:transport"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:exposure"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:accounts"), "partial");
  EXPECT_EQ(verdict(facts, "db:audit_settings"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:password_settings"), "partial");
  EXPECT_EQ(verdict(facts, "db:integrity"), "partial");
  EXPECT_EQ(verdict(facts, "db:patch_level"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:tde_status"), "?");
}

TEST(PostgresFacts, a_careful_server_and_one_that_shows_little) {
  PostgresRead read;
  read.settings = {{"server_version_num", "150020"},
                   {"ssl", "on"},
                   {"ssl_min_protocol_version", "TLSv1.2"},
                   {"listen_addresses", "10.0.0.5"},
                   {"password_encryption", "scram-sha-256"},
                   {"shared_preload_libraries", "pgaudit,passwordcheck"},
                   {"log_statement", "none"},
                   {"log_connections", "on"},
                   {"data_checksums", "on"}};
  read.hashes = store::LookRows{{"postgres", "scram"}};
  read.hba = store::LookRows{{"hostssl", "all", "all", "10.0.0.0", "255.0.0.0", "scram-sha-256"}, {"host", "all", "all", "0.0.0.0", "0.0.0.0", "reject"}};
  const Facts facts = postgres_facts(read);
  for (const char* probe : {"db:transport", "db:exposure", "db:audit_settings", "db:password_settings", "db:integrity", "db:patch_level"})
    EXPECT_EQ(verdict(facts, probe), "") << probe;
  const Facts little = postgres_facts({{{"server_version_num", "150020"}, {"log_statement", "none"}}, {}, {}, {}});
  for (const char* probe : {"db:transport", "db:exposure", "db:audit_settings", "db:password_settings"}) EXPECT_EQ(verdict(little, probe), "?") << probe;
}

TEST(MariadbFacts, careless_and_careful) {
  MariadbRead read;
  read.variables = {
      {"version", "10.6.18-MariaDB"},   {"have_ssl", "DISABLED"}, {"require_secure_transport", "OFF"},         {"bind_address", ""},
      {"innodb_encrypt_tables", "OFF"}, {"general_log", "OFF"},   {"innodb_checksum_algorithm", "full_crc32"}, {"tls_version", "TLSv1.1,TLSv1.2"}};
  read.plugins.emplace();
  read.accounts = store::LookRows{{"", "localhost", "mysql_native_password", "1", "N", "N", ""},
                                  {"app", "%", "mysql_native_password", "0", "Y", "N", ""},
                                  {"root", "localhost", "mysql_native_password", "0", "Y", "N", "invalid"},
                                  {"mariadb.sys", "localhost", "mysql_native_password", "1", "N", "N", "locked"},
                                  {"role", "", "", "1", "N", "Y", ""}};
  Facts facts = mariadb_facts(read);
  expect_declared(facts);
  EXPECT_EQ(shown(facts, "db_no_password"), "1");
  EXPECT_EQ(shown(facts, "db_weak_hash"), "1");
  EXPECT_EQ(verdict(facts, "db:transport"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:tde_status"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:password_settings"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:audit_settings"), "noncompliant");
  EXPECT_EQ(verdict(facts, "db:patch_level"), "noncompliant");
  read.variables["version"] = "10.11.6-MariaDB-0+deb12u1";
  read.variables["have_ssl"] = read.variables["require_secure_transport"] = read.variables["innodb_encrypt_tables"] = "ON";
  read.variables["have_ssl"] = "YES";
  read.variables["tls_version"] = "TLSv1.2,TLSv1.3";
  read.variables["server_audit_logging"] = "ON";
  facts = mariadb_facts(read);
  for (const char* probe : {"db:transport", "db:tde_status", "db:audit_settings", "db:patch_level"}) EXPECT_EQ(verdict(facts, probe), "") << probe;
}

TEST(TlsFacts, versions_suites_certificate) {
  net::TlsLook look;
  look.reached = true;
  EXPECT_EQ(verdict(tls_facts(look, 0), "net:tls_probe"), "noncompliant");
  look.versions = {0x0303, 0x0301};
  look.has_certificate = true;
  look.certificate = {.key = "rsa", .key_bits = 1024, .not_before = 1'000, .not_after = 2'000};
  Facts facts = tls_facts(look, std::int64_t{2'001} * 1'000'000);
  expect_declared(facts);
  EXPECT_EQ(verdict(facts, "net:tls_probe"), "partial");
  EXPECT_EQ(shown(facts, "cert_days_left"), "-1");
  EXPECT_EQ(verdict(facts, "cert:validity"), "noncompliant");
  EXPECT_EQ(verdict(facts, "cert:algorithm"), "noncompliant");
  look.versions = {0x0303, 0x0304};
  look.tlcp = true;
  look.certificate = {.key = "sm2", .key_bits = 256, .not_before = 1'000, .not_after = 100'000'000, .trusted = true, .name_fits = true};
  facts = tls_facts(look, std::int64_t{2'000} * 1'000'000);
  for (const char* probe : {"net:tls_probe", "tls:cipher_suite", "cert:validity", "cert:algorithm"}) EXPECT_EQ(verdict(facts, probe), "") << probe;
  look.versions = {0x0301};
  EXPECT_EQ(verdict(tls_facts(look, 0), "net:tls_probe"), "noncompliant");
}

// The script itself, by the shell of this machine, over a folder that stands for a machine.
class OsScript : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("gd os ' " + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + std::to_string(::getpid()));
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }
  std::string run() {
    std::string out;
    auto done = base::run_process({"sh", "-c", os_script(root_.string())}, -1, {}, [&](std::string_view piece) {
      out += piece;
      return true;
    });
    EXPECT_TRUE(done);
    return out;
  }
  fs::path root_;
};

TEST_F(OsScript, a_careless_machine) {
  write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/:/bin/sh\nli:x:1000:1000::/home/li:/bin/sh\n");
  write("etc/shadow", "root:$y$j9T$SecretSalt$SecretHash:19000:0:99999:7:::\ntoor:$1$abc$OldHash:1:0:99999:7:::\nli::1:0:99999:7:::\nx:!:1:0:99999:7:::\n");
  write("etc/login.defs", "PASS_MAX_DAYS\t99999\nPASS_MIN_LEN 5\n");
  write("etc/pam.d/common-password", "password [success=1 default=ignore] pam_unix.so obscure yescrypt\n");
  write("etc/ssh/sshd_config", "PermitRootLogin yes\nPasswordAuthentication yes\n");
  write("etc/logrotate.conf", "weekly\nrotate 4\n");
  write("etc/logrotate.d/rsyslog", "/var/log/syslog\n{\n  rotate 4\n  weekly\n}\n");
  write("proc/net/tcp",
        "  sl  local_address rem_address   st\n   0: 00000000:0017 00000000:0000 0A 1\n   1: 0100007F:170C 00000000:0000 0A 1\n   2: 00000000:0D3D 0:0 0A\n");
  write("proc/mounts", "/dev/sda1 / ext4 rw 0 0\n");
  fs::create_directories(root_ / "etc/systemd/system/multi-user.target.wants");
  const std::string out = run();
  EXPECT_EQ(out.find("Secret"), std::string::npos);
  EXPECT_EQ(out.find("OldHash"), std::string::npos);
  const OsRead read = os_facts(out, testing::book());
  expect_declared(read.facts);
  const std::pair<const char*, const char*> expected[] = {
      {"os_other_roots", "1"},     {"os_empty_passwords", "1"},   {"os_weak_hashes", "1"},    {"os_password_days", "99999"},
      {"os_password_length", "6"}, {"os_password_quality", "no"}, {"os_lockout", "no"},       {"os_root_by_password", "yes"},
      {"os_log_days", "28"},       {"os_time_sync", "no"},        {"os_firewall", "no"},      {"os_clear_services", "1"},
      {"os_remote_services", "2"}, {"os_disk_encrypted", "no"},   {"os_stale_accounts", "?"}, {"os_pending", "?"}};
  for (const auto& [fact, value] : expected) EXPECT_EQ(shown(read.facts, fact), value) << fact;
  EXPECT_THAT(read.services, ::testing::UnorderedElementsAre("telnet:23", "rdp:3389"));
  EXPECT_EQ(verdict(read.facts, "os:password_policy"), "noncompliant");
  EXPECT_EQ(verdict(read.facts, "os:exposed_services"), "noncompliant");
}

TEST_F(OsScript, a_careful_machine) {
  write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
  write("etc/shadow", "root:*:19000:0:90:7:::\nops:$6$salt$hash:19000:0:90:7:::\n");
  write("etc/login.defs", "PASS_MAX_DAYS 90\n");
  write("etc/pam.d/common-password", "password requisite pam_pwquality.so retry=3\n");
  write("etc/pam.d/common-auth", "auth required pam_faillock.so preauth\n");
  write("etc/security/pwquality.conf", "minlen = 12\n");
  write("etc/ssh/sshd_config.d/a.conf", "PermitRootLogin no\n");
  write("etc/ssh/sshd_config", "PermitRootLogin yes\n");
  write("etc/logrotate.conf", "weekly\nrotate 4\n");
  write("etc/logrotate.d/rsyslog", "/var/log/syslog {\n  rotate 27\n}\n");
  write("etc/systemd/system/multi-user.target.wants/chrony.service", "");
  write("etc/systemd/system/multi-user.target.wants/nftables.service", "");
  write("etc/crypttab", "data /dev/sdb none luks\n");
  write("proc/mounts", "/dev/mapper/data / ext4 rw 0 0\n");
  write("proc/net/tcp", "   0: 00000000:0016 00000000:0000 0A 1\n");
  const Facts facts = os_facts(run(), testing::book()).facts;
  EXPECT_EQ(shown(facts, "os_password_length"), "12");
  EXPECT_EQ(shown(facts, "os_log_days"), "189");
  for (const char* probe :
       {"os:accounts", "os:password_policy", "os:log_retention", "os:time_sync", "os:firewall", "os:exposed_services", "os:remote_tools", "os:disk_encryption"})
    EXPECT_EQ(verdict(facts, probe), "") << probe;
}

TEST(OsFacts, output_that_was_cut_off_says_nothing) {
  EXPECT_TRUE(os_facts("@@passwd\ntoor:0:/bin/sh\n", testing::book()).facts.all().empty());
}

TEST(Documents, missing_sections_are_named) {
  const std::string plan = "数据安全事件应急预案\n1 事件分级\n2 组织机构与职责\n3 监测预警\n4 应急处置\n5 信息报告\n6 取证\n7 总结\n";
  auto findings = judge_documents(testing::book(), {{"a.docx", plan}, {"b.txt", "无关"}});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].probe, "doc:plan_sections");
  EXPECT_EQ(findings[0].state, pack::State::partial);
  EXPECT_NE(findings[0].note.zh.find("7/8，缺：演练与培训"), std::string::npos) << findings[0].note.zh;
  EXPECT_EQ(judge_documents(testing::book(), {{"a.docx", plan + "8 演 练\n"}})[0].state, pack::State::compliant);
  EXPECT_EQ(judge_documents(testing::book(), {{"应急预案.docx", "1 应急处置\n"}})[0].state, pack::State::noncompliant);
  EXPECT_TRUE(judge_documents(testing::book(), {{"c.txt", "本文提到演练"}}).empty());
}

}  // namespace
}  // namespace gongdun::probe
