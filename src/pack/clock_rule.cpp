// From YAML to pack/clock_rule.h, with every mistake reported by line and field.
#include "pack/clock_rule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include <fmt/core.h>

#include "pack/fact_rule.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

constexpr std::array<std::string_view, 6> kUnits{"minutes", "hours", "days", "working_days", "months", "years"};
constexpr std::array<int, 6> kLargest{1'000'000, 100'000, 20'000, 10'000, 1200, 100};
constexpr std::array<std::string_view, 8> kKinds{"deadline", "keep", "validity", "window", "yearly", "date", "no_term", "rotation"};
constexpr std::array<std::string_view, 5> kParties{"enterprise", "provider", "assessor", "regulator", "ministry"};
constexpr std::array<std::string_view, 2> kRestDays{"stay", "next"};

// "20 working_days", "at_once".
ClockTerm parse_term(Fields& fields, std::string_view key, Need need) {
  const std::string text = fields.text(key, need);
  ClockTerm out;
  if (text.empty() || text == "at_once") return out;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, out.amount);
  const std::string_view unit = error == std::errc() && rest != end ? std::string_view(rest + 1, end) : std::string_view();
  const auto found = std::ranges::find(kUnits, unit);
  if (found == kUnits.end() || *rest != ' ' || out.amount < 1 || out.amount > kLargest[static_cast<std::size_t>(found - kUnits.begin())]) {
    fields.problem(fields.line_of(key), key, "期限应写作 20 working_days；单位为 minutes hours days working_days months years，或 at_once",
                   "write a term as 20 working_days; units: minutes hours days working_days months years; or at_once");
    return {};
  }
  out.unit = static_cast<ClockUnit>(found - kUnits.begin());
  return out;
}

std::optional<std::chrono::year_month_day> parse_day(std::string_view text) {
  int year = 0, month = 0, day = 0;
  const auto number = [&](std::size_t at, std::size_t size, int& value) {
    const char* begin = text.data() + at;
    const auto [rest, error] = std::from_chars(begin, begin + size, value);
    return error == std::errc() && rest == begin + size;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day out{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  return out.ok() ? std::optional(out) : std::nullopt;
}

class TableBuilder {
 public:
  TableBuilder(ClockTable& out, const std::string& pack) : out_(out), pack_(pack) {}

  void build(Fields& fields) {
    out_.meta = fields.meta(pack_);
    out_.version = fields.text("version", Need::required);
    if (const int rest = fields.choice("rest_day", kRestDays); rest >= 0) out_.rest_day = static_cast<RestDay>(rest);
    out_.remind_days = numbers(fields, "remind_days", 3660);
    out_.remind_minutes = numbers(fields, "remind_minutes", 14400);
    each_entry(fields, "facts", Need::required, [&](Fields& entry) { out_.facts.push_back(parse_fact(entry)); });
    each_entry(fields, "flags", Need::optional, [&](Fields& entry) {
      Flag flag;
      flag.named = parse_named(entry);
      flag.when = condition(entry, "when", Need::required);
      out_.flags.push_back(std::move(flag));
    });
    each_entry(fields, "events", Need::required, [&](Fields& entry) { out_.events.push_back({parse_named(entry)}); });
    each_entry(fields, "clocks", Need::required, [&](Fields& entry) { out_.clocks.push_back(clock(entry)); });
  }

 private:
  static std::vector<int> numbers(Fields& fields, std::string_view key, double most) {
    std::vector<int> out;
    for (const std::string& text : fields.texts(key)) {
      double value = 0;
      if (parse_number(text, value) && value >= 1 && value <= most)
        out.push_back(static_cast<int>(value));
      else
        fields.problem(fields.line_of(key), key, "应为正整数", "positive whole numbers are expected");
    }
    if (out.size() > 5) fields.problem(fields.line_of(key), key, "最多五个提醒", "at most five reminders");
    return out;
  }

  Expression condition(Fields& fields, std::string_view key, Need need) {
    return parse_condition(fields, key, need, [&](const std::string& name) -> Comparable {
      if (std::ranges::any_of(out_.flags, [&](const Flag& one) { return one.named.id == name; })) return {Comparable::Kind::flag, {}};
      return comparable(out_.facts, name);
    });
  }

  ClockRule clock(Fields& fields) {
    ClockRule out;
    out.meta = fields.meta(pack_);
    out.who = fields.bilingual("who", Need::required);
    if (fields.take("note")) out.note = fields.bilingual("note");
    if (const int party = fields.choice("party", kParties, Need::required); party >= 0) out.party = static_cast<ClockParty>(party);
    if (const int kind = fields.choice("kind", kKinds); kind >= 0) out.kind = static_cast<ClockKind>(kind);
    out.applies = condition(fields, "applies", Need::optional);
    out.voluntary = fields.flag("voluntary", false);
    out.recurring = fields.flag("recurring", false);
    if (out.kind == ClockKind::yearly || out.kind == ClockKind::date)
      by_date(fields, out);
    else
      by_event(fields, out);
    return out;
  }

  static void by_date(Fields& fields, ClockRule& out) {
    const std::string by = fields.text("by", Need::required);
    const auto day = parse_day(out.kind == ClockKind::yearly ? "2023-" + by : by);
    if (!day) {
      if (!by.empty())
        fields.problem(fields.line_of("by"), "by", "每年的日期写作 12-25，一次性的日期写作 2026-01-31", "write a yearly day as 12-25, a date as 2026-01-31");
      return;
    }
    out.month = static_cast<int>(static_cast<unsigned>(day->month()));
    out.day = static_cast<int>(static_cast<unsigned>(day->day()));
    if (out.kind == ClockKind::date) out.date = by;
  }

  void by_event(Fields& fields, ClockRule& out) {
    if (out.kind == ClockKind::window) {
      out.ends = fields.text("ends", Need::required);
      const ClockRule* other = out_.clock(out.ends);
      if (other == nullptr || other->kind != ClockKind::validity)
        fields.problem(fields.line_of("ends"), "ends", "ends 应为前面一条 kind 为 validity 的期限", "ends names an earlier clock of kind validity");
      else
        out.event = other->event;
      out.opens = fields.flag("opens", false);
    } else {
      out.event = fields.text("from", Need::required);
      if (!out.event.empty() && out_.event(out.event) == nullptr)
        fields.problem(fields.line_of("from"), "from", fmt::format("事件“{}”没有定义", out.event), fmt::format("the event \"{}\" is not defined", out.event));
    }
    if (out.kind == ClockKind::rotation) {
      out.warn = fields.integer("warn", 2, 1, 100);
      out.block = fields.integer("block", 3, 1, 100);
      return;
    }
    if (out.kind == ClockKind::no_term) return;
    out.term = parse_term(fields, "term", Need::required);
    out.alarm = parse_term(fields, "alarm", Need::optional);
    if (out.kind == ClockKind::window && out.term.unit < ClockUnit::days)
      fields.problem(fields.line_of("term"), "term", "届满前的期限应以日、工作日、月或年计",
                     "a term before an end is counted in days, working days, months or years");
  }

  ClockTable& out_;
  const std::string& pack_;
};

// "2026-02-15", or "2026-02-15..2026-02-23" with both ends.
void add_days(Fields& fields, std::string_view key, int year, std::set<std::string>& out) {
  using namespace std::chrono;
  for (const std::string& text : fields.texts(key)) {
    const std::size_t dots = text.find("..");
    const auto first = parse_day(std::string_view(text).substr(0, dots));
    const auto last = dots == std::string::npos ? first : parse_day(std::string_view(text).substr(dots + 2));
    if (!first || !last || *last < *first || int(first->year()) != year || int(last->year()) != year) {
      fields.problem(fields.line_of(key), key, fmt::format("“{}”应为本年的日期，或 首日..末日", text),
                     fmt::format("\"{}\" should be a date of the year, or first..last", text));
      continue;
    }
    for (sys_days day = *first; day <= sys_days(*last); day += days(1)) {
      const year_month_day one = day;
      out.insert(fmt::format("{:04}-{:02}-{:02}", int(one.year()), unsigned(one.month()), unsigned(one.day())));
    }
  }
}

}  // namespace

std::string_view unit_id(ClockUnit unit) {
  return kUnits[static_cast<std::size_t>(unit)];
}
std::string_view clock_kind_id(ClockKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}
std::string_view party_id(ClockParty party) {
  return kParties[static_cast<std::size_t>(party)];
}

const ClockRule* ClockTable::clock(std::string_view id) const {
  const auto found = std::ranges::find_if(clocks, [&](const ClockRule& one) { return one.meta.id == id; });
  return found == clocks.end() ? nullptr : &*found;
}
const ClockEvent* ClockTable::event(std::string_view id) const {
  const auto found = std::ranges::find_if(events, [&](const ClockEvent& one) { return one.named.id == id; });
  return found == events.end() ? nullptr : &*found;
}

ClockTable parse_clock_table(Fields& fields, const std::string& pack) {
  ClockTable out;
  TableBuilder(out, pack).build(fields);
  return out;
}

WorkCalendar parse_work_calendar(Fields& fields, const std::string& pack) {
  WorkCalendar out;
  out.meta = fields.meta(pack);
  out.year = fields.integer("year", 0, 1992, 2200);
  add_days(fields, "rest", out.year, out.days_off);
  add_days(fields, "worked", out.year, out.days_worked);
  for (const std::string& day : out.days_worked)
    if (out.days_off.contains(day))
      fields.problem(fields.line_of("worked"), "worked", fmt::format("{} 既放假又上班", day), fmt::format("{} is both off and worked", day));
  return out;
}

}  // namespace gongdun::pack
