#include "assess/field_tables.h"

namespace gongdun::assess {

namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE assess_signer (
  fingerprint TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  since INTEGER NOT NULL,
  assessment TEXT NOT NULL
);
CREATE TABLE assess_previous (
  assessment TEXT PRIMARY KEY,
  body TEXT NOT NULL
);
)sql";

}  // namespace

base::Status migrate_field(store::Db& db, std::int64_t up_to) {
  return db.migrate("assess_field", store::up_to(up_to, {{1, kFirst}}));
}

}  // namespace gongdun::assess
