#include "access/identity_store.h"

#include "base/utf8.h"
#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kProvider = "SELECT id, name, issuer, client_id, secret, trust_factor, enabled, created FROM identity_provider";
constexpr std::string_view kIdentity = "SELECT id, person, issuer, subject, shown, linked, last_used FROM person_identity";

IdentityProvider read_provider(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5) != 0, row.integer(6) != 0, row.integer(7)};
}

Identity read_identity(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5), row.integer(6)};
}

}  // namespace

Result<std::vector<IdentityProvider>> load_providers(store::Db& db) {
  std::vector<IdentityProvider> out;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { out.push_back(read_provider(row)); }, std::string(kProvider) + " ORDER BY created, id"));
  return out;
}

Result<IdentityProvider> load_provider(store::Db& db, const std::string& id) {
  std::optional<IdentityProvider> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_provider(row); }, std::string(kProvider) + " WHERE id = ?", id));
  if (!found) return base::fail(Code::not_found, "没有这个身份提供方", "no such identity provider", id);
  return std::move(*found);
}

Result<std::string> save_provider(store::Db& db, const IdentityProvider& provider) {
  const std::string id = provider.id.empty() ? "O-" + crypto::random_hex(6) : provider.id;
  GD_TRY(store::run(
      db,
      "INSERT INTO identity_provider(id, name, issuer, client_id, secret, trust_factor, enabled, created) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO "
      "UPDATE SET name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id, secret = excluded.secret, trust_factor = "
      "excluded.trust_factor, enabled = excluded.enabled",
      id, base::printable(provider.name), provider.issuer, provider.client_id, provider.secret, provider.trust_factor, provider.enabled, base::now_us()));
  return id;
}

Status remove_provider(store::Db& db, const std::string& id) {
  GD_TRY(store::run(db, "DELETE FROM identity_provider WHERE id = ?", id));
  if (db.changes() == 0) return base::fail(Code::not_found, "没有这个身份提供方", "no such identity provider", id);
  return {};
}

Result<std::vector<Identity>> load_identities(store::Db& db, const std::string& person) {
  std::vector<Identity> out;
  GD_TRY(
      store::rows(db, [&](store::Stmt& row) { out.push_back(read_identity(row)); }, std::string(kIdentity) + " WHERE person = ? ORDER BY linked, id", person));
  return out;
}

Result<std::optional<Identity>> find_identity(store::Db& db, const std::string& issuer, const std::string& subject) {
  std::optional<Identity> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_identity(row); }, std::string(kIdentity) + " WHERE issuer = ? AND subject = ?", issuer, subject));
  return found;
}

Result<std::string> link_identity(store::Db& db, const Identity& identity) {
  const std::string id = "I-" + crypto::random_hex(6);
  GD_TRY(store::run(db, "INSERT INTO person_identity(id, person, issuer, subject, shown, linked) VALUES(?,?,?,?,?,?) ON CONFLICT DO NOTHING", id,
                    identity.person, identity.issuer, identity.subject, base::printable(identity.shown), base::now_us()));
  if (db.changes() == 0) return base::fail(Code::conflict, "这个外部身份已关联到一个账号", "this identity is linked to an account already", "identity");
  return id;
}

Status unlink_identity(store::Db& db, const std::string& person, const std::string& id) {
  GD_TRY(store::run(db, "DELETE FROM person_identity WHERE id = ? AND person = ?", id, person));
  if (db.changes() == 0) return base::fail(Code::not_found, "没有这个关联", "no such link", id);
  return {};
}

Status used_identity(store::Db& db, const std::string& id) {
  return store::run(db, "UPDATE person_identity SET last_used = ? WHERE id = ?", base::now_us(), id);
}

Result<bool> use_attempt(store::Db& db, const std::string& state, base::TimeUs expires) {
  GD_TRY(store::run(db, "INSERT INTO oidc_used(state, expires) VALUES(?,?) ON CONFLICT DO NOTHING", crypto::sm3_hex(state), expires));
  return db.changes() == 1;
}

}  // namespace gongdun::access
