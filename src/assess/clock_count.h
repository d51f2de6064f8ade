// Counting statutory terms: from a moment by minutes, hours, days, working days, months and years, with pauses (补正) in which the clock stands still. Pure: no
// clock of the machine is asked. Days are those of China (UTC+8, without summer time since 1992); moments before 1992 and after 2200 are refused at reading.
//
// The day of the event is not counted, and a term ends with its last day (民法典 A200-A204). Where a month has no day of that number, its last day ends the
// term. A pause from day P to day R takes R - P days out: P is the last day that counted, counting goes on the day after R, as after an event.
#pragma once
#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "pack/clock_rule.h"

namespace gongdun::assess {

using Day = std::chrono::sys_days;  // a day of the calendar in China

Day day_of(base::TimeUs time);
base::TimeUs begin_of(Day day);              // 00:00 in China
std::string day_text(Day day);               // 2026-03-01
std::string moment_text(base::TimeUs time);  // 2026-03-01 16:30 in China
// "2026-03-01", "2026-03-01 16:30", "2026-03-01T16:30:59", in China. `whole_day`: no time was given.
std::optional<base::TimeUs> parse_moment(std::string_view text, bool& whole_day);

Day add_months(Day day, int months);

// Which days are worked. A year without a calendar is not known: its days go by their weekday.
class WorkDays {
 public:
  WorkDays() = default;
  explicit WorkDays(const std::vector<pack::WorkCalendar>& calendars);
  bool worked(Day day) const;
  bool known(Day day) const;
  const std::set<int>& years() const { return years_; }

 private:
  std::set<int> years_;
  std::set<Day> off_, worked_;
};

struct Pause {
  base::TimeUs from = 0;
  std::optional<base::TimeUs> to;  // none: still standing
};
// In order, those that touch or overlap as one.
std::vector<Pause> merged(std::vector<Pause> pauses);

struct Due {
  std::optional<base::TimeUs> end;  // too late from then on; none: the clock stands still
  std::optional<Day> last;          // the last day, of terms by days, months and years
  int left = 0;                     // of a clock that stands still: what remains, in days or working days, or minutes of terms by minutes and hours; of
                                    // terms by months: days
  std::set<int> unknown_years;      // whose days of rest are not known: the end may lie otherwise
};

// `pauses` as merged() gives them.
Due count(const pack::ClockTerm& term, base::TimeUs start, std::span<const Pause> pauses, const WorkDays& days, pack::RestDay rest = pack::RestDay::stay);

// The day so long before `end`, which is not counted itself; by working days, days, months or years. Adds the unknown years it passed.
Day count_back(const pack::ClockTerm& term, Day end, const WorkDays& days, std::set<int>& unknown_years);

}  // namespace gongdun::assess
