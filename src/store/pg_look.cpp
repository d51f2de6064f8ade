#include "store/pg_look.h"

#include <libpq-fe.h>

#include <array>

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/pg_session.h"

namespace gongdun::store {

using base::Code;
using base::Result;

namespace {

constexpr int kMostRows = 10'000;

std::string one_line(const char* text) {
  std::string out = base::printable(base::trim(text));
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  return out.substr(0, 500);
}

auto failed(PGconn* connection) {
  const std::string detail = one_line(PQerrorMessage(connection));
  return base::fail(Code::io, fmt::format("PostgreSQL 未能回答（{}），请检查地址、账号、口令文件和权限", detail),
                    fmt::format("PostgreSQL gave no answer ({}); check address, account, file of passwords and permissions", detail));
}

}  // namespace

void PgLook::Close::operator()(void* connection) const {
  PQfinish(static_cast<PGconn*>(connection));
}

Result<PgLook> PgLook::open(const PgPlace& place) {
  const std::string port = place.port == 0 ? "5432" : std::to_string(place.port);
  const std::string database = place.database.empty() ? "postgres" : place.database;
  constexpr const char* kOptions = "-c default_transaction_read_only=on -c statement_timeout=5000 -c lock_timeout=1000";
  // A value that is empty is as if it were not given.
  constexpr std::array<const char*, 12> kNames = {
      "host", "port", "dbname", "user", "passfile", "connect_timeout", "options", "sslmode", "client_encoding", "application_name", "tcp_user_timeout",
      nullptr};
  const std::array<const char*, 12> values = {
      place.host.c_str(), port.c_str(), database.c_str(), place.user.c_str(), place.password_file.c_str(), "10", kOptions, "prefer", "UTF8",
      "gongdun-probe",    "20000",      nullptr};
  PgLook out(PQconnectdbParams(kNames.data(), values.data(), 0));
  auto* connection = static_cast<PGconn*>(out.connection_.get());
  PQsetNoticeReceiver(connection, [](void*, const PGresult*) {}, nullptr);
  if (PQstatus(connection) != CONNECTION_OK) return failed(connection);
  return out;
}

Result<LookRows> PgLook::rows(const char* sql) {
  auto* connection = static_cast<PGconn*>(connection_.get());
  const PgResult begun(PQexec(connection, "BEGIN READ ONLY"));
  const PgResult result(PQexecParams(connection, sql, 0, nullptr, nullptr, nullptr, nullptr, 0));
  const bool good = PQresultStatus(result.get()) == PGRES_TUPLES_OK;
  auto wrong = failed(connection);
  const PgResult ended(PQexec(connection, "ROLLBACK"));
  if (!good) return wrong;
  const int count = PQntuples(result.get()), fields = PQnfields(result.get());
  if (count > kMostRows) return base::fail(Code::limit, "行数过多", "too many rows");
  LookRows out;
  for (int row = 0; row < count; ++row) {
    out.emplace_back();
    for (int i = 0; i < fields; ++i)
      out.back().push_back(PQgetisnull(result.get(), row, i) != 0 ? std::nullopt : std::optional<std::string>(PQgetvalue(result.get(), row, i)));
  }
  return out;
}

bool PgLook::encrypted() const {
  return PQsslInUse(static_cast<PGconn*>(connection_.get())) != 0;
}

}  // namespace gongdun::store
