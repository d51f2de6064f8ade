// A database behind one small interface: SQLite today, PostgreSQL beside it when the node grows. SQL is the common subset; times are int64 µs,
// ids text or int64, JSON is text. SQL stands only in *_store.cpp files, values are always bound.
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
  // Parameters are numbered from 1 in order of '?'.
  virtual Stmt& bind(int index, std::int64_t value) = 0;
  virtual Stmt& bind(int index, double value) = 0;
  virtual Stmt& bind(int index, std::string_view value) = 0;
  virtual Stmt& bind_null(int index) = 0;
  // true: a row is there; false: done. A finished statement resets itself and keeps no bindings.
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
};  // gapless from 1; applied once, in order

class Db {
 public:
  virtual ~Db() = default;
  // "sqlite:PATH" (the file is created with mode 0600); anything else says what is possible. ":memory:" for tests.
  static base::Result<std::unique_ptr<Db>> open(const std::string& url);

  virtual base::Result<std::unique_ptr<Stmt>> prepare(std::string_view sql) = 0;
  virtual base::Status exec(std::string_view sql) = 0;
  // `component` keeps the numbering of rooms apart. A store newer than the program is refused with words.
  base::Status migrate(std::string_view component, const std::vector<Migration>& migrations);
  virtual std::int64_t changes() = 0;
};

// BEGIN IMMEDIATE … COMMIT; rolls back unless commit() was called.
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
