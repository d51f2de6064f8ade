#include "store/pg_session.h"

#include <fmt/format.h>
#include <poll.h>

#include <array>
#include <utility>

#include "base/utf8.h"
#include "store/pg_address.h"

namespace gongdun::store {

using base::Code;
using base::Error;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kPreparedAtOnce = 400;
constexpr std::size_t kThrownAway = 4096;  // rows nobody wants; beyond them a new connection is cheaper

std::string one_line(std::string_view text) {
  std::string out = base::printable(base::trim(text));
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  return out;
}

std::string_view field(const PGresult* result, int code) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

bool went_well(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

Status done(Result<PgResult> result) {
  if (!result) return std::unexpected(std::move(result).error());
  return {};
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

void PgParameters::set(int index, Oid type, std::string value) {
  const auto at = static_cast<std::size_t>(index - 1);
  types_[at] = type;
  values_[at] = std::move(value);
  given_[at] = true;
}

void PgParameters::set_null(int index) {
  types_[static_cast<std::size_t>(index - 1)] = 0;
  given_[static_cast<std::size_t>(index - 1)] = false;
}

void PgParameters::clear() {
  types_.assign(types_.size(), 0);
  given_.assign(given_.size(), false);
}

PgParameters::Wire PgParameters::wire() const {
  Wire out;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    out.values.push_back(given_[i] ? values_[i].data() : nullptr);
    out.lengths.push_back(static_cast<int>(values_[i].size()));
    out.formats.push_back(1);
  }
  return out;
}

PgSession::PgSession(PGconn* connection, std::string where) : connection_(connection), where_(std::move(where)) {}

PgSession::~PgSession() {
  PQfinish(connection_);
}

Result<std::shared_ptr<PgSession>> PgSession::open(const std::string& url) {
  auto where = pg_place(url);
  if (!where) return std::unexpected(std::move(where).error());
  // What stands before "dbname" the address may change. A peer that is gone is noticed within a minute.
  constexpr std::array<const char*, 8> kNames = {"fallback_application_name", "connect_timeout", "keepalives_idle", "keepalives_interval",
                                                 "tcp_user_timeout",          "dbname",          "client_encoding", nullptr};
  const std::array<const char*, 8> values = {"gongdun", "10", "30", "10", "60000", url.c_str(), "UTF8", nullptr};
  std::shared_ptr<PgSession> session(new PgSession(PQconnectdbParams(kNames.data(), values.data(), 1), std::move(*where)));
  PQsetNoticeReceiver(session->connection_, ignore_notice, nullptr);
  GD_TRY(session->set_up());
  return session;
}

Status PgSession::set_up() {
  lost_ = PQstatus(connection_) != CONNECTION_OK;
  if (lost_) return std::unexpected(connect_error());
  const char* encoding = PQparameterStatus(connection_, "server_encoding");
  GD_TRY(pg_server_fits(PQserverVersion(connection_), encoding == nullptr ? "" : encoding, where_));
  return done(take(PQexec(connection_, std::string(pg_session_settings()).c_str())));
}

// libpq's words name host, port, user and database. Should they ever hold the password, they are not shown.
Error PgSession::connect_error() {
  std::string detail = one_line(PQerrorMessage(connection_));
  const char* password = PQpass(connection_);
  const bool refused = detail.find("authentication failed") != std::string::npos || detail.find("no password supplied") != std::string::npos;
  if (password != nullptr && *password != '\0' && detail.find(password) != std::string::npos) detail = "…";
  return {refused ? Code::permission : Code::io,
          {fmt::format("无法连接 PostgreSQL 存储库（{}），请检查服务器是否运行、地址、用户和密码是否正确", detail),
           fmt::format("cannot connect to the PostgreSQL store ({}); check that the server runs and that address, user and password are right", detail)},
          where_};
}

Error PgSession::lost() {
  lost_ = true;
  if (in_transaction_)
    return {Code::io,
            {"与 PostgreSQL 存储库的连接在事务中中断，本次事务没有保存，请重试",
             "the connection to the PostgreSQL store was lost in a transaction: nothing of it was saved; try again"},
            where_};
  return {Code::io,
          {"与 PostgreSQL 存储库的连接中断，请核对最近一次写入是否已保存，然后重试",
           "the connection to the PostgreSQL store was lost; check whether the last change was saved, then try again"},
          where_};
}

// Only the first line of the server: its details quote rows.
Error PgSession::error_of(const PGresult* result) {
  const std::string_view state = field(result, PG_DIAG_SQLSTATE);
  if (PQstatus(connection_) == CONNECTION_BAD || pg_connection_lost(state)) return lost();
  if (state == "55P03")
    return {Code::io,
            {"存储库正被其他程序写入，等待超过 10 秒，请稍后重试", "another program has been writing to the store for more than 10 seconds; try again later"},
            where_};
  const std::string detail = one_line(result == nullptr ? PQerrorMessage(connection_) : field(result, PG_DIAG_MESSAGE_PRIMARY));
  return {pg_code(state),
          {fmt::format("存储库操作失败（{} {}），请检查数据库的权限和磁盘空间", state, detail),
           fmt::format("the store failed ({} {}); check permissions and disk space of the database", state, detail)},
          where_};
}

Result<PgResult> PgSession::take(PGresult* raw) {
  PgResult result(raw);
  if (!went_well(result.get())) return std::unexpected(error_of(result.get()));
  if (const std::string_view tag = PQcmdStatus(result.get()); tag.starts_with("INSERT") || tag.starts_with("UPDATE") || tag.starts_with("DELETE"))
    changes_ = std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
  return result;
}

// What the server said while nothing was asked: that it goes down, or the end of the connection.
bool PgSession::still_there() {
  for (int looks = 0; looks < 4; ++looks) {
    pollfd socket{PQsocket(connection_), POLLIN, 0};
    if (PQstatus(connection_) == CONNECTION_BAD || socket.fd < 0) return false;
    if (::poll(&socket, 1, 0) <= 0) return true;
    if (PQconsumeInput(connection_) == 0) return false;
    (void)PQisBusy(connection_);
  }
  return PQstatus(connection_) == CONNECTION_OK;
}

Status PgSession::claim() {
  if (reader_ != nullptr) std::exchange(reader_, nullptr)->make_room();
  if (in_transaction_) return lost_ ? Status(std::unexpected(lost())) : Status{};
  if (!lost_ && still_there()) return {};
  prepared_.clear();
  PQreset(connection_);
  return set_up();
}

Status PgSession::begin() {
  return begin_with(fmt::format("BEGIN; {}", pg_writer_lock()));
}

// The snapshot is taken by the first statement after BEGIN.
Status PgSession::begin_snapshot() {
  return begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1");
}

Status PgSession::begin_with(const std::string& sql) {
  GD_TRY(claim());
  if (in_transaction_) return base::fail(Code::internal, "内部错误：事务之中又开始事务", "internal error: a transaction within a transaction", where_);
  auto begun = take(PQexec(connection_, sql.c_str()));
  in_transaction_ = true;
  if (begun) return {};
  rollback();
  return std::unexpected(std::move(begun).error());
}

Status PgSession::commit() {
  if (auto ready = claim(); !ready) {
    in_transaction_ = false;
    return ready;
  }
  in_transaction_ = false;  // whatever comes of it; a connection lost here leaves open whether it was saved
  auto result = take(PQexec(connection_, "COMMIT"));
  if (!result) return std::unexpected(std::move(result).error());
  if (std::string_view(PQcmdStatus(result->get())) == "COMMIT") return {};
  return base::fail(Code::internal, "事务中有一步失败，整个事务没有保存", "a step of the transaction had failed: nothing of it was saved", where_);
}

void PgSession::rollback() {
  if (reader_ != nullptr) std::exchange(reader_, nullptr)->make_room();
  if (std::exchange(in_transaction_, false) && !lost_) (void)take(PQexec(connection_, "ROLLBACK"));
}

bool PgSession::others_wait() {
  constexpr std::chrono::milliseconds kLook{50};
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_for_others_ < kLook || !in_transaction_) return false;
  looked_for_others_ = now;
  if (!claim()) return false;
  auto waiting = take(PQexec(connection_, std::string(pg_waiting_writers()).c_str()));
  return waiting && PQntuples(waiting->get()) > 0;
}

Status PgSession::exec(const std::string& sql) {
  GD_TRY(claim());
  // Several statements in one message are one transaction.
  const std::string whole = in_transaction_ ? sql : fmt::format("{}; {}", pg_writer_lock(), sql);
  return done(take(PQexec(connection_, whole.c_str())));
}

Result<std::string> PgSession::prepared(const PgQuery& query, const PgParameters& parameters) {
  std::string key = query.text;
  for (const Oid type : parameters.types()) key += fmt::format(",{}", type);
  if (const auto known = prepared_.find(key); known != prepared_.end()) return known->second;
  if (prepared_.size() >= kPreparedAtOnce) {
    prepared_.clear();
    auto forgotten = take(PQexec(connection_, "DEALLOCATE ALL"));
    if (!forgotten) return std::unexpected(std::move(forgotten).error());
  }
  std::string name = fmt::format("gd{}", ++names_);
  const auto& types = parameters.types();
  auto made = take(PQprepare(connection_, name.c_str(), query.text.c_str(), static_cast<int>(types.size()), types.data()));
  if (!made) return std::unexpected(std::move(made).error());
  prepared_.emplace(std::move(key), name);
  return name;
}

Status PgSession::read(PgReader& reader, const PgQuery& query, const PgParameters& parameters) {
  GD_TRY(claim());
  auto name = prepared(query, parameters);
  if (!name) return std::unexpected(std::move(name).error());
  const auto wire = parameters.wire();
  const int count = static_cast<int>(wire.values.size());
  if (PQsendQueryPrepared(connection_, name->c_str(), count, wire.values.data(), wire.lengths.data(), wire.formats.data(), 0) == 0)
    return std::unexpected(error_of(nullptr));
  PQsetSingleRowMode(connection_);
  reader_ = &reader;
  return {};
}

Result<PgResult> PgSession::next_row() {
  PgResult result(PQgetResult(connection_));
  if (result && PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) return result;
  reader_ = nullptr;
  Result<PgResult> out = PgResult();
  if (result && !went_well(result.get())) out = std::unexpected(error_of(result.get()));
  while (PgResult rest{PQgetResult(connection_)}) continue;
  return out;
}

void PgSession::abandon(PgReader& reader) {
  if (reader_ != &reader) return;
  for (std::size_t rows = 0; reader_ != nullptr; ++rows) {
    // Cancelling would end the transaction, so inside one every row is taken and thrown away.
    if (!in_transaction_ && rows == kThrownAway) {
      reader_ = nullptr;
      lost_ = true;
      return;
    }
    if (auto row = next_row(); !row) return;
  }
}

Result<PgResult> PgSession::write(const PgQuery& query, const PgParameters& parameters) {
  GD_TRY(claim());
  auto name = prepared(query, parameters);
  if (!name) return std::unexpected(std::move(name).error());
  const auto wire = parameters.wire();
  if (!in_transaction_) return write_alone(*name, wire);
  const int count = static_cast<int>(wire.values.size());
  return take(PQexecPrepared(connection_, name->c_str(), count, wire.values.data(), wire.lengths.data(), wire.formats.data(), 0));
}

// The writers' lock and the statement in one message: one transaction, one round trip.
Result<PgResult> PgSession::write_alone(const std::string& name, const PgParameters::Wire& wire) {
  const int count = static_cast<int>(wire.values.size());
  const std::string lock(pg_writer_lock());
  const bool sent = PQenterPipelineMode(connection_) == 1 && PQsendQueryParams(connection_, lock.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 1 &&
                    PQsendQueryPrepared(connection_, name.c_str(), count, wire.values.data(), wire.lengths.data(), wire.formats.data(), 0) == 1 &&
                    PQpipelineSync(connection_) == 1;
  if (!sent) return std::unexpected(error_of(nullptr));
  Result<PgResult> out = PgResult();
  for (int nothing = 0; nothing < 2;) {
    PgResult result(PQgetResult(connection_));
    nothing = result ? 0 : nothing + 1;  // once between two commands, twice when all is over
    if (!result) continue;
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_PIPELINE_SYNC) break;
    if (status == PGRES_SINGLE_TUPLE) continue;  // the lock's: libpq 15 still reads as the query before did
    if (out && status != PGRES_PIPELINE_ABORTED) out = take(result.release());
  }
  PQexitPipelineMode(connection_);
  if (out && (PQstatus(connection_) == CONNECTION_BAD || !*out)) return std::unexpected(error_of(nullptr));
  return out;
}

}  // namespace gongdun::store
