// What a probe looks at, as people write it on a consent and on the command line: "collector:address".
//   catalog                          the catalog of the store
//   db:postgres://[user@]host[:port][/database]     db:mariadb://[user@]host[:port]
//   tls:host[:port]                  one service
//   os:/                             this machine; os:/mnt/image: files below a folder
//   os:ssh://[user@]host[:port]      another machine
//   backup:/folder   doc:/folder
// A password never stands in it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::probe {

struct Target {
  std::string collector;  // "db"
  std::string scheme;     // "postgres", "mariadb", "ssh"; empty: none
  std::string user, host;
  std::uint16_t port = 0;  // 0: not given
  std::string path;        // database, or an absolute folder without . and ..

  std::string text() const;
  bool operator==(const Target&) const = default;
};

base::Result<Target> parse_target(std::string_view text);

// Whether a consent to `scope` is one to look at `target`: what the scope leaves open (user, port, database) may be anything, a folder holds what is below it,
// all else has to be the same.
bool covers(const Target& scope, const Target& target);

}  // namespace gongdun::probe
