// One connection to PostgreSQL: transactions, the turn among the writers, prepared statements, and what to do when the connection is lost.
#pragma once
#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "store/pg_dialect.h"

namespace gongdun::store {

struct ClearPgResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, ClearPgResult>;

// The values of one execution, in PostgreSQL's binary form.
class PgParameters {
 public:
  explicit PgParameters(int count) : types_(static_cast<std::size_t>(count)), values_(static_cast<std::size_t>(count)), given_(types_.size(), false) {}

  bool has(int index) const { return index >= 1 && static_cast<std::size_t>(index) <= types_.size(); }
  void set(int index, Oid type, std::string value);
  void set_null(int index);
  void clear();

  const std::vector<Oid>& types() const { return types_; }
  struct Wire {
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
  };
  Wire wire() const;

 private:
  std::vector<Oid> types_;  // 0: the server finds out; only NULL is sent so
  std::vector<std::string> values_;
  std::vector<bool> given_;
};

// Who reads rows off the connection as they arrive.
class PgReader {
 public:
  virtual ~PgReader() = default;
  virtual void make_room() = 0;  // somebody else needs the connection: take in all that is left
};

class PgSession {
 public:
  static base::Result<std::shared_ptr<PgSession>> open(const std::string& url);
  ~PgSession();
  PgSession(const PgSession&) = delete;
  PgSession& operator=(const PgSession&) = delete;

  base::Status begin();
  base::Status begin_snapshot();
  base::Status commit();
  void rollback();
  // Whether somebody waits for the turn; asked of the server some times a second at most, in between the answer is no.
  bool others_wait();
  base::Status exec(const std::string& sql);

  // Its rows follow one by one from next_row(), until null, an error or abandon().
  base::Status read(PgReader& reader, const PgQuery& query, const PgParameters& parameters);
  base::Result<PgResult> next_row();
  void abandon(PgReader& reader);
  // All rows of a statement that changes something; outside a transaction it is one of its own.
  base::Result<PgResult> write(const PgQuery& query, const PgParameters& parameters);

  std::int64_t changes() const { return changes_; }
  const std::string& where() const { return where_; }

 private:
  PgSession(PGconn* connection, std::string where);
  base::Status set_up();
  base::Status begin_with(const std::string& sql);
  base::Status claim();  // the connection is there, free and usable
  bool still_there();
  base::Result<std::string> prepared(const PgQuery& query, const PgParameters& parameters);
  base::Result<PgResult> write_alone(const std::string& name, const PgParameters::Wire& wire);
  base::Result<PgResult> take(PGresult* raw);  // the result of a whole command, or its error
  base::Error error_of(const PGresult* result);
  base::Error connect_error();
  base::Error lost();

  PGconn* connection_;
  std::string where_;
  PgReader* reader_ = nullptr;
  bool in_transaction_ = false, lost_ = false;
  std::int64_t changes_ = 0;
  std::chrono::steady_clock::time_point looked_for_others_{};
  std::unordered_map<std::string, std::string> prepared_;  // SQL and types → name on the server
  std::uint64_t names_ = 0;
};

}  // namespace gongdun::store
