// A database behind one small interface: SQLite on a laptop, PostgreSQL where a node grows. SQL is the common subset of docs/store.md; times are
// int64 µs, ids text or int64, JSON is text. SQL stands only in *_store.cpp files, values are always bound. One thread at a time.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gongdun::store {

class Stmt {
 public:
  virtual ~Stmt() = default;
  // Parameters are numbered from 1 in order of '?'; what is bound has the type of its column.
  virtual Stmt& bind(int index, std::int64_t value) = 0;
  virtual Stmt& bind(int index, double value) = 0;
  virtual Stmt& bind(int index, std::string_view value) = 0;
  virtual Stmt& bind_null(int index) = 0;
  // true: a row is there; false: done. A finished statement resets itself and keeps no bindings. Other statements may run in between.
  virtual base::Result<bool> step() = 0;
  base::Status run();                            // steps to the end
  virtual std::int64_t integer(int column) = 0;  // columns from 0
  virtual double real(int column) = 0;
  virtual std::string text(int column) = 0;
  virtual bool is_null(int column) = 0;
};

struct Migration {
  int number;
  std::string_view sql;
  std::string_view pg = {};  // instead of `sql` on PostgreSQL, where the common subset does not reach
};  // gapless from 1; applied once, in order

enum class Engine { sqlite, postgresql };

class Db {
 public:
  virtual ~Db() = default;
  // "sqlite:PATH" (the file is created with mode 0600), "postgres://…"; anything else says what is possible. ":memory:" for tests.
  static base::Result<std::unique_ptr<Db>> open(const std::string& url);

  virtual Engine engine() const = 0;
  // A faulty statement fails here or at its first step.
  virtual base::Result<std::unique_ptr<Stmt>> prepare(std::string_view sql) = 0;
  // One statement or more, without values; transactions are Tx alone.
  virtual base::Status exec(std::string_view sql) = 0;
  // `component` keeps the numbering of rooms apart. A store newer than the program is refused with words.
  base::Status migrate(std::string_view component, const std::vector<Migration>& migrations);
  virtual std::int64_t changes() = 0;
  // After much was written to these tables and before much is asked of them: PostgreSQL plans for empty ones until it has looked at them.
  virtual base::Status look_over(const std::vector<std::string>& tables) = 0;
  // Somebody else waits to write (on SQLite in this process, on PostgreSQL anywhere): who writes for long gives way at the next good moment.
  virtual bool others_wait() { return false; }

 private:
  friend class Tx;
  virtual base::Status begin() = 0;
  virtual base::Status commit() = 0;
  virtual void rollback() = 0;
};

// One writer at a time from here to commit(); rolls back unless that was called. After a statement failed nothing but giving up is left.
class Tx {
 public:
  static base::Result<Tx> begin(Db& db);
  Tx(Tx&& other) noexcept;
  ~Tx();
  base::Status commit();

 private:
  explicit Tx(Db& db) : db_(&db) {}
  Db* db_;
};

}  // namespace gongdun::store
