// Looks at somebody else's PostgreSQL: settings and accounts by fixed statements, each in a read-only transaction with a time limit. Nothing is written there,
// and no temporary object made.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace gongdun::store {

struct PgPlace {
  std::string host, database, user;
  std::uint16_t port = 0;     // 0: 5432
  std::string password_file;  // in the format of .pgpass; empty: libpq's own
};

using LookRows = std::vector<std::vector<std::optional<std::string>>>;  // values as text; nullopt: NULL

class PgLook {
 public:
  static base::Result<PgLook> open(const PgPlace& place);
  // At most 10,000 rows; more is `limit`.
  base::Result<LookRows> rows(const char* sql);
  bool encrypted() const;  // this connection itself

 private:
  struct Close {
    void operator()(void* connection) const;
  };
  explicit PgLook(void* connection) : connection_(connection) {}
  std::unique_ptr<void, Close> connection_;
};

}  // namespace gongdun::store
