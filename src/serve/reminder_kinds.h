// What people must not miss. A kind is one entry of the table in reminder_kinds_store.cpp: its code, its name, the permission it goes with, and a query that
// finds what there is to be reminded of within a person's reach. The same query is asked again before anything is sent: what the person may no longer
// see, or what is settled by then, is not sent.
#pragma once
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/roles.h"
#include "access/scope.h"
#include "base/bilingual.h"
#include "serve/answer.h"
#include "store/db.h"

namespace gongdun::serve {

class Node;

// Who looks: a person within their reach, or a webhook, which is the node's own and hears of everything in general words.
struct Onlooker {
  std::string person;  // empty: a webhook
  access::Scope scope;
};

struct Occurrence {
  std::string object;  // with the kind: what is reminded of once; at most 200 bytes
  base::TimeUs at = 0;
  std::string organisation;  // id; may be empty
  base::Bilingual text;      // a sentence for a person; names only what is in their reach, never a value or a file
  std::string place;         // in the console
  Json facts;                // for webhooks: numbers and ids, no names
};

struct ReminderKind {
  std::string_view code;
  base::Bilingual name;
  access::Permission permission;
  // What happened after `since`, oldest first, at most a few hundred.
  base::Result<std::vector<Occurrence>> (*find)(Node& node, store::Db& db, const Onlooker& who, base::TimeUs since);
};
std::span<const ReminderKind> reminder_kinds();
const ReminderKind* find_reminder_kind(std::string_view code);

// A scheduled scan that did not begin when it should have; within the caller's transaction or alone.
base::Status note_missed_run(store::Db& db, const std::string& source, const std::string& organisation, base::TimeUs due, std::string_view why);
// The outcome of reading the whole audit log again, kept for the reminder.
base::Status note_audit_verdict(store::Db& db, bool ok, std::int64_t first_bad, const std::string& problem);
base::Result<base::TimeUs> audit_verified_at(store::Db& db);

}  // namespace gongdun::serve
