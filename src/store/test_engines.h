// For tests: every store test runs on both engines. A test program that asks for PostgreSQL starts a server of its own (private folder, private
// socket, no durability, an unprivileged account) and stops it at the end; each store is a fresh schema. Where PostgreSQL is not installed such
// tests are skipped and say so.
#pragma once
#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "store/db.h"

namespace gongdun::store::testing {

class PgServer {
 public:
  static constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin";
  static constexpr const char* kPassword = "S3cr%t-of-tests";         // as it is
  static constexpr const char* kPasswordInUrl = "S3cr%25t-of-tests";  // as an address holds it

  static bool installed() { return ::access((std::string(kPrograms) + "/postgres").c_str(), X_OK) == 0 && (::geteuid() != 0 || account() != nullptr); }

  // The one of this program; null: it does not start.
  static PgServer* instance() {
    static std::unique_ptr<PgServer> server = start();
    return server.get();
  }

  PgServer(const PgServer&) = delete;
  PgServer& operator=(const PgServer&) = delete;
  ~PgServer() {
    if (pid_ > 0) {
      ::kill(pid_, SIGQUIT);  // at once; nothing of it is needed again
      ::waitpid(pid_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string url(const std::string& schema, const std::string& password = kPasswordInUrl) const {
    return "postgres://tester:" + password + "@/postgres?host=" + folder_ + "&options=-csearch_path%3D" + schema;
  }
  std::string fresh_url() {
    const std::string schema = "t" + std::to_string(++schemas_);
    auto db = Db::open(url("public"));
    if (!db || !(*db)->exec("CREATE SCHEMA " + schema)) return {};
    return url(schema);
  }

 private:
  PgServer() = default;

  static passwd* account() { return ::getpwnam("postgres"); }

  // Not as root: the server refuses that.
  pid_t spawn(std::vector<std::string> argv) const {
    passwd* user = ::geteuid() == 0 ? account() : nullptr;
    const pid_t pid = ::fork();
    if (pid != 0) return pid;
    if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)) ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const int log = ::open((folder_ + "/log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(log, 1);
    ::dup2(log, 2);
    std::vector<char*> words;
    for (std::string& word : argv) words.push_back(word.data());
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    ::_exit(127);
  }

  static std::unique_ptr<PgServer> start() {
    if (!installed()) return nullptr;
    std::unique_ptr<PgServer> server(new PgServer);
    char folder[] = "/tmp/gd-pg-XXXXXX";
    if (::mkdtemp(folder) == nullptr) return nullptr;
    server->folder_ = folder;
    const std::string programs = std::string(kPrograms) + '/', data = server->folder_ + "/data", password = server->folder_ + "/password";
    std::ofstream(password) << kPassword << '\n';
    if (passwd* user = account(); ::geteuid() == 0)
      if (::chown(folder, user->pw_uid, user->pw_gid) != 0 || ::chown(password.c_str(), user->pw_uid, user->pw_gid) != 0) return nullptr;
    // A locale that does not sort by bytes: what sorts alike here does so everywhere.
    const pid_t made = server->spawn({programs + "initdb", "-D", data, "-U", "tester", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu",
                                      "--icu-locale=zh", "--auth=scram-sha-256", "--pwfile=" + password, "--no-sync"});
    int status = 0;
    if (::waitpid(made, &status, 0) != made || status != 0) return nullptr;
    server->pid_ =
        server->spawn({programs + "postgres", "-D", data, "-k", server->folder_, "-h", "", "-F", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB"});
    for (int tries = 0; tries < 400; ++tries) {
      if (Db::open(server->url("public"))) return server;
      ::usleep(50'000);
    }
    return nullptr;
  }

  std::string folder_;
  pid_t pid_ = -1;
  int schemas_ = 0;
};

inline std::string engine_name(const ::testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::sqlite ? "sqlite" : "postgresql";
}

// TEST_P(Suite, …) of a class derived from this runs on both; INSTANTIATE_TEST_SUITE_P(Engines, Suite, kEngines, engine_name).
class OnEngine : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::sqlite) {
      folder_ = std::filesystem::temp_directory_path() / ("gd-store-" + std::to_string(::getpid()));
      std::filesystem::create_directories(folder_);
      std::filesystem::remove_all(folder_ / "store.db");
      url_ = "sqlite:" + (folder_ / "store.db").string();
      return;
    }
    if (!PgServer::installed()) GTEST_SKIP() << "PostgreSQL 15 is not installed (package postgresql-15): not tested on it";
    ASSERT_NE(PgServer::instance(), nullptr) << "the PostgreSQL of the tests does not start";
    url_ = PgServer::instance()->fresh_url();
    ASSERT_FALSE(url_.empty());
  }
  void TearDown() override {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

  bool on_postgres() const { return GetParam() == Engine::postgresql; }
  const std::string& url() const { return url_; }
  // Another connection to the same store.
  std::unique_ptr<Db> open() const {
    auto db = Db::open(url_);
    EXPECT_TRUE(db) << db.error().text(base::Lang::en);
    return db ? std::move(*db) : nullptr;
  }

 private:
  std::string url_;
  std::filesystem::path folder_;
};

inline const auto kEngines = ::testing::Values(Engine::sqlite, Engine::postgresql);

}  // namespace gongdun::store::testing
