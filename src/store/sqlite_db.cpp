#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "store/db.h"
#include "store/sqlite_open.h"
#include "store/sqlite_statements.h"
#include "store/write_gate.h"

namespace gongdun::store {

using base::Code;
using base::Error;
using base::Result;
using base::Status;

namespace {

constexpr int kBusyMilliseconds = 10'000;
constexpr std::chrono::milliseconds kTurn{kBusyMilliseconds};

Code code_of(int result) {
  switch (result & 0xff) {
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY: return Code::permission;
    case SQLITE_CONSTRAINT: return Code::conflict;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return Code::invalid_input;
    default: return Code::io;
  }
}

Error sqlite_error(sqlite3* handle, int result, const std::string& where) {
  const std::string detail = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(result);
  return {code_of(result),
          {fmt::format("存储库操作失败（{}），请检查磁盘空间、权限以及文件是否被其他程序占用", detail),
           fmt::format("the store failed ({}); check disk space, permissions and whether another program holds the file", detail)},
          where};
}

class SqliteStmt final : public Stmt {
 public:
  SqliteStmt(sqlite3* db, sqlite3_stmt* stmt, std::string sql, std::shared_ptr<SqliteStatements> home, std::string where, std::shared_ptr<WriteGate> gate)
      : db_(db), stmt_(stmt), sql_(std::move(sql)), home_(std::move(home)), where_(std::move(where)), gate_(std::move(gate)) {}
  ~SqliteStmt() override {
    home_->give_back(std::move(sql_), stmt_);
    leave_gate();
  }
  SqliteStmt(const SqliteStmt&) = delete;
  SqliteStmt& operator=(const SqliteStmt&) = delete;

  Stmt& bind(int index, std::int64_t value) override { return note(sqlite3_bind_int64(stmt_, index, value)); }
  Stmt& bind(int index, double value) override { return note(sqlite3_bind_double(stmt_, index, value)); }
  Stmt& bind(int index, std::string_view value) override {
    return note(sqlite3_bind_text64(stmt_, index, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  Stmt& bind_null(int index) override { return note(sqlite3_bind_null(stmt_, index)); }

  Result<bool> step() override {
    if (bind_result_ != SQLITE_OK) return std::unexpected(finish(bind_result_));
    // A single statement that writes takes its turn like a transaction does.
    if (gate_ && !in_gate_ && sqlite3_get_autocommit(db_) != 0 && sqlite3_stmt_readonly(stmt_) == 0) in_gate_ = gate_->enter(kTurn);
    const int result = sqlite3_step(stmt_);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) return std::unexpected(finish(result));
    finish(SQLITE_OK);
    return false;
  }

  std::int64_t integer(int column) override { return sqlite3_column_int64(stmt_, column); }
  double real(int column) override { return sqlite3_column_double(stmt_, column); }
  std::string text(int column) override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, column));
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column)));
  }
  bool is_null(int column) override { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }

 private:
  Stmt& note(int result) {
    if (result != SQLITE_OK && bind_result_ == SQLITE_OK) bind_result_ = result;
    return *this;
  }
  Error finish(int result) {
    Error error = result == SQLITE_OK ? Error{} : sqlite_error(db_, result, where_);
    sqlite3_reset(stmt_);
    sqlite3_clear_bindings(stmt_);
    bind_result_ = SQLITE_OK;
    leave_gate();
    return error;
  }
  void leave_gate() {
    if (std::exchange(in_gate_, false)) gate_->leave();
  }

  sqlite3* db_;
  sqlite3_stmt* stmt_;
  std::string sql_;
  std::shared_ptr<SqliteStatements> home_;
  std::string where_;
  std::shared_ptr<WriteGate> gate_;  // none in memory
  int bind_result_ = SQLITE_OK;
  bool in_gate_ = false;
};

class SqliteDb final : public Db {
 public:
  SqliteDb(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {
    if (path_ != ":memory:") gate_ = WriteGate::of(path_);
  }
  ~SqliteDb() override {
    statements_->close();
    sqlite3_close_v2(handle_);
    leave_gate();
  }
  SqliteDb(const SqliteDb&) = delete;
  SqliteDb& operator=(const SqliteDb&) = delete;

  Engine engine() const override { return Engine::sqlite; }

  Result<std::unique_ptr<Stmt>> prepare(std::string_view sql) override {
    sqlite3_stmt* stmt = statements_->take(sql);
    if (stmt == nullptr) {
      const int result = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &stmt, nullptr);
      if (result != SQLITE_OK) return std::unexpected(sqlite_error(handle_, result, path_));
    }
    return std::make_unique<SqliteStmt>(handle_, stmt, std::string(sql), statements_, path_, gate_);
  }

  Status exec(std::string_view sql) override {
    const int result = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) return std::unexpected(sqlite_error(handle_, result, path_));
    return {};
  }

  std::int64_t changes() override { return sqlite3_changes64(handle_); }
  Status look_over(const std::vector<std::string>&) override { return {}; }
  bool others_wait() override { return gate_ && gate_->others_wait(); }

 private:
  Status begin() override {
    if (gate_ && !in_gate_) in_gate_ = gate_->enter(kTurn);
    auto status = exec("BEGIN IMMEDIATE");
    if (!status) leave_gate();
    return status;
  }
  Status commit() override {
    auto status = exec("COMMIT");
    if (status) leave_gate();  // otherwise the rollback that follows does
    return status;
  }
  void rollback() override {
    (void)exec("ROLLBACK");
    leave_gate();
  }
  void leave_gate() {
    if (std::exchange(in_gate_, false)) gate_->leave();
  }

  sqlite3* handle_;
  std::string path_;
  std::shared_ptr<SqliteStatements> statements_ = std::make_shared<SqliteStatements>();  // statements outlive the connection at times
  std::shared_ptr<WriteGate> gate_;                                                      // none in memory
  bool in_gate_ = false;
};

// The store names people's findings: nobody else on the machine may read it. SQLite gives its side files the same mode. A store that is there is not opened
// here: closing a file drops every lock this process holds on it (POSIX), those of SQLite's other connections included, and another process that closes the
// store would then take itself for its last user and remove the log under them.
Status create_private(const std::string& path) {
  if (struct stat known{}; ::stat(path.c_str(), &known) == 0) return {};
  const int fd = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 && errno != EEXIST)
    return base::fail(Code::permission, "无法建立或打开存储库文件，请检查目录是否存在、是否可写，或用 --store sqlite:路径 指定别处",
                      "cannot create or open the store; check that the folder exists and is writable, or name another place with --store sqlite:PATH", path);
  if (fd >= 0) ::close(fd);
  return {};
}

}  // namespace

Result<std::unique_ptr<Db>> open_sqlite(const std::string& path) {
  if (path.empty()) return base::fail(Code::invalid_input, "存储库路径为空，应写作 sqlite:路径", "the store path is empty; write sqlite:PATH", "sqlite:");
  if (path != ":memory:") GD_TRY(create_private(path));
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  auto db = std::make_unique<SqliteDb>(handle, path);
  if (result != SQLITE_OK) return std::unexpected(sqlite_error(handle, result, path));
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  sqlite3_extended_result_codes(handle, 1);
  // secure_delete: a dismissed sample must not linger in free pages. FULL: what a person decided survives power loss.
  GD_TRY(db->exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY"));
  return db;
}

Result<std::unique_ptr<Db>> open_sqlite_snapshot(const std::string& path) {
  auto db = open_sqlite(path);
  // What the transaction shows is fixed by its first read.
  if (db) GD_TRY((*db)->exec("PRAGMA query_only=ON; BEGIN; SELECT count(*) FROM sqlite_master"));
  return db;
}

}  // namespace gongdun::store
