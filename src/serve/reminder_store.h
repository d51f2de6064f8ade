// Reminders on their way: who wants which, the outbox, and what was delivered. A reminder is one row per (kind, object, recipient), so however often it is
// found, it is sent once; rows wait in the store until they are delivered, across restarts. Rows due for one recipient go out together as one delivery,
// whose id stays the same for every try.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/db.h"

namespace gongdun::serve {

struct ReminderChoice {
  std::string person, mail;
  std::string lang = "zh";
  int digest = -1;  // hour of the day in the machine's time zone; -1: at once
  std::vector<std::string> kinds;
  base::TimeUs since = 0;  // nothing older is reminded of
};
base::Result<ReminderChoice> load_choice(store::Db& db, const std::string& person);
base::Status save_choice(store::Db& db, const ReminderChoice& choice);
// Of people who are not disabled and have an address and a kind.
base::Result<std::vector<ReminderChoice>> load_choices(store::Db& db);

struct Webhook {
  std::string id, name, url;
  std::string secret;  // sealed
  std::vector<std::string> kinds;
  bool enabled = true;
  base::TimeUs since = 0;
};
base::Result<std::vector<Webhook>> load_webhooks(store::Db& db);
base::Result<Webhook> load_webhook(store::Db& db, const std::string& id);
base::Result<std::string> save_webhook(store::Db& db, const Webhook& webhook);
base::Status remove_webhook(store::Db& db, const std::string& id);  // with what waits for it

struct Reminder {
  std::string kind, object, recipient;  // P-… or W-…
  base::TimeUs at = 0, due = 0;
};
// Nothing happens if it is there.
base::Status keep_reminder(store::Db& db, const Reminder& reminder);

struct Delivery {
  std::string id, recipient, state = "waiting";  // waiting | sent | failed | withdrawn
  std::int64_t attempts = 0, reminders = 0;
  base::TimeUs created = 0, next_try = 0, sent = 0;
  std::string error;  // JSON {zh, en} or empty
  std::string kinds;  // a,b,c
  std::string shown;  // name of person or webhook
};
// Puts what is due for a recipient into a new delivery; at most `most` reminders, the rest into the next.
base::Status form_deliveries(store::Db& db, base::TimeUs now, std::size_t most);
base::Result<std::vector<Delivery>> due_deliveries(store::Db& db, base::TimeUs now, std::size_t most);
base::Result<std::vector<Reminder>> reminders_of(store::Db& db, const std::string& delivery);
base::Status end_delivery(store::Db& db, const Delivery& delivery);  // state, attempts, next_try, sent, error
// After the channel's settings changed: what waits is tried now.
base::Status try_again(store::Db& db, char channel);
// Newest first, after the one the cursor names (created, id).
base::Result<std::vector<Delivery>> load_deliveries(store::Db& db, const std::string& cursor, std::size_t limit);
base::Result<std::int64_t> count_deliveries(store::Db& db);
// Delivered long ago.
base::Status drop_old_reminders(store::Db& db, base::TimeUs before);

// Settings as one text; empty: none.
base::Result<std::string> load_setting(store::Db& db, const std::string& name);
base::Status save_setting(store::Db& db, const std::string& name, const std::string& value);

}  // namespace gongdun::serve
