// Statutory durations as packs write them, and the calendar of working days they are counted by. docs/deadlines.md describes the format; `assess` counts.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "pack/expression.h"
#include "pack/questionnaire.h"
#include "pack/spec.h"

namespace gongdun::pack {

enum class ClockUnit { minutes, hours, days, working_days, months, years };
std::string_view unit_id(ClockUnit unit);

// "20 working_days". Amount 0: at once.
struct ClockTerm {
  int amount = 0;
  ClockUnit unit = ClockUnit::days;
};

enum class ClockKind {
  deadline,  // to be done within `term` of the event
  keep,      // something is kept for at least `term`
  validity,  // what the event brought is valid for `term`
  window,    // to be done before the end of another clock (`ends`)
  yearly,    // every year by month and day
  date,      // once, by a date
  no_term,   // to be done after the event; the text sets no time
  rotation,  // how often in a row the same group may do it
};
std::string_view clock_kind_id(ClockKind kind);

enum class ClockParty { enterprise, provider, assessor, regulator, ministry };
std::string_view party_id(ClockParty party);

struct ClockRule {
  RuleMeta meta;         // name: what is to be done
  base::Bilingual who;   // whose duty, in the words of the text
  base::Bilingual note;  // what a reader has to know; may be empty
  ClockParty party = ClockParty::enterprise;
  ClockKind kind = ClockKind::deadline;
  std::string event;        // id of a ClockEvent; empty: of kinds yearly and date
  ClockTerm term;           // of a window: how long before the end
  ClockTerm alarm;          // what is due at once is called late after so long; amount 0: at once too
  int month = 0, day = 0;   // yearly
  std::string date;         // ISO
  std::string ends;         // window: id of the clock of whose end it hangs
  bool opens = false;       // window: opens `term` before the end and closes with it; else it is due `term` before the end
  int warn = 0, block = 0;  // rotation: the how manieth time in a row
  Expression applies;
  bool voluntary = false;  // encouraged, no duty
  bool recurring = false;  // has to have been done: without its event it is open already
};

struct ClockEvent {
  Named named;
};

// What the end of a term does that falls on a day of rest.
enum class RestDay { stay, next };

struct ClockTable {
  RuleMeta meta;
  std::string version;
  RestDay rest_day = RestDay::stay;
  std::vector<int> remind_days, remind_minutes;  // before the end: of terms by days, and of terms by hours and minutes
  std::vector<FactField> facts;
  std::vector<Flag> flags;
  std::vector<ClockEvent> events;
  std::vector<ClockRule> clocks;

  const ClockRule* clock(std::string_view id) const;
  const ClockEvent* event(std::string_view id) const;
};

// The days of one year that are not as their weekday says (国务院办公厅节假日安排).
struct WorkCalendar {
  RuleMeta meta;
  int year = 0;
  std::set<std::string> days_off, days_worked;  // ISO dates: weekdays off, weekends worked
};

}  // namespace gongdun::pack
