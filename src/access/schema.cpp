#include "access/schema.h"

namespace gongdun::access {

namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE organisation (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, credit_code TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '', sector TEXT NOT NULL DEFAULT '',
  home INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE organisation_edge (parent TEXT NOT NULL, child TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (kind, parent, child));
CREATE TABLE organisation_path (kind TEXT NOT NULL, ancestor TEXT NOT NULL, descendant TEXT NOT NULL, PRIMARY KEY (kind, ancestor, descendant));
CREATE INDEX organisation_path_down ON organisation_path(descendant, kind);
CREATE TABLE person (
  id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password TEXT NOT NULL,
  totp TEXT NOT NULL DEFAULT '', totp_pending TEXT NOT NULL DEFAULT '', totp_used INTEGER NOT NULL DEFAULT 0,
  disabled INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL, last_login INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE session (hash TEXT PRIMARY KEY, person TEXT NOT NULL, csrf TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL, address TEXT NOT NULL);
CREATE INDEX session_person ON session(person);
CREATE TABLE token (
  id TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, permissions TEXT NOT NULL,
  created INTEGER NOT NULL, expires INTEGER NOT NULL, last_used INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE role_grant (
  id TEXT PRIMARY KEY, person TEXT NOT NULL, role TEXT NOT NULL, organisation TEXT NOT NULL, edge TEXT NOT NULL,
  ceiling INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL DEFAULT 0,
  granted_by TEXT NOT NULL, granted_at INTEGER NOT NULL
);
CREATE INDEX role_grant_person ON role_grant(person);
CREATE TABLE invitation (
  id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, person TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE audit (
  number INTEGER NOT NULL UNIQUE, at INTEGER NOT NULL, person TEXT NOT NULL, login TEXT NOT NULL, address TEXT NOT NULL,
  action TEXT NOT NULL, object TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX audit_at ON audit(at);
CREATE TABLE audit_head (one INTEGER NOT NULL UNIQUE, number INTEGER NOT NULL, hash TEXT NOT NULL, first_number INTEGER NOT NULL, first_hash TEXT NOT NULL);
INSERT INTO audit_head(one, number, hash, first_number, first_hash) VALUES (1, 0, '', 1, '');
)sql";

// Log-in by OpenID Connect. `secret` is sealed; a link is to (issuer, subject), which is all a provider promises never to give to somebody else.
constexpr std::string_view kSecond = R"sql(
CREATE TABLE identity_provider (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, issuer TEXT NOT NULL, client_id TEXT NOT NULL, secret TEXT NOT NULL,
  trust_factor INTEGER NOT NULL DEFAULT 0, enabled INTEGER NOT NULL DEFAULT 1, created INTEGER NOT NULL
);
CREATE TABLE person_identity (
  id TEXT PRIMARY KEY, person TEXT NOT NULL, issuer TEXT NOT NULL, subject TEXT NOT NULL, shown TEXT NOT NULL,
  linked INTEGER NOT NULL, last_used INTEGER NOT NULL DEFAULT 0, UNIQUE (issuer, subject)
);
CREATE INDEX person_identity_person ON person_identity(person);
CREATE TABLE oidc_used (state TEXT PRIMARY KEY, expires INTEGER NOT NULL);
)sql";

// What an organisation stands under and what it is called are asked for with every imported row.
constexpr std::string_view kLookUps = R"sql(
CREATE INDEX organisation_edge_up ON organisation_edge(child, kind);
CREATE INDEX organisation_name ON organisation(name);
CREATE INDEX organisation_credit ON organisation(credit_code);
)sql";

}  // namespace

base::Status migrate_access(store::Db& db, std::int64_t up_to) {
  return db.migrate("access", store::up_to(up_to, {{1, kFirst}, {2, kSecond}, {3, kLookUps}}));
}

}  // namespace gongdun::access
