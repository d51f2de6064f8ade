#include "assess/clock_count.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace gongdun::assess {

using base::TimeUs;
using pack::ClockUnit;
using std::chrono::days;

namespace {

constexpr TimeUs kMinute = 60'000'000, kDay = 24 * 60 * kMinute, kEastOfUtc = 8 * 60 * kMinute;
constexpr int kFirstYear = 1992, kLastYear = 2200;

int year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

std::optional<Day> parse_day(std::string_view text) {
  int part[3] = {0, 0, 0};
  constexpr std::size_t kAt[] = {0, 5, 8}, kSize[] = {4, 2, 2};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (std::size_t i = 0; i < 3; ++i) {
    const char* begin = text.data() + kAt[i];
    const auto [rest, error] = std::from_chars(begin, begin + kSize[i], part[i]);
    if (error != std::errc() || rest != begin + kSize[i] || part[i] < 0) return std::nullopt;
  }
  const std::chrono::year_month_day out{std::chrono::year(part[0]), std::chrono::month(static_cast<unsigned>(part[1])),
                                        std::chrono::day(static_cast<unsigned>(part[2]))};
  if (!out.ok() || part[0] < kFirstYear || part[0] > kLastYear) return std::nullopt;
  return Day(out);
}

// Days a pause takes out of the count. Walks along with the day that is asked for, which only rises.
class Standing {
 public:
  Standing(std::span<const Pause> pauses, Day start) : pauses_(pauses), start_(start) {}
  bool open() const { return open_; }
  bool on(Day day) {
    while (at_ < pauses_.size()) {
      const Pause& pause = pauses_[at_];
      if (day <= std::max(day_of(pause.from), start_)) return false;
      if (!pause.to) return open_ = true;
      if (day <= day_of(*pause.to)) return true;
      ++at_;
    }
    return false;
  }

 private:
  std::span<const Pause> pauses_;
  Day start_;
  std::size_t at_ = 0;
  bool open_ = false;
};

Due by_minutes(const pack::ClockTerm& term, TimeUs start, std::span<const Pause> pauses) {
  Due out;
  TimeUs left = term.amount * (term.unit == ClockUnit::hours ? 60 * kMinute : kMinute), at = start;
  for (const Pause& pause : pauses) {
    const TimeUs from = std::max(pause.from, at);
    if (pause.to && *pause.to <= at) continue;
    if (from - at >= left) break;
    left -= from - at;
    if (!pause.to) {
      out.left = static_cast<int>((left + kMinute - 1) / kMinute);
      return out;
    }
    at = *pause.to;
  }
  out.end = at + left;
  return out;
}

// Steps forward until `amount` days have counted.
std::optional<Day> walk(int amount, bool working, Day start, Standing& standing, const WorkDays& work, Due& out) {
  Day day = start;
  while (amount > 0) {
    day += days(1);
    const bool stands = standing.on(day);
    if (standing.open()) {
      out.left = amount;
      return std::nullopt;
    }
    if (stands) continue;
    if (working && !work.known(day)) out.unknown_years.insert(year_of(day));
    if (!working || work.worked(day)) --amount;
  }
  return day;
}

}  // namespace

Day day_of(TimeUs time) {
  const TimeUs local = time + kEastOfUtc;
  return Day(days(local >= 0 ? local / kDay : -((-local + kDay - 1) / kDay)));
}

TimeUs begin_of(Day day) {
  return day.time_since_epoch().count() * kDay - kEastOfUtc;
}

std::string day_text(Day day) {
  const std::chrono::year_month_day one = day;
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(one.year()), static_cast<unsigned>(one.month()), static_cast<unsigned>(one.day()));
}

std::string moment_text(TimeUs time) {
  const TimeUs minutes = (time - begin_of(day_of(time))) / kMinute;
  return fmt::format("{} {:02}:{:02}", day_text(day_of(time)), minutes / 60, minutes % 60);
}

std::optional<TimeUs> parse_moment(std::string_view text, bool& whole_day) {
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  whole_day = text.size() == 10;
  if (whole_day) return begin_of(*day);
  const std::string_view time = text.substr(10);
  const bool seconds = time.size() == 9;
  if ((time.size() != 6 && !seconds) || (time[0] != ' ' && time[0] != 'T') || time[3] != ':' || (seconds && time[6] != ':')) return std::nullopt;
  int value[3] = {0, 0, 0};
  for (std::size_t i = 0; i < (seconds ? 3U : 2U); ++i) {
    const char* begin = time.data() + 1 + 3 * i;
    const auto [rest, error] = std::from_chars(begin, begin + 2, value[i]);
    if (error != std::errc() || rest != begin + 2 || value[i] < 0) return std::nullopt;
  }
  if (value[0] > 23 || value[1] > 59 || value[2] > 59) return std::nullopt;
  return begin_of(*day) + (value[0] * 60 + value[1]) * kMinute + value[2] * 1'000'000;
}

Day add_months(Day day, int months) {
  using namespace std::chrono;
  const year_month_day from = day;
  const year_month to = year_month(from.year(), from.month()) + std::chrono::months(months);
  const year_month_day same = to / from.day();
  return same.ok() ? Day(same) : Day(to / std::chrono::last);
}

WorkDays::WorkDays(const std::vector<pack::WorkCalendar>& calendars) {
  for (const pack::WorkCalendar& one : calendars) {
    years_.insert(one.year);
    for (const std::string& text : one.days_off)
      if (const auto day = parse_day(text)) off_.insert(*day);
    for (const std::string& text : one.days_worked)
      if (const auto day = parse_day(text)) worked_.insert(*day);
  }
}

bool WorkDays::worked(Day day) const {
  if (worked_.contains(day)) return true;
  const std::chrono::weekday weekday(day);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && !off_.contains(day);
}

bool WorkDays::known(Day day) const {
  return years_.contains(year_of(day));
}

std::vector<Pause> merged(std::vector<Pause> pauses) {
  std::ranges::sort(pauses, {}, &Pause::from);
  std::vector<Pause> out;
  for (const Pause& one : pauses) {
    if (!out.empty() && (!out.back().to || one.from <= *out.back().to)) {
      if (out.back().to) out.back().to = one.to ? std::optional(std::max(*out.back().to, *one.to)) : std::nullopt;
      continue;
    }
    out.push_back(one);
  }
  return out;
}

Due count(const pack::ClockTerm& term, TimeUs start, std::span<const Pause> pauses, const WorkDays& work, pack::RestDay rest) {
  if (term.amount == 0 || term.unit <= ClockUnit::hours) return by_minutes(term, start, pauses);
  const bool working = term.unit == ClockUnit::working_days;
  const Day first = day_of(start);
  int amount = term.amount;
  // Months and years have the length they have without a pause; what a pause takes out is added in days.
  if (term.unit == ClockUnit::months || term.unit == ClockUnit::years)
    amount = static_cast<int>((add_months(first, term.unit == ClockUnit::years ? 12 * amount : amount) - first).count());
  Due out;
  Standing standing(pauses, first);
  out.last = walk(amount, working, first, standing, work, out);
  if (!out.last) return out;
  if (rest == pack::RestDay::next)
    while (!work.worked(*out.last)) {
      if (!work.known(*out.last)) out.unknown_years.insert(year_of(*out.last));
      *out.last += days(1);
    }
  out.end = begin_of(*out.last + days(1));
  return out;
}

Day count_back(const pack::ClockTerm& term, Day end, const WorkDays& work, std::set<int>& unknown_years) {
  switch (term.unit) {
    case ClockUnit::months: return add_months(end, -term.amount);
    case ClockUnit::years: return add_months(end, -12 * term.amount);
    case ClockUnit::working_days: break;
    default: return end - days(term.amount);
  }
  Day day = end;
  for (int left = term.amount; left > 0;) {
    day -= days(1);
    if (!work.known(day)) unknown_years.insert(year_of(day));
    if (work.worked(day)) --left;
  }
  return day;
}

}  // namespace gongdun::assess
