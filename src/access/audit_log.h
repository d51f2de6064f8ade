// The audit log: every change and every read of sensitive detail — who, when, from where, what before and after. Records are numbered without gaps and
// chained with SM3 (GB/T 32905): the hash of a record covers all its fields and the hash before it, and the head is kept apart, so that an altered, missing
// or cut-off record is found and named.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/db.h"

namespace gongdun::access {

struct AuditEntry {
  std::int64_t number = 0;
  base::TimeUs at = 0;
  std::string person, login, address;  // person: id, empty before log-in
  std::string action;                  // "asset.decide"
  std::string object;                  // id of what was touched
  std::string before, after;           // JSON objects or empty; never raw values or secrets
  std::string hash;                    // hex
};

// Within the caller's transaction: what was done and its record are stored together or not at all.
base::Status append_audit(store::Db& db, AuditEntry entry);

struct AuditFilter {
  std::string person, action, object;  // action: a beginning will do
  std::optional<base::TimeUs> from, to;
  std::int64_t below = 0;  // only numbers below this one; 0: all
  std::size_t limit = 50;
};
base::Result<std::vector<AuditEntry>> load_audit(store::Db& db, const AuditFilter& filter);  // newest first

struct AuditVerdict {
  bool ok = true;
  std::int64_t entries = 0;
  std::string head;
  std::int64_t first_bad = 0;
  std::string problem;  // altered | missing | cut_off
};
base::Result<AuditVerdict> verify_audit(store::Db& db);
// Every record, oldest first.
base::Status each_audit(store::Db& db, base::TimeUs from, base::TimeUs to, const std::function<void(const AuditEntry&)>& visit);
// Removes what is older than the retention time and keeps where the chain begins now.
base::Result<std::int64_t> trim_audit(store::Db& db, base::TimeUs before);

}  // namespace gongdun::access
