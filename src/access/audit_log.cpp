#include "access/audit_log.h"

#include <fmt/format.h>

#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::access {

using base::Result;
using base::Status;

namespace {

constexpr std::string_view kColumns = "SELECT number, at, person, login, address, action, object, before, after, hash FROM audit";

// Lengths stand before the fields, so no two records read alike.
std::string hash_of(const AuditEntry& entry, const std::string& previous) {
  std::string text = fmt::format("gongdun-audit-1\n{}\n{}\n", entry.number, entry.at);
  for (const std::string* field : {&previous, &entry.person, &entry.login, &entry.address, &entry.action, &entry.object, &entry.before, &entry.after})
    text += fmt::format("{}:{}\n", field->size(), *field);
  return crypto::sm3_hex(text);
}

AuditEntry read_entry(store::Stmt& row) {
  return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7), row.text(8), row.text(9)};
}

struct Head {
  std::int64_t number = 0, first_number = 1;
  std::string hash, first_hash;
};

Result<Head> load_head(store::Db& db) {
  Head head;
  auto status = store::rows(
      db, [&](store::Stmt& row) { head = {row.integer(0), row.integer(2), row.text(1), row.text(3)}; },
      "SELECT number, hash, first_number, first_hash FROM audit_head WHERE one = 1");
  if (!status) return std::unexpected(std::move(status).error());
  return head;
}

}  // namespace

Status append_audit(store::Db& db, AuditEntry entry) {
  auto head = load_head(db);
  if (!head) return std::unexpected(std::move(head).error());
  entry.number = head->number + 1;
  if (entry.at == 0) entry.at = base::now_us();
  entry.hash = hash_of(entry, head->hash);
  GD_TRY(store::run(db, "INSERT INTO audit(number, at, person, login, address, action, object, before, after, hash) VALUES(?,?,?,?,?,?,?,?,?,?)", entry.number,
                    entry.at, entry.person, entry.login, entry.address, entry.action, entry.object, entry.before, entry.after, entry.hash));
  return store::run(db, "UPDATE audit_head SET number = ?, hash = ? WHERE one = 1", entry.number, entry.hash);
}

Result<std::vector<AuditEntry>> load_audit(store::Db& db, const AuditFilter& filter) {
  constexpr std::int64_t kEnd = INT64_MAX;
  store::Sql query(kColumns);
  query.add(" WHERE number < ? AND at >= ? AND at <= ?", filter.below == 0 ? kEnd : filter.below, filter.from.value_or(0), filter.to.value_or(kEnd));
  if (!filter.person.empty()) query.add(" AND (person = ? OR login = ?)", filter.person, filter.person);
  if (!filter.action.empty()) query.add(" AND action LIKE ? ESCAPE '\\'", store::beginning_with(filter.action));
  if (!filter.object.empty()) query.add(" AND object = ?", filter.object);
  query.add(" ORDER BY number DESC LIMIT ?", filter.limit);
  std::vector<AuditEntry> out;
  GD_TRY(query.rows(db, [&](store::Stmt& row) { out.push_back(read_entry(row)); }));
  return out;
}

Result<AuditVerdict> verify_audit(store::Db& db) {
  auto head = load_head(db);
  if (!head) return std::unexpected(std::move(head).error());
  AuditVerdict verdict;
  verdict.head = head->hash;
  std::string previous = head->first_hash;
  std::int64_t expected = head->first_number;
  const auto blame = [&](std::int64_t number, const char* problem) {
    if (!verdict.ok) return;
    verdict.ok = false;
    verdict.first_bad = number;
    verdict.problem = problem;
  };
  auto status = store::rows(
      db,
      [&](store::Stmt& row) {
        const AuditEntry entry = read_entry(row);
        ++verdict.entries;
        if (entry.number != expected) blame(expected, "missing");
        if (verdict.ok && entry.hash != hash_of(entry, previous)) blame(entry.number, "altered");
        previous = entry.hash;
        expected = entry.number + 1;
      },
      std::string(kColumns) + " ORDER BY number");
  if (!status) return std::unexpected(std::move(status).error());
  if (expected <= head->number) blame(expected, "cut_off");
  if (verdict.ok && previous != head->hash) blame(head->number, "altered");
  return verdict;
}

Status each_audit(store::Db& db, base::TimeUs from, base::TimeUs to, const std::function<void(const AuditEntry&)>& visit) {
  return store::rows(db, [&](store::Stmt& row) { visit(read_entry(row)); }, std::string(kColumns) + " WHERE at >= ? AND at <= ? ORDER BY number", from, to);
}

Result<std::int64_t> trim_audit(store::Db& db, base::TimeUs before) {
  // The newest record always stays: the chain needs an end.
  std::int64_t last = 0;
  std::string hash;
  auto status = store::rows(
      db,
      [&](store::Stmt& row) {
        last = row.integer(0);
        hash = row.text(1);
      },
      "SELECT number, hash FROM audit WHERE at < ? AND number < (SELECT number FROM audit_head WHERE one = 1) ORDER BY number DESC LIMIT 1", before);
  if (!status) return std::unexpected(std::move(status).error());
  if (last == 0) return 0;
  GD_TRY(store::run(db, "DELETE FROM audit WHERE number <= ?", last));
  const std::int64_t removed = db.changes();
  GD_TRY(store::run(db, "UPDATE audit_head SET first_number = ?, first_hash = ? WHERE one = 1", last + 1, hash));
  return removed;
}

}  // namespace gongdun::access
