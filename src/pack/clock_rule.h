// Statutory durations as packs write them, and the calendar of working days they are counted by. docs/diagnosis.md describes the format; `assess` counts.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "pack/expression.h"
#include "pack/spec.h"

namespace gongdun::pack {

enum class ClockUnit { minutes, hours, days, working_days, months, years };

struct ClockRule {
  RuleMeta meta;              // name: what is to be done
  base::Bilingual who, from;  // whose duty; what starts the clock
  int amount = 0;             // 0: at once
  ClockUnit unit = ClockUnit::days;
  std::string yearly;  // "12-25": every year by that day, instead of an amount
  Expression applies;  // over flags of the diagnosis
  bool keeps = false;  // a term for which something is kept, not a deadline
};

// Days that are not as their weekday says (国务院办公厅节假日安排).
struct WorkCalendar {
  RuleMeta meta;
  int first_year = 0, last_year = 0;            // beyond them nothing is known, and it says so
  std::set<std::string> days_off, days_worked;  // ISO dates: weekdays off, weekends worked
};

}  // namespace gongdun::pack
