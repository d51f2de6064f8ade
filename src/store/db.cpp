#include "store/db.h"

#include <fmt/format.h>

#include "store/pg_open.h"
#include "store/rows.h"
#include "store/snapshot.h"
#include "store/sqlite_open.h"

namespace gongdun::store {

using base::Code;
using base::Result;
using base::Status;

namespace {

// For messages: an address with an account in it may hold a password.
std::string without_account(const std::string& url) {
  const bool may_hold = url.find("://") != std::string::npos || url.find('@') != std::string::npos;
  return may_hold ? url.substr(0, url.find(':')) + ":…" : url;
}

using Opener = Result<std::unique_ptr<Db>>(const std::string&);

Result<std::unique_ptr<Db>> open_either(const std::string& url, Opener* sqlite, Opener* postgres) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url == ":memory:") return sqlite(url);
  if (url.starts_with(kSqlite)) return sqlite(url.substr(kSqlite.size()));
  if (url.starts_with("postgres://") || url.starts_with("postgresql://")) return postgres(url);
  return base::fail(Code::invalid_input, "不认识的存储库地址，应写作 sqlite:路径 或 postgres://用户@主机/数据库",
                    "unknown store address; write sqlite:PATH or postgres://USER@HOST/DATABASE", without_account(url));
}

}  // namespace

std::string beginning_with(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out + "%";
}

std::string containing(std::string_view text) {
  return "%" + beginning_with(text);
}

Status Stmt::run() {
  for (;;) {
    auto row = step();
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) return {};
  }
}

Result<std::unique_ptr<Db>> Db::open(const std::string& url) {
  return open_either(url, open_sqlite, open_postgres);
}

Result<std::unique_ptr<Db>> open_snapshot(const std::string& url) {
  return open_either(url, open_sqlite_snapshot, open_postgres_snapshot);
}

Status Db::migrate(std::string_view component, const std::vector<Migration>& migrations) {
  GD_TRY(exec("CREATE TABLE IF NOT EXISTS schema_version (component TEXT PRIMARY KEY, number INTEGER NOT NULL)"));
  auto tx = Tx::begin(*this);
  if (!tx) return std::unexpected(std::move(tx).error());
  std::int64_t have = 0;
  {
    auto query = prepare("SELECT number FROM schema_version WHERE component = ?");
    if (!query) return std::unexpected(std::move(query).error());
    auto row = (*query)->bind(1, component).step();
    if (!row) return std::unexpected(std::move(row).error());
    if (*row) have = (*query)->integer(0);
  }
  const std::int64_t newest = migrations.empty() ? 0 : migrations.back().number;
  if (have > newest)
    return base::fail(
        Code::unsupported, fmt::format("存储库由更新的版本建立（{} 结构 {}，本程序支持到 {}），请使用新版程序打开", component, have, newest),
        fmt::format("the store was made by a newer version ({} schema {}, this program knows {}); open it with the newer program", component, have, newest));
  for (const Migration& migration : migrations)
    if (migration.number > have) GD_TRY(exec(engine() == Engine::postgresql && !migration.pg.empty() ? migration.pg : migration.sql));
  auto update = prepare("INSERT INTO schema_version(component, number) VALUES(?, ?) ON CONFLICT(component) DO UPDATE SET number = excluded.number");
  if (!update) return std::unexpected(std::move(update).error());
  GD_TRY((*update)->bind(1, component).bind(2, newest).run());
  return tx->commit();
}

Result<Tx> Tx::begin(Db& db) {
  if (auto status = db.begin(); !status) return std::unexpected(std::move(status).error());
  return Tx(db);
}

Tx::Tx(Tx&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Tx::~Tx() {
  if (db_ != nullptr) db_->rollback();
}

Status Tx::commit() {
  Db* db = std::exchange(db_, nullptr);
  auto status = db->commit();
  if (!status) db->rollback();
  return status;
}

}  // namespace gongdun::store
