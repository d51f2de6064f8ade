// Counting of terms: cases by hand, and properties over many random starts, terms and pauses.
#include "assess/clock_count.h"

#include <gtest/gtest.h>

#include <random>

#include "pack/load.h"

namespace gongdun::assess {
namespace {

using pack::ClockTerm;
using pack::ClockUnit;
using std::chrono::days;

const WorkDays& work_days() {
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  static const WorkDays out(loaded.assess.calendars);
  return out;
}

base::TimeUs at(std::string_view text) {
  bool whole = false;
  const auto out = parse_moment(text, whole);
  EXPECT_TRUE(out) << text;
  return out.value_or(0);
}
Day day(std::string_view text) {
  return day_of(at(text));
}

std::string last(int amount, ClockUnit unit, std::string_view start, std::vector<Pause> pauses = {}) {
  const Due due = count({amount, unit}, at(start), merged(std::move(pauses)), work_days());
  return due.last ? day_text(*due.last) : due.end ? moment_text(*due.end) : "stands " + std::to_string(due.left);
}
Pause pause(std::string_view from, std::string_view to = {}) {
  return {at(from), to.empty() ? std::nullopt : std::optional(at(to))};
}

TEST(WorkDays, holidaysAndMakeUpDays_ofTheShippedCalendar) {
  const WorkDays& calendar = work_days();
  EXPECT_FALSE(calendar.worked(day("2026-02-23")));  // Monday, spring festival
  EXPECT_TRUE(calendar.worked(day("2026-02-14")));   // Saturday made up for
  EXPECT_TRUE(calendar.worked(day("2026-02-24")));
  EXPECT_FALSE(calendar.worked(day("2026-02-22")));
  EXPECT_FALSE(calendar.worked(day("2025-10-08")));
  EXPECT_TRUE(calendar.worked(day("2025-09-28")));
  EXPECT_TRUE(calendar.known(day("2026-12-31")));
  EXPECT_FALSE(calendar.known(day("2027-01-01")));
}

// Counted apart from the program, from the same file.
TEST(WorkDays, workingDaysOfAYear) {
  const auto in = [&](int year) {
    int out = 0;
    for (Day one = Day(std::chrono::year(year) / 1 / 1); one <= Day(std::chrono::year(year) / 12 / 31); one += days(1)) out += work_days().worked(one);
    return out;
  };
  EXPECT_EQ(in(2024), 251);
  EXPECT_EQ(in(2025), 248);
  EXPECT_EQ(in(2026), 248);
}

TEST(Count, minutesAndHours_runFromTheMoment) {
  EXPECT_EQ(last(10, ClockUnit::minutes, "2026-11-24 23:55"), "2026-11-25 00:05");
  EXPECT_EQ(last(24, ClockUnit::hours, "2026-02-28 10:30"), "2026-03-01 10:30");
}

TEST(Count, days_leaveOutTheDayOfTheEvent) {
  EXPECT_EQ(last(7, ClockUnit::days, "2026-11-24 23:59"), "2026-12-01");
  EXPECT_EQ(last(1, ClockUnit::days, "2024-02-28"), "2024-02-29");
}

TEST(Count, workingDays_passHolidaysAndCountMakeUpDays) {
  EXPECT_EQ(last(1, ClockUnit::working_days, "2026-02-13"), "2026-02-14");   // Friday → the Saturday that is worked
  EXPECT_EQ(last(2, ClockUnit::working_days, "2026-02-13"), "2026-02-24");   // and then the holiday
  EXPECT_EQ(last(10, ClockUnit::working_days, "2026-09-25"), "2026-10-15");  // 中秋, 国庆, 10-10 worked
  EXPECT_EQ(last(5, ClockUnit::working_days, "2026-11-21"), "2026-11-27");   // begins on a Saturday
}

TEST(Count, months_endOnTheSameNumberOrTheLastDay) {
  EXPECT_EQ(last(3, ClockUnit::months, "2025-11-30"), "2026-02-28");
  EXPECT_EQ(last(1, ClockUnit::months, "2024-01-31"), "2024-02-29");
  EXPECT_EQ(last(1, ClockUnit::years, "2024-02-29"), "2025-02-28");
  EXPECT_EQ(last(3, ClockUnit::years, "2023-06-15"), "2026-06-15");
}

TEST(Count, beyondTheCalendar_saysSo) {
  EXPECT_TRUE(count({5, ClockUnit::working_days}, at("2026-12-01"), {}, work_days()).unknown_years.empty());
  EXPECT_EQ(count({5, ClockUnit::working_days}, at("2026-12-28"), {}, work_days()).unknown_years, std::set<int>{2027});
  EXPECT_TRUE(count({30, ClockUnit::days}, at("2026-12-28"), {}, work_days()).unknown_years.empty());
}

TEST(Count, restDay_staysOrMovesOn) {
  const ClockTerm term{30, ClockUnit::days};
  EXPECT_EQ(day_text(*count(term, at("2026-09-01"), {}, work_days(), pack::RestDay::stay).last), "2026-10-01");
  EXPECT_EQ(day_text(*count(term, at("2026-09-01"), {}, work_days(), pack::RestDay::next).last), "2026-10-08");
}

TEST(Count, pause_takesItsDaysOut_andAnOpenOneStandsStill) {
  EXPECT_EQ(last(20, ClockUnit::days, "2026-03-01"), "2026-03-21");
  EXPECT_EQ(last(20, ClockUnit::days, "2026-03-01", {pause("2026-03-05", "2026-03-15")}), "2026-03-31");
  EXPECT_EQ(last(20, ClockUnit::days, "2026-03-01", {pause("2026-03-05")}), "stands 16");
  EXPECT_EQ(last(20, ClockUnit::days, "2026-03-01", {pause("2026-03-22")}), "2026-03-21");  // after the end: no matter
  EXPECT_EQ(last(1, ClockUnit::months, "2026-01-31", {pause("2026-02-01", "2026-02-03")}), "2026-03-02");
  EXPECT_EQ(last(4, ClockUnit::hours, "2026-03-01 08:00", {pause("2026-03-01 09:00", "2026-03-01 11:30")}), "2026-03-01 14:30");
  EXPECT_EQ(last(4, ClockUnit::hours, "2026-03-01 08:00", {pause("2026-03-01 09:00")}), "stands 180");
}

TEST(Count, backwards_mirrorsForwards) {
  std::set<int> unknown;
  EXPECT_EQ(day_text(count_back({6, ClockUnit::months}, day("2026-08-31"), work_days(), unknown)), "2026-02-28");
  EXPECT_EQ(day_text(count_back({2, ClockUnit::working_days}, day("2026-02-24"), work_days(), unknown)), "2026-02-13");
  EXPECT_TRUE(unknown.empty());
  count_back({60, ClockUnit::working_days}, day("2027-02-01"), work_days(), unknown);
  EXPECT_EQ(unknown, std::set<int>{2027});
}

class CountProperties : public ::testing::Test {
 protected:
  std::mt19937 random_{20261124};
  int pick(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  base::TimeUs start() { return begin_of(day("2023-02-01") + days(pick(0, 1300))) + base::TimeUs{pick(0, 1439)} * 60'000'000; }
  std::vector<Pause> pauses(base::TimeUs from) {
    std::vector<Pause> out;
    for (int i = pick(0, 4); i > 0; --i) {
      const base::TimeUs begin = from + base::TimeUs{pick(0, 60)} * 86'400'000'000;
      out.push_back({begin, begin + base::TimeUs{pick(0, 20)} * 86'400'000'000});
    }
    return merged(std::move(out));
  }
};

TEST_F(CountProperties, aLongerTerm_neverEndsSooner_andAPauseNeverBringsTheEndForward) {
  for (int round = 0; round < 500; ++round) {
    const auto unit = static_cast<ClockUnit>(pick(0, 5));
    const int amount = pick(1, unit == ClockUnit::years ? 3 : 40);
    const base::TimeUs from = start();
    const auto stops = pauses(from);
    const Due plain = count({amount, unit}, from, {}, work_days());
    const Due paused = count({amount, unit}, from, stops, work_days());
    const Due longer = count({amount + 1, unit}, from, stops, work_days());
    ASSERT_TRUE(plain.end && paused.end && longer.end);
    EXPECT_GT(*plain.end, from);
    EXPECT_GE(*paused.end, *plain.end);
    EXPECT_GT(*longer.end, *paused.end);
  }
}

// The end by definition, counted the slow way over all days.
TEST_F(CountProperties, workingDaysWithPauses_areThoseOfTheDefinition) {
  for (int round = 0; round < 2000; ++round) {
    const base::TimeUs from = start();
    const auto stops = pauses(from);
    const int amount = pick(1, 60);
    const Due due = count({amount, ClockUnit::working_days}, from, stops, work_days());
    ASSERT_TRUE(due.last);
    int counted = 0;
    for (Day one = day_of(from) + days(1); one <= *due.last; one += days(1)) {
      bool stands = false;
      for (const Pause& stop : stops) stands = stands || (one > day_of(stop.from) && one <= day_of(*stop.to));
      counted += !stands && work_days().worked(one) ? 1 : 0;
    }
    EXPECT_EQ(counted, amount);
    EXPECT_TRUE(work_days().worked(*due.last));
  }
}

TEST_F(CountProperties, hoursWithPauses_addUp) {
  for (int round = 0; round < 2000; ++round) {
    const base::TimeUs from = start();
    const auto stops = pauses(from);
    const int hours = pick(1, 600);
    const Due due = count({hours, ClockUnit::hours}, from, stops, work_days());
    ASSERT_TRUE(due.end);
    base::TimeUs stood = 0;
    for (const Pause& stop : stops) stood += std::max<base::TimeUs>(0, std::min(*stop.to, *due.end) - std::min(stop.from, *due.end));
    EXPECT_EQ(*due.end - from - stood, base::TimeUs{hours} * 3'600'000'000);
  }
}

TEST_F(CountProperties, months_keepTheNumberOfTheDayWhereTheyCan) {
  for (int round = 0; round < 3000; ++round) {
    const Day from = day_of(start());
    const int months = pick(1, 40);
    const std::chrono::year_month_day before = from, after = add_months(from, months);
    EXPECT_EQ((int(after.year()) * 12 + int(unsigned(after.month()))) - (int(before.year()) * 12 + int(unsigned(before.month()))), months);
    EXPECT_LE(unsigned(after.day()), unsigned(before.day()));
    if (after.day() != before.day()) {
      EXPECT_EQ(after, std::chrono::year_month_day(after.year() / after.month() / std::chrono::last));
    }
    EXPECT_LE(add_months(from, months), add_months(from + days(1), months));
  }
}

TEST(Moment, textAndBack_andNonsenseIsRefused) {
  bool whole = true;
  EXPECT_EQ(moment_text(*parse_moment("2026-03-01 16:30", whole)), "2026-03-01 16:30");
  EXPECT_FALSE(whole);
  EXPECT_EQ(base::iso8601(at("2026-03-01")), "2026-02-28T16:00:00Z");
  for (const char* text : {"", "2026", "2026-02-30", "2026-13-01", "1991-12-31", "2201-01-01", "2026-03-01 24:00", "2026-03-01 1:00", "2026-03-01  1:00",
                           "2026-03-01Z", "-026-03-01", "2026-03-01 16:30:61", "2026-3-001"})
    EXPECT_FALSE(parse_moment(text, whole)) << text;
}

}  // namespace
}  // namespace gongdun::assess
