// A node in one sealed file: every row of its store as of one moment, and its data folder (reports, packs, certificates, keys). Made while the node runs, from
// either engine; brought back into either engine. The form is described in docs/backup.md.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"

namespace gongdun::serve {

struct BackupPlace {
  std::string store;  // address
  std::string data;   // folder
};

struct BackupFacts {
  base::TimeUs made = 0;
  std::string program, engine;  // version and store it was made with
  std::uint64_t tables = 0, rows = 0, files = 0, bytes = 0;
  std::vector<std::string> missing;  // files that went away while the backup was made
  std::int64_t audit_entries = 0;    // of a drill: records of the audit log, all checked
};

inline constexpr std::size_t kShortestPassphrase = 12;  // code points

// Fails when `file` exists. `by` is written to the audit log with the figures.
base::Result<BackupFacts> make_backup(const BackupPlace& from, const std::string& file, std::string_view passphrase, const std::string& by);

// Into a store that holds nothing yet and a folder that is not there yet or empty; either everything is brought back, or nothing. Sessions and one-time links
// are not: what was used since must not be usable again.
base::Result<BackupFacts> restore_backup(const std::string& file, std::string_view passphrase, const BackupPlace& to, const std::string& by);

// Brings it back into a throw-away folder under `workspace`, checks every digest, raises the store to this program's version, reads the audit log through,
// and removes it all again.
base::Result<BackupFacts> drill_backup(const std::string& file, std::string_view passphrase, const std::string& workspace);

}  // namespace gongdun::serve
