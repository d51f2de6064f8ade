#include "serve/reminder_store.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/split.h"
#include "base/utf8.h"
#include "crypto/sm3.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kChoice =
    "SELECT reminder_choice.person, reminder_choice.mail, reminder_choice.lang, reminder_choice.digest, reminder_choice.kinds, reminder_choice.since FROM "
    "reminder_choice ";
constexpr std::string_view kWebhook = "SELECT id, name, url, secret, kinds, enabled, since FROM webhook";
constexpr std::string_view kDelivery =
    "SELECT delivery.id, delivery.recipient, delivery.state, delivery.attempts, delivery.created, delivery.next_try, delivery.sent, delivery.error, "
    "delivery.kinds, delivery.reminders, coalesce((SELECT person.name FROM person WHERE person.id = delivery.recipient), (SELECT webhook.name FROM webhook "
    "WHERE "
    "webhook.id = delivery.recipient), '') FROM delivery ";

ReminderChoice read_choice(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), static_cast<int>(row.integer(3)), base::split(row.text(4), ','), row.integer(5)};
}

Webhook read_webhook(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), base::split(row.text(4), ','), row.integer(5) != 0, row.integer(6)};
}

Delivery read_delivery(store::Stmt& row) {
  return {.id = row.text(0),
          .recipient = row.text(1),
          .state = row.text(2),
          .attempts = row.integer(3),
          .reminders = row.integer(9),
          .created = row.integer(4),
          .next_try = row.integer(5),
          .sent = row.integer(6),
          .error = row.text(7),
          .kinds = row.text(8),
          .shown = row.text(10)};
}

std::string joined(const std::vector<std::string>& list) {
  return fmt::format("{}", fmt::join(list, ","));
}

}  // namespace

Result<ReminderChoice> load_choice(store::Db& db, const std::string& person) {
  ReminderChoice choice{.person = person, .mail = {}, .lang = "zh", .kinds = {}};
  GD_TRY(store::rows(db, [&](store::Stmt& row) { choice = read_choice(row); }, std::string(kChoice) + "WHERE person = ?", person));
  return choice;
}

Status save_choice(store::Db& db, const ReminderChoice& choice) {
  return store::run(db,
                    "INSERT INTO reminder_choice(person, mail, lang, digest, kinds, since) VALUES(?,?,?,?,?,?) ON CONFLICT(person) DO UPDATE SET mail = "
                    "excluded.mail, lang = excluded.lang, digest = excluded.digest, kinds = excluded.kinds",
                    choice.person, choice.mail, choice.lang, choice.digest, joined(choice.kinds), base::now_us());
}

Result<std::vector<ReminderChoice>> load_choices(store::Db& db) {
  std::vector<ReminderChoice> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back(read_choice(row)); },
      std::string(kChoice) +
          "JOIN person ON person.id = reminder_choice.person WHERE person.disabled = 0 AND reminder_choice.mail <> '' AND reminder_choice.kinds <> ''"));
  return out;
}

Result<std::vector<Webhook>> load_webhooks(store::Db& db) {
  std::vector<Webhook> out;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { out.push_back(read_webhook(row)); }, std::string(kWebhook) + " ORDER BY since, id"));
  return out;
}

Result<Webhook> load_webhook(store::Db& db, const std::string& id) {
  std::optional<Webhook> found;
  GD_TRY(store::rows(db, [&](store::Stmt& row) { found = read_webhook(row); }, std::string(kWebhook) + " WHERE id = ?", id));
  if (!found) return base::fail(Code::not_found, "没有这个 Webhook", "no such webhook", id);
  return std::move(*found);
}

Result<std::string> save_webhook(store::Db& db, const Webhook& webhook) {
  const std::string id = webhook.id.empty() ? "W-" + crypto::random_hex(6) : webhook.id;
  GD_TRY(store::run(
      db,
      "INSERT INTO webhook(id, name, url, secret, kinds, enabled, since) VALUES(?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET name = excluded.name, url "
      "= excluded.url, secret = excluded.secret, kinds = excluded.kinds, enabled = excluded.enabled",
      id, base::printable(webhook.name), webhook.url, webhook.secret, joined(webhook.kinds), webhook.enabled, base::now_us()));
  return id;
}

Status remove_webhook(store::Db& db, const std::string& id) {
  GD_TRY(store::run(db, "DELETE FROM webhook WHERE id = ?", id));
  if (db.changes() == 0) return base::fail(Code::not_found, "没有这个 Webhook", "no such webhook", id);
  GD_TRY(store::run(db, "DELETE FROM reminder WHERE recipient = ?", id));
  return store::run(db, "DELETE FROM delivery WHERE recipient = ?", id);
}

Status keep_reminder(store::Db& db, const Reminder& reminder) {
  // Found again and again, written once: looking does not take the writers' turn.
  auto there = store::integer(db, "SELECT 1 FROM reminder WHERE kind = ? AND object = ? AND recipient = ?", reminder.kind, reminder.object, reminder.recipient);
  if (!there) return std::unexpected(std::move(there).error());
  if (*there) return {};
  return store::run(db, "INSERT INTO reminder(kind, object, recipient, at, due) VALUES(?,?,?,?,?) ON CONFLICT DO NOTHING", reminder.kind, reminder.object,
                    reminder.recipient, reminder.at, reminder.due);
}

Status form_deliveries(store::Db& db, base::TimeUs now, std::size_t most) {
  auto someone = store::integer(db, "SELECT 1 FROM reminder WHERE delivery = '' AND due <= ? LIMIT 1", now);
  if (!someone) return std::unexpected(std::move(someone).error());
  if (!*someone) return {};
  auto tx = store::Tx::begin(db);
  if (!tx) return std::unexpected(std::move(tx).error());
  std::vector<std::string> recipients;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { recipients.push_back(row.text(0)); }, "SELECT DISTINCT recipient FROM reminder WHERE delivery = '' AND due <= ?", now));
  for (const std::string& recipient : recipients) {
    std::vector<std::int64_t> ids;
    std::vector<std::string> kinds;
    GD_TRY(store::rows(
        db,
        [&](store::Stmt& row) {
          ids.push_back(row.integer(0));
          if (std::string kind = row.text(1); std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
        },
        "SELECT id, kind FROM reminder WHERE delivery = '' AND due <= ? AND recipient = ? ORDER BY at, id LIMIT ?", now, recipient, most));
    const std::string delivery = "N-" + crypto::random_hex(8);
    GD_TRY(store::run(db, "INSERT INTO delivery(id, recipient, state, created, next_try, kinds, reminders) VALUES(?,?,'waiting',?,?,?,?)", delivery, recipient,
                      now, now, joined(kinds), ids.size()));
    for (const std::int64_t id : ids) GD_TRY(store::run(db, "UPDATE reminder SET delivery = ? WHERE id = ?", delivery, id));
  }
  return tx->commit();
}

Result<std::vector<Delivery>> due_deliveries(store::Db& db, base::TimeUs now, std::size_t most) {
  std::vector<Delivery> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back(read_delivery(row)); },
      std::string(kDelivery) + "WHERE delivery.state = 'waiting' AND delivery.next_try <= ? ORDER BY delivery.next_try, delivery.id LIMIT ?", now, most));
  return out;
}

Result<std::vector<Reminder>> reminders_of(store::Db& db, const std::string& delivery) {
  std::vector<Reminder> out;
  GD_TRY(store::rows(
      db, [&](store::Stmt& row) { out.push_back({row.text(0), row.text(1), row.text(2), row.integer(3), row.integer(4)}); },
      "SELECT kind, object, recipient, at, due FROM reminder WHERE delivery = ? ORDER BY at, id", delivery));
  return out;
}

Status end_delivery(store::Db& db, const Delivery& delivery) {
  return store::run(db, "UPDATE delivery SET state = ?, attempts = ?, next_try = ?, sent = ?, error = ? WHERE id = ?", delivery.state, delivery.attempts,
                    delivery.next_try, delivery.sent, delivery.error, delivery.id);
}

Status try_again(store::Db& db, char channel) {
  return store::run(db, "UPDATE delivery SET next_try = ? WHERE state = 'waiting' AND recipient LIKE ?", base::now_us(), std::string(1, channel) + "-%");
}

Result<std::vector<Delivery>> load_deliveries(store::Db& db, const std::string& cursor, std::size_t limit) {
  store::Sql sql(kDelivery);
  if (!cursor.empty()) {
    const std::size_t mark = cursor.find('\n');
    const std::int64_t created = std::atoll(cursor.c_str());
    const std::string id = mark == std::string::npos ? "" : cursor.substr(mark + 1);
    sql.add("WHERE delivery.created < ? OR (delivery.created = ? AND delivery.id > ?)", created, created, id);
  }
  sql.add(" ORDER BY delivery.created DESC, delivery.id LIMIT ?", limit);
  std::vector<Delivery> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(read_delivery(row)); }));
  return out;
}

Result<std::int64_t> count_deliveries(store::Db& db) {
  auto count = store::integer(db, "SELECT count(*) FROM delivery");
  if (!count) return std::unexpected(std::move(count).error());
  return count->value_or(0);
}

Status drop_old_reminders(store::Db& db, base::TimeUs before) {
  GD_TRY(
      store::run(db, "DELETE FROM reminder WHERE at < ? AND delivery IN (SELECT id FROM delivery WHERE state <> 'waiting' AND created < ?)", before, before));
  GD_TRY(store::run(db, "DELETE FROM missed_run WHERE noticed < ?", before));
  return store::run(db, "DELETE FROM delivery WHERE state <> 'waiting' AND created < ?", before);
}

Result<std::string> load_setting(store::Db& db, const std::string& name) {
  auto value = store::text(db, "SELECT value FROM setting WHERE name = ?", name);
  if (!value) return std::unexpected(std::move(value).error());
  return value->value_or("");
}

Status save_setting(store::Db& db, const std::string& name, const std::string& value) {
  return store::run(db, "INSERT INTO setting(name, value) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", name, value);
}

}  // namespace gongdun::serve
