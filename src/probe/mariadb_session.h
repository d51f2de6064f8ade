// Looks at somebody else's MariaDB or MySQL by fixed statements, each in a read-only transaction with a time limit. The only file that calls libmariadb is
// mariadb_session.cpp. TLS where the server offers it, no local files, no password in the clear.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/error.h"
#include "store/pg_look.h"

namespace gongdun::probe {

struct MariadbPlace {
  std::string host, user, password;
  std::uint16_t port = 0;  // 0: 3306
};

class MariadbSession {
 public:
  static base::Result<MariadbSession> open(const MariadbPlace& place);
  // At most 10,000 rows; more is `limit`.
  base::Result<store::LookRows> rows(const char* sql);
  bool encrypted() const;

 private:
  struct Close {
    void operator()(void* connection) const;
  };
  explicit MariadbSession(void* connection) : connection_(connection) {}
  std::unique_ptr<void, Close> connection_;
};

}  // namespace gongdun::probe
