#include "probe/mariadb_session.h"

#include <mysql.h>

#include <array>

#include <fmt/format.h>

#include "base/utf8.h"

namespace gongdun::probe {

using base::Code;
using base::Result;

namespace {

constexpr unsigned kSslConnectionError = 2026;
constexpr std::size_t kMostRows = 10'000;

MYSQL* handle(void* connection) {
  return static_cast<MYSQL*>(connection);
}

auto failed(MYSQL* connection) {
  const std::string detail = fmt::format("{} {}", mysql_errno(connection), base::printable(mysql_error(connection)).substr(0, 500));
  return base::fail(Code::io, fmt::format("MariaDB 未能回答（{}），请检查地址、账号、口令文件和权限", detail),
                    fmt::format("MariaDB gave no answer ({}); check address, account, file of passwords and permissions", detail));
}

bool run(MYSQL* connection, std::string_view sql) {
  return mysql_real_query(connection, sql.data(), sql.size()) == 0;
}

MYSQL* connect(const MariadbPlace& place, bool tls) {
  MYSQL* connection = mysql_init(nullptr);
  if (connection == nullptr) return nullptr;
  const unsigned connect_seconds = 10, seconds = 15, protocol = MYSQL_PROTOCOL_TCP, no_files = 0;
  const my_bool enforce = tls ? 1 : 0, verify = 0;
  mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &connect_seconds);
  mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, &seconds);
  mysql_options(connection, MYSQL_OPT_WRITE_TIMEOUT, &seconds);
  mysql_options(connection, MYSQL_OPT_PROTOCOL, &protocol);
  mysql_options(connection, MYSQL_OPT_LOCAL_INFILE, &no_files);
  mysql_options(connection, MARIADB_OPT_RESTRICTED_AUTH, "mysql_native_password,client_ed25519,caching_sha2_password");
  mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &enforce);
  mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  mysql_real_connect(connection, place.host.c_str(), place.user.c_str(), place.password.c_str(), nullptr, place.port == 0 ? 3306 : place.port, nullptr, 0);
  return connection;
}

}  // namespace

void MariadbSession::Close::operator()(void* connection) const {
  mysql_close(handle(connection));
}

Result<MariadbSession> MariadbSession::open(const MariadbPlace& place) {
  MariadbSession out(connect(place, true));
  if (out.connection_ && mysql_errno(handle(out.connection_.get())) == kSslConnectionError) out.connection_.reset(connect(place, false));
  MYSQL* connection = handle(out.connection_.get());
  if (connection == nullptr) return base::fail(Code::internal, "内存不足", "out of memory");
  if (mysql_errno(connection) != 0) return failed(connection);
  // max_statement_time is MariaDB's, max_execution_time MySQL's; one of them is refused.
  run(connection, "SET SESSION max_statement_time = 5");
  run(connection, "SET SESSION max_execution_time = 5000");
  if (!run(connection, "SET SESSION TRANSACTION READ ONLY")) return failed(connection);
  return out;
}

Result<store::LookRows> MariadbSession::rows(const char* sql) {
  MYSQL* connection = handle(connection_.get());
  if (!run(connection, "START TRANSACTION READ ONLY") || !run(connection, sql)) {
    auto wrong = failed(connection);
    run(connection, "ROLLBACK");
    return wrong;
  }
  store::LookRows out;
  bool too_many = false;
  {
    struct Free {
      void operator()(MYSQL_RES* result) const { mysql_free_result(result); }
    };
    const std::unique_ptr<MYSQL_RES, Free> result(mysql_store_result(connection));
    if (!result) return failed(connection);
    const unsigned fields = mysql_num_fields(result.get());
    while (const MYSQL_ROW row = mysql_fetch_row(result.get())) {
      too_many = out.size() == kMostRows;
      if (too_many) break;
      const unsigned long* lengths = mysql_fetch_lengths(result.get());
      out.emplace_back();
      for (unsigned i = 0; i < fields; ++i)
        out.back().push_back(row[i] == nullptr ? std::nullopt : std::optional<std::string>(std::string(row[i], lengths[i])));
    }
  }
  run(connection, "ROLLBACK");
  if (too_many) return base::fail(Code::limit, "行数过多", "too many rows");
  return out;
}

bool MariadbSession::encrypted() const {
  return mysql_get_ssl_cipher(handle(connection_.get())) != nullptr;
}

}  // namespace gongdun::probe
