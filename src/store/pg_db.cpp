#include <fmt/ranges.h>
#include <libpq-fe.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "store/db.h"
#include "store/pg_open.h"
#include "store/pg_session.h"
#include "store/pg_spool.h"

namespace gongdun::store {

using base::Code;
using base::Error;
using base::Result;
using base::Status;

namespace {

constexpr Oid kBool = 16, kInt8 = 20, kText = 25, kFloat8 = 701;

std::string big_endian(std::uint64_t value) {
  std::string out(sizeof value, '\0');
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(value >> (8 * (out.size() - 1 - i)));
  return out;
}

// Rows come one by one off the connection; when somebody else needs it, the rest waits in a spool.
class PgStmt final : public Stmt, private PgReader {
 public:
  PgStmt(std::shared_ptr<PgSession> session, PgQuery query) : session_(std::move(session)), query_(std::move(query)), parameters_(query_.parameters) {}
  ~PgStmt() override { session_->abandon(*this); }
  PgStmt(const PgStmt&) = delete;
  PgStmt& operator=(const PgStmt&) = delete;

  Stmt& bind(int index, std::int64_t value) override { return set(index, kInt8, big_endian(static_cast<std::uint64_t>(value))); }
  Stmt& bind(int index, double value) override {
    if (std::isnan(value)) return bind_null(index);  // as SQLite keeps it
    return set(index, kFloat8, big_endian(std::bit_cast<std::uint64_t>(value)));
  }
  Stmt& bind(int index, std::string_view value) override { return set(index, kText, pg_keeps(value) ? std::string(value) : pg_text_out(value)); }
  Stmt& bind_null(int index) override {
    if (may_bind(index)) parameters_.set_null(index);
    return *this;
  }

  Result<bool> step() override {
    if (misused_) return std::unexpected(finish(misuse()));
    if (!running_) {
      if (auto started = start(); !started) return std::unexpected(finish(std::move(started).error()));
    }
    auto row = advance();
    if (!row) return std::unexpected(finish(std::move(row).error()));
    if (!*row) finish({});
    return row;
  }

  std::int64_t integer(int column) override {
    const std::string_view text = cell(column);
    if (is_bool(column)) return text == "t" ? 1 : 0;
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
  double real(int column) override { return is_bool(column) ? static_cast<double>(integer(column)) : std::strtod(std::string(cell(column)).c_str(), nullptr); }
  std::string text(int column) override {
    if (is_bool(column) && !is_null(column)) return cell(column) == "t" ? "1" : "0";
    return pg_text_in(cell(column));
  }
  bool is_null(int column) override { return !has(column) || row_[static_cast<std::size_t>(column)].data == nullptr; }

 private:
  bool may_bind(int index) {
    if (running_ || !parameters_.has(index)) misused_ = true;
    return !misused_;
  }
  Stmt& set(int index, Oid type, std::string value) {
    if (may_bind(index)) parameters_.set(index, type, std::move(value));
    return *this;
  }

  bool has(int column) const { return column >= 0 && static_cast<std::size_t>(column) < row_.size(); }
  std::string_view cell(int column) {
    return is_null(column) ? std::string_view() : std::string_view(row_[static_cast<std::size_t>(column)].data, row_[static_cast<std::size_t>(column)].size);
  }
  bool is_bool(int column) const { return has(column) && bools_[static_cast<std::size_t>(column)]; }

  Status start() {
    if (query_.reads) {
      GD_TRY(session_->read(*this, query_, parameters_));
      arriving_ = true;
    } else {
      auto result = session_->write(query_, parameters_);
      if (!result) return std::unexpected(std::move(result).error());
      result_ = std::move(*result);
      next_ = 0;
    }
    running_ = true;
    return {};
  }

  Result<bool> advance() {
    if (spool_) {
      auto row = spool_->next(row_);
      if (row && !*row && left_over_) return std::unexpected(*std::exchange(left_over_, std::nullopt));
      return row;
    }
    if (arriving_) {
      auto row = session_->next_row();
      arriving_ = row && *row;
      if (!row) return std::unexpected(std::move(row).error());
      result_ = std::move(*row);
      next_ = 0;
    }
    if (!result_ || next_ >= PQntuples(result_.get())) return false;
    look_at(result_.get(), next_++);
    return true;
  }

  void look_at(const PGresult* result, int row) {
    const int columns = PQnfields(result);
    row_.resize(static_cast<std::size_t>(columns));
    bools_.resize(row_.size());
    for (int i = 0; i < columns; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const bool null = PQgetisnull(result, row, i) != 0;
      row_[at] = null ? PgCell{} : PgCell{PQgetvalue(result, row, i), static_cast<std::size_t>(PQgetlength(result, row, i))};
      bools_[at] = PQftype(result, i) == kBool;
    }
  }

  // The row the caller looks at stays in result_.
  void make_room() override {
    spool_.emplace();
    const std::vector<PgCell> present = row_;
    Status kept;
    for (arriving_ = false;;) {
      auto row = session_->next_row();
      if (!row) left_over_ = std::move(row).error();
      if (!row || !*row) break;
      look_at(row->get(), 0);
      if (kept) kept = spool_->add(row_);
    }
    if (!kept) left_over_ = std::move(kept).error();
    row_ = present;
  }

  Error misuse() const {
    return {Code::internal,
            {"内部错误：语句的参数序号有误，或在读取中途改动了参数", "internal error: a parameter with a wrong number, or bound while rows are being read"},
            session_->where()};
  }

  Error finish(Error error) {
    session_->abandon(*this);
    parameters_.clear();
    spool_.reset();
    left_over_.reset();
    result_.reset();
    row_.clear();
    running_ = arriving_ = misused_ = false;
    return error;
  }

  std::shared_ptr<PgSession> session_;  // a statement may outlive its Db
  PgQuery query_;
  PgParameters parameters_;
  bool running_ = false, arriving_ = false, misused_ = false;
  PgResult result_;
  int next_ = 0;
  std::optional<PgSpool> spool_;
  std::optional<Error> left_over_;  // what went wrong while the rest was taken in: told after the last row
  std::vector<PgCell> row_;
  std::vector<bool> bools_;
};

class PgDb final : public Db {
 public:
  explicit PgDb(std::shared_ptr<PgSession> session) : session_(std::move(session)) {}

  Engine engine() const override { return Engine::postgresql; }
  Result<std::unique_ptr<Stmt>> prepare(std::string_view sql) override { return std::make_unique<PgStmt>(session_, to_postgres(sql)); }
  Status exec(std::string_view sql) override { return session_->exec(to_postgres(sql).text); }
  std::int64_t changes() override { return session_->changes(); }
  Status look_over(const std::vector<std::string>& tables) override { return session_->exec(fmt::format("ANALYZE {}", fmt::join(tables, ", "))); }
  bool others_wait() override { return session_->others_wait(); }

 private:
  Status begin() override { return session_->begin(); }
  Status commit() override { return session_->commit(); }
  void rollback() override { session_->rollback(); }

  std::shared_ptr<PgSession> session_;
};

}  // namespace

Result<std::unique_ptr<Db>> open_postgres(const std::string& url) {
  auto session = PgSession::open(url);
  if (!session) return std::unexpected(std::move(session).error());
  return std::make_unique<PgDb>(std::move(*session));
}

Result<std::unique_ptr<Db>> open_postgres_snapshot(const std::string& url) {
  auto session = PgSession::open(url);
  if (!session) return std::unexpected(std::move(session).error());
  GD_TRY((*session)->begin_snapshot());
  return std::make_unique<PgDb>(std::move(*session));
}

}  // namespace gongdun::store
