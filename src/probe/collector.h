// A collector reads one kind of target, changes nothing there, and says what it read. One file each: a thin part that reads, and a pure part that makes facts
// of it.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "pack/probe_book.h"
#include "probe/facts.h"
#include "probe/judge.h"
#include "probe/target.h"
#include "store/db.h"

namespace gongdun::probe {

struct Settings {
  store::Db* db = nullptr;  // of the catalog; null: there is none
  const pack::ProbeBook* book = nullptr;
  std::string passwords;             // file in the format of .pgpass: host:port:database:user:password
  std::string ca_file;               // PEM: authorities to check certificates against, instead of the system's
  std::string ssh_key, known_hosts;  // files for ssh; empty: its own
  base::TimeUs now = 0;
};

struct Collected {
  Facts facts;
  nlohmann::json raw;             // what was read, for the evidence; never a password, a key or a hash of one
  std::vector<Finding> findings;  // what does not follow from facts: documents
};

struct Collector {
  std::string_view id;                            // what targets begin with
  bool (*passive)(const Target& target);          // sends nothing over the enterprise's network
  base::Bilingual (*plan)(const Target& target);  // what it is going to do, for people, before it does
  base::Result<Collected> (*collect)(const Target& target, const Settings& settings);
};

// Null: none for this kind.
const Collector* find_collector(const Target& target);

extern const Collector kCatalogCollector, kPostgresCollector, kMariadbCollector, kTlsCollector, kOsCollector, kBackupCollector, kDocumentCollector;

}  // namespace gongdun::probe
