#include "access/invitation.h"

#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kInvitation = "SELECT id, kind, person, role, name, created, expires FROM invitation";

Invitation read_invitation(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5), row.integer(6)};
}

}  // namespace

Result<Link> make_link(store::Db& db, Invitation invitation, base::TimeUs lifetime) {
  invitation.id = "I-" + crypto::random_hex(6);
  invitation.created = base::now_us();
  invitation.expires = invitation.created + lifetime;
  Link link{std::move(invitation), crypto::random_hex(24)};
  if (link.invitation.kind == "first") GD_TRY(store::run(db, "DELETE FROM invitation WHERE kind = 'first'"));
  GD_TRY(store::run(db, "INSERT INTO invitation(id, hash, kind, person, role, name, created, expires) VALUES(?,?,?,?,?,?,?,?)", link.invitation.id,
                    crypto::sm3_hex(link.token), link.invitation.kind, link.invitation.person, link.invitation.role, link.invitation.name,
                    link.invitation.created, link.invitation.expires));
  return link;
}

Result<std::vector<Invitation>> load_invitations(store::Db& db) {
  std::vector<Invitation> out;
  auto status = store::rows(
      db, [&](store::Stmt& row) { out.push_back(read_invitation(row)); },
      std::string(kInvitation) + " WHERE used = 0 AND expires > ? AND kind <> 'first' ORDER BY created DESC", base::now_us());
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<Link> renew_link(store::Db& db, const std::string& id, base::TimeUs lifetime) {
  Link link{{}, crypto::random_hex(24)};
  std::optional<Invitation> found;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { found = read_invitation(row); }, std::string(kInvitation) + " WHERE id = ? AND kind = 'person' AND used = 0", id));
  if (!found) return base::fail(Code::not_found, "没有这个邀请，或已使用", "no such invitation, or it was used", id);
  link.invitation = std::move(*found);
  link.invitation.expires = base::now_us() + lifetime;
  GD_TRY(store::run(db, "UPDATE invitation SET hash = ?, expires = ? WHERE id = ?", crypto::sm3_hex(link.token), link.invitation.expires, id));
  return link;
}

Status revoke_link(store::Db& db, const std::string& id) {
  GD_TRY(store::run(db, "DELETE FROM invitation WHERE id = ? AND kind <> 'first'", id));
  if (db.changes() == 0) return base::fail(Code::not_found, "没有这个链接", "no such link", id);
  return {};
}

Result<Invitation> use_link(store::Db& db, const std::string& token) {
  const base::TimeUs now = base::now_us();
  std::optional<Invitation> found;
  auto status = store::rows(
      db, [&](store::Stmt& row) { found = read_invitation(row); }, std::string(kInvitation) + " WHERE hash = ? AND used = 0 AND expires > ?",
      crypto::sm3_hex(token), now);
  if (!status) return std::unexpected(std::move(status).error());
  if (!found) return base::fail(Code::permission, "链接无效、已使用或已过期", "the link is unknown, used or expired");
  GD_TRY(store::run(db, "UPDATE invitation SET used = ? WHERE id = ? AND used = 0", now, found->id));
  if (db.changes() != 1) return base::fail(Code::permission, "链接无效、已使用或已过期", "the link is unknown, used or expired");
  return std::move(*found);
}

}  // namespace gongdun::access
