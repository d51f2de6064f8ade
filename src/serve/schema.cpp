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

// Rule packs beyond those of the program; a preview's lines by asset.
constexpr std::string_view kPacks = R"sql(
CREATE TABLE pack_signer (fingerprint TEXT PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL, by_name TEXT NOT NULL, added INTEGER NOT NULL);
CREATE TABLE pack_version (
  digest TEXT PRIMARY KEY, pack TEXT NOT NULL, version TEXT NOT NULL, signer TEXT NOT NULL, fingerprint TEXT NOT NULL, by_name TEXT NOT NULL,
  uploaded INTEGER NOT NULL, activated INTEGER NOT NULL DEFAULT 0, active INTEGER NOT NULL DEFAULT 0, preview TEXT NOT NULL DEFAULT ''
);
CREATE TABLE pack_change (
  digest TEXT NOT NULL, asset_id TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, decided INTEGER NOT NULL, PRIMARY KEY (digest, asset_id)
);
)sql";

// Reminders: who wants which, the outbox (one row per kind, object and recipient), what was delivered, and webhooks with sealed secrets.
constexpr std::string_view kReminders = R"sql(
CREATE TABLE reminder_choice (
  person TEXT PRIMARY KEY, mail TEXT NOT NULL, lang TEXT NOT NULL, digest INTEGER NOT NULL, kinds TEXT NOT NULL, since INTEGER NOT NULL
);
CREATE TABLE webhook (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL, kinds TEXT NOT NULL, enabled INTEGER NOT NULL, since INTEGER NOT NULL
);
CREATE TABLE reminder (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, object TEXT NOT NULL, recipient TEXT NOT NULL, at INTEGER NOT NULL, due INTEGER NOT NULL,
  delivery TEXT NOT NULL DEFAULT '', UNIQUE (kind, object, recipient)
);
CREATE INDEX reminder_by_delivery ON reminder(delivery, due);
CREATE TABLE delivery (
  id TEXT PRIMARY KEY, recipient TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL,
  next_try INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '', kinds TEXT NOT NULL, reminders INTEGER NOT NULL
);
CREATE INDEX delivery_by_state ON delivery(state, next_try);
CREATE INDEX delivery_by_created ON delivery(created, id);
CREATE TABLE missed_run (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, org_id TEXT NOT NULL, due INTEGER NOT NULL, noticed INTEGER NOT NULL, why TEXT NOT NULL
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

// Reports of assessments lie beside those of the catalog; who may read the assessment may read them.
constexpr std::string_view kAssessmentReports = R"sql(
ALTER TABLE report ADD COLUMN assessment TEXT NOT NULL DEFAULT '';
CREATE INDEX report_by_assessment ON report(assessment);
)sql";

}  // namespace

base::Status migrate_serve(store::Db& db, std::int64_t up_to) {
  return db.migrate("serve", store::up_to(up_to, {{1, kFirst}, {2, kPacks}, {3, kReminders}, {4, kTransfers}, {5, kAssessmentReports}}));
}

}  // namespace gongdun::serve
