// Keys that signed what was merged here, remembered from the first time on (trust on first use): what comes later under another key of the same name is told
// apart.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assess/travel_signature.h"
#include "base/clock.h"
#include "store/db.h"

namespace gongdun::assess {

struct KnownSigner {
  std::string fingerprint, name;  // as it called itself when it was first seen
  base::TimeUs since = 0;
  std::string assessment;  // with which it first came
};

struct SignerCheck {
  std::optional<KnownSigner> before;   // the key as it is known; none: seen for the first time, and remembered now
  std::vector<KnownSigner> namesakes;  // other keys that came under this name
};

class KnownSigners {
 public:
  // Raises the store to the present schema.
  static base::Result<KnownSigners> open(store::Db& db);
  // Of a store that is at it already.
  static KnownSigners over(store::Db& db) { return KnownSigners(db); }
  base::Result<SignerCheck> meet(const TravelSignature& signature, const std::string& assessment, base::TimeUs now);
  base::Result<std::vector<KnownSigner>> all();  // oldest first

 private:
  explicit KnownSigners(store::Db& db) : db_(&db) {}
  store::Db* db_;
};

}  // namespace gongdun::assess
