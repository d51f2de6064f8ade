#include "serve/schema.h"

namespace gongdun::serve {

namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE job (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, person TEXT NOT NULL, by_name TEXT NOT NULL, org_id TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '', request TEXT NOT NULL DEFAULT '{}', result TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL, started INTEGER NOT NULL DEFAULT 0, finished INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX job_by_created ON job(created, id);
CREATE INDEX job_by_state ON job(state);
CREATE TABLE report (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, lang TEXT NOT NULL, person TEXT NOT NULL, by_name TEXT NOT NULL, org_id TEXT NOT NULL, reaches TEXT NOT NULL,
  assets INTEGER NOT NULL, files TEXT NOT NULL, created INTEGER NOT NULL
);
)sql";

// Files that come and go: what people handed in to be imported, and what jobs made for them. `position`: how far an import got.
constexpr std::string_view kTransfers = R"sql(
ALTER TABLE job ADD COLUMN position TEXT NOT NULL DEFAULT '';
CREATE TABLE upload (
  id TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, sm3 TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL
);
CREATE TABLE job_file (
  job TEXT NOT NULL, name TEXT NOT NULL, list TEXT NOT NULL, format TEXT NOT NULL, bytes INTEGER NOT NULL, sm3 TEXT NOT NULL, row_count INTEGER NOT NULL,
  reaches TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (job, name)
);
)sql";

}  // namespace

base::Status migrate_serve(store::Db& db) {
  return db.migrate("serve", {{1, kFirst}, {2, kTransfers}});
}

}  // namespace gongdun::serve
