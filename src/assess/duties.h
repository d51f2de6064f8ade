// What an enterprise has to do by when: the clocks of a pack over its facts and over what happened. A function of these and of the moment that is asked about,
// so that nothing is lost with a restart, and a calendar can be made for any day.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assess/clock_count.h"
#include "assess/outbound.h"
#include "pack/load.h"

namespace gongdun::assess {

// Something that happened and starts clocks.
struct Occurrence {
  std::string event;
  base::TimeUs at = 0;
  bool whole_day = false;                    // no time of day was given: terms by hours and minutes run from its beginning, the strictest reading
  std::string name;                          // which one: a filing, a contract
  std::string group;                         // who did it, for rotation
  std::vector<Pause> pauses;                 // merged
  std::map<std::string, base::TimeUs> done;  // by clock
};

struct DutyFile {
  std::string enterprise;
  FactTexts facts;
  std::vector<Occurrence> events;
  std::map<std::string, std::set<int>> done_years;  // of yearly clocks
};

// A mapping of facts, with `events` and `done` beside them (docs/deadlines.md). Facts of the profile form that no clock asks for may stand there too.
// At most 2,000 events with 100 pauses each.
base::Result<DutyFile> read_duty_file(const pack::ClockTable& table, const std::vector<pack::Questionnaire>& questionnaires, std::string_view yaml,
                                      const std::string& file);

struct Duty {
  enum class State { running, late, standing, done, over, upcoming, not_started, on_event, warned, blocked };
  const pack::ClockRule* rule = nullptr;
  const Occurrence* from = nullptr;  // null: starts with no event
  State state = State::on_event;
  base::TimeUs start = 0;
  std::optional<base::TimeUs> opens;  // of a window
  std::optional<Day> opens_day;
  Due due;
  std::optional<base::TimeUs> alarm;  // what is due at once is called late then
  std::optional<base::TimeUs> done_at;
  int year = 0, times = 0;        // of a yearly clock; of a rotation: how often in a row
  std::set<std::string> missing;  // facts that would say whether it applies
  std::string uid;                // stable over changes of dates
};
std::string_view duty_state_id(Duty::State state);

// Of all parties; by date, then those without one.
std::vector<Duty> duties(const pack::ClockTable& table, const DutyFile& file, const WorkDays& days, base::TimeUs now);

struct DutyView {
  const pack::ClockTable& table;
  const DutyFile& file;
  const WorkDays& days;
  base::TimeUs now = 0;
  base::Lang lang = base::Lang::zh;
};
std::string duties_text(const DutyView& view, const std::vector<Duty>& duties);
std::string duties_json(const DutyView& view, const std::vector<Duty>& duties);
// RFC 5545, with an alarm for each reminder; what is done, over or without a date is not in it.
std::string duties_ics(const DutyView& view, const std::vector<Duty>& duties);

}  // namespace gongdun::assess
