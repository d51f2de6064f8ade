#include "assess/duties.h"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "assess/picture.h"
#include "crypto/sm3.h"

namespace gongdun::assess {

using base::TimeUs;
using pack::ClockKind;
using State = Duty::State;

namespace {

constexpr std::array<std::string_view, 10> kStates{"running", "late", "standing", "done", "over", "upcoming", "not_started", "on_event", "warned", "blocked"};

// Facts and the flags made of them.
class Known {
 public:
  Known(const pack::ClockTable& table, const FactTexts& facts) {
    for (const pack::FactField& field : table.facts)
      if (const auto value = facts.find(field.id); value != facts.end()) values_[field.id] = fact_value(field, value->second);
    for (const pack::Flag& flag : table.flags) {
      if (const auto known = pack::holds(flag.when, *this))
        values_[flag.named.id] = *known;
      else
        behind_[flag.named.id] = missing(flag.when);
    }
  }
  pack::FactValue operator()(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? pack::FactValue() : found->second;
  }
  // In facts a person can give, not in flags.
  std::set<std::string> missing(const pack::Expression& expression) const {
    std::set<std::string> out;
    for (const std::string& name : pack::unknown_facts(expression, *this)) {
      const auto flag = behind_.find(name);
      if (flag == behind_.end())
        out.insert(name);
      else
        out.insert(flag->second.begin(), flag->second.end());
    }
    return out;
  }

 private:
  std::map<std::string, pack::FactValue> values_;
  std::map<std::string, std::set<std::string>> behind_;
};

class Planner {
 public:
  Planner(const pack::ClockTable& table, const DutyFile& file, const WorkDays& days, TimeUs now) : table_(table), file_(file), days_(days), now_(now) {}

  std::vector<Duty> plan() {
    const Known known(table_, file_.facts);
    for (const pack::ClockRule& rule : table_.clocks) {
      const auto applies = pack::holds(rule.applies, known);
      if (applies == false) continue;
      missing_ = applies ? std::set<std::string>() : known.missing(rule.applies);
      add(rule);
    }
    std::ranges::stable_sort(out_, [](const Duty& a, const Duty& b) { return key(a) < key(b); });
    return std::move(out_);
  }

 private:
  static TimeUs key(const Duty& duty) { return duty.due.end.value_or(std::numeric_limits<TimeUs>::max()); }

  void add(const pack::ClockRule& rule) {
    if (rule.kind == ClockKind::yearly) return yearly(rule);
    if (rule.kind == ClockKind::date) return by_date(rule);
    const std::vector<const Occurrence*> from = occurrences(rule);
    if (from.empty()) {
      Duty duty = fresh(rule, nullptr, "");
      // An end that does not exist has no days before it.
      if (rule.kind == ClockKind::window || rule.kind == ClockKind::rotation) return;
      duty.state = rule.recurring ? State::not_started : State::on_event;
      out_.push_back(std::move(duty));
      return;
    }
    if (rule.kind == ClockKind::rotation) return rotation(rule, from);
    for (const Occurrence* one : from) started(rule, *one);
  }

  // In order of time; of what renews itself (a yearly report, a certificate) the latest of each name.
  std::vector<const Occurrence*> occurrences(const pack::ClockRule& rule) const {
    std::vector<const Occurrence*> out;
    for (const Occurrence& one : file_.events)
      if (one.event == rule.event && one.at <= now_) out.push_back(&one);
    std::ranges::stable_sort(out, {}, &Occurrence::at);
    if (rule.kind != ClockKind::validity && rule.kind != ClockKind::window) return out;
    std::map<std::string, const Occurrence*> latest;
    for (const Occurrence* one : out) latest[one->name] = one;
    std::erase_if(out, [&](const Occurrence* one) { return latest.at(one->name) != one; });
    return out;
  }

  Duty fresh(const pack::ClockRule& rule, const Occurrence* from, const std::string& which) const {
    Duty out;
    out.rule = &rule;
    out.from = from;
    out.missing = missing_;
    if (from != nullptr) out.start = from->at;
    crypto::Sm3 hash;
    for (const std::string& text : {std::string("gongdun-duty/1"), file_.enterprise, rule.meta.id, from == nullptr ? std::string() : from->name,
                                    from == nullptr ? std::string() : std::to_string(from->at), which})
      hash.update(std::to_string(text.size())).update(":").update(text);
    out.uid = crypto::hex(hash.finish()).substr(0, 32) + "@gongdun";
    return out;
  }

  void started(const pack::ClockRule& rule, const Occurrence& from) {
    Duty duty = fresh(rule, &from, "");
    if (const auto done = from.done.find(rule.meta.id); done != from.done.end()) duty.done_at = done->second;
    if (rule.kind == ClockKind::no_term) {
      duty.state = duty.done_at ? State::done : State::running;
      out_.push_back(std::move(duty));
      return;
    }
    if (rule.kind == ClockKind::window) {
      const pack::ClockRule& other = *table_.clock(rule.ends);
      duty.due = count(other.term, from.at, from.pauses, days_);
      if (duty.due.last) window(rule, duty);
    } else {
      duty.due = count(rule.term, from.at, from.pauses, days_, rule.kind == ClockKind::deadline ? table_.rest_day : pack::RestDay::stay);
    }
    if (rule.term.amount == 0 && duty.due.end) duty.alarm = count(rule.alarm, from.at, from.pauses, days_).end;
    settle(duty);
    out_.push_back(std::move(duty));
  }

  void window(const pack::ClockRule& rule, Duty& duty) const {
    const Day back = count_back(rule.term, *duty.due.last, days_, duty.due.unknown_years);
    if (rule.opens) {
      duty.opens = begin_of(back);
      duty.opens_day = back;
      return;
    }
    duty.due.last = back;
    duty.due.end = begin_of(back + std::chrono::days(1));
  }

  void settle(Duty& duty) const {
    if (duty.done_at) {
      duty.state = State::done;
    } else if (!duty.due.end) {
      duty.state = State::standing;
    } else if (now_ >= duty.alarm.value_or(*duty.due.end)) {
      duty.state = duty.rule->kind == ClockKind::keep || (duty.rule->kind == ClockKind::validity && !duty.rule->recurring) ? State::over : State::late;
    } else {
      duty.state = duty.opens && now_ < *duty.opens ? State::upcoming : State::running;
    }
  }

  // This year's and next year's.
  void yearly(const pack::ClockRule& rule) {
    const auto done = file_.done_years.find(rule.meta.id);
    const int now_year = static_cast<int>(std::chrono::year_month_day(day_of(now_)).year());
    for (int year = now_year; year <= now_year + 1; ++year) dated(rule, year, done != file_.done_years.end() && done->second.contains(year));
  }

  void dated(const pack::ClockRule& rule, int year, bool done) {
    Duty duty = fresh(rule, nullptr, std::to_string(year));
    duty.year = year;
    const Day last(std::chrono::year(year) / rule.month / rule.day);
    duty.due.last = last;
    duty.due.end = begin_of(last + std::chrono::days(1));
    settle(duty);
    if (done) duty.state = State::done;
    out_.push_back(std::move(duty));
  }

  void by_date(const pack::ClockRule& rule) {
    bool whole = false;
    const auto at = parse_moment(rule.date, whole);
    if (!at) return;
    Duty duty = fresh(rule, nullptr, rule.date);
    duty.due.last = day_of(*at);
    duty.due.end = begin_of(*duty.due.last + std::chrono::days(1));
    settle(duty);
    if (file_.done_years.contains(rule.meta.id)) duty.state = State::done;
    if (duty.state == State::late) duty.state = State::over;  // a single day of the past: nobody can keep it any more
    out_.push_back(std::move(duty));
  }

  // How often in a row, up to the latest, the same group was at it.
  void rotation(const pack::ClockRule& rule, const std::vector<const Occurrence*>& from) {
    Duty duty = fresh(rule, from.back(), "");
    for (auto one = from.rbegin(); one != from.rend() && !(*one)->group.empty() && (*one)->group == from.back()->group; ++one) ++duty.times;
    duty.state = duty.times >= rule.block ? State::blocked : duty.times >= rule.warn ? State::warned : State::running;
    out_.push_back(std::move(duty));
  }

  const pack::ClockTable& table_;
  const DutyFile& file_;
  const WorkDays& days_;
  TimeUs now_;
  std::set<std::string> missing_;
  std::vector<Duty> out_;
};

}  // namespace

std::string_view duty_state_id(State state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::vector<Duty> duties(const pack::ClockTable& table, const DutyFile& file, const WorkDays& days, TimeUs now) {
  return Planner(table, file, days, now).plan();
}

}  // namespace gongdun::assess
