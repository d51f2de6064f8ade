// The calendar of duties for people and for machines.
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "assess/duties.h"

namespace gongdun::assess {

using base::Lang;
using base::TimeUs;
using json = nlohmann::ordered_json;
using State = Duty::State;

namespace {

const base::Bilingual& state_name(State state) {
  static const base::Bilingual kNames[] = {{"进行中", "running"},   {"已逾期", "late"},           {"暂停计时", "standing still"}, {"已完成", "done"},
                                           {"已届满", "over"},      {"尚未开始", "upcoming"},     {"没有记录", "no record"},      {"发生时起算", "on event"},
                                           {"请注意", "take care"}, {"不得再次", "not once more"}};
  return kNames[static_cast<std::size_t>(state)];
}

std::string unit_words(pack::ClockUnit unit, Lang lang) {
  static const base::Bilingual kNames[] = {{"分钟", "minutes"},          {"小时", "hours"},  {"日", "days"},
                                           {"个工作日", "working days"}, {"个月", "months"}, {"年", "years"}};
  return kNames[static_cast<std::size_t>(unit)].in(lang);
}

std::string term_words(const pack::ClockRule& rule, Lang lang) {
  const bool zh = lang == Lang::zh;
  switch (rule.kind) {
    case pack::ClockKind::yearly:
      return zh ? fmt::format("每年 {} 月 {} 日前", rule.month, rule.day) : fmt::format("yearly by {:02}-{:02}", rule.month, rule.day);
    case pack::ClockKind::date: return rule.date;
    case pack::ClockKind::no_term: return zh ? "未定时限" : "no time set";
    case pack::ClockKind::rotation: return zh ? fmt::format("连续不满 {} 次", rule.block) : fmt::format("fewer than {} times in a row", rule.block);
    default: break;
  }
  if (rule.term.amount == 0) return zh ? "立即" : "at once";
  const std::string amount = fmt::format("{}{}{}", rule.term.amount, zh ? "" : " ", unit_words(rule.term.unit, lang));
  if (rule.kind == pack::ClockKind::keep) return (zh ? "不少于 " : "at least ") + amount;
  if (rule.kind == pack::ClockKind::window)
    return zh ? "届满前 " + amount + (rule.opens ? "内" : "") : (rule.opens ? "within " : "") + amount + " before the end";
  return amount;
}

std::string due_words(const Duty& duty) {
  if (duty.due.last) return day_text(*duty.due.last);
  return duty.due.end ? moment_text(*duty.due.end) : "";
}

json duty_json(const DutyView& view, const Duty& duty) {
  const pack::ClockRule& rule = *duty.rule;
  json out{{"id", rule.meta.id},
           {"what", {{"zh", rule.meta.name.zh}, {"en", rule.meta.name.en}}},
           {"party", pack::party_id(rule.party)},
           {"who", {{"zh", rule.who.zh}, {"en", rule.who.en}}},
           {"kind", pack::clock_kind_id(rule.kind)},
           {"term", {{"zh", term_words(rule, Lang::zh)}, {"en", term_words(rule, Lang::en)}}},
           {"basis", rule.meta.basis},
           {"verified", pack::verified_name(rule.meta.verified)},
           {"state", duty_state_id(duty.state)},
           {"uid", duty.uid}};
  if (!rule.event.empty()) out["event"] = rule.event;
  if (duty.from != nullptr) {
    out["name"] = duty.from->name;
    out["start"] = base::iso8601(duty.start);
  }
  if (duty.opens_day) out["opens"] = day_text(*duty.opens_day);
  if (duty.due.last) out["last_day"] = day_text(*duty.due.last);
  if (duty.due.end) {
    out["end"] = base::iso8601(*duty.due.end);
    out["seconds_left"] = (*duty.due.end - view.now) / 1'000'000;
  }
  if (duty.state == State::standing) out["left"] = duty.due.left;
  if (duty.alarm) out["alarm"] = base::iso8601(*duty.alarm);
  if (duty.done_at) {
    out["done"] = base::iso8601(*duty.done_at);
    if (duty.due.end) out["in_time"] = *duty.done_at < duty.alarm.value_or(*duty.due.end) || *duty.done_at == duty.start;
  }
  if (duty.times > 0) out["times"] = duty.times;
  if (rule.voluntary) out["voluntary"] = true;
  if (!rule.note.zh.empty()) out["note"] = {{"zh", rule.note.zh}, {"en", rule.note.en}};
  if (!duty.missing.empty()) out["missing"] = duty.missing;
  if (!duty.due.unknown_years.empty()) out["unknown_years"] = duty.due.unknown_years;
  return out;
}

std::string line_of(const DutyView& view, const Duty& duty) {
  const bool zh = view.lang == Lang::zh;
  const pack::ClockRule& rule = *duty.rule;
  std::string out = fmt::format("{:<17} {:<6} {}  {}", due_words(duty), rule.meta.id, state_name(duty.state).in(view.lang), rule.meta.name.in(view.lang));
  if (duty.from != nullptr && !duty.from->name.empty()) out += zh ? "（" + duty.from->name + "）" : " (" + duty.from->name + ")";
  if (rule.voluntary) out += zh ? "［非强制］" : " [voluntary]";
  out += "\n" + std::string(25, ' ') +
         fmt::format("{} · {} · {} [{}]", rule.who.in(view.lang), term_words(rule, view.lang), rule.meta.basis, pack::verified_name(rule.meta.verified));
  const auto add = [&](const std::string& text) { out += "\n" + std::string(25, ' ') + text; };
  if (duty.opens_day) add((zh ? "可申请自 " : "opens on ") + day_text(*duty.opens_day));
  if (duty.state == State::standing) add(fmt::format(fmt::runtime(zh ? "恢复后还剩 {}" : "{} left once it goes on"), duty.due.left));
  if (duty.times > 0) add(fmt::format(fmt::runtime(zh ? "同一机构已连续 {} 次" : "the same group {} times in a row"), duty.times));
  if (!rule.note.zh.empty()) add(rule.note.in(view.lang));
  for (const std::string& fact : duty.missing) add((zh ? "是否适用取决于企业信息：" : "whether it applies hangs on the fact: ") + fact);
  for (const int year : duty.due.unknown_years)
    add(zh ? fmt::format("{} 年节假日安排未知，按周一至周五推算，实际日期可能不同", year)
           : fmt::format("holidays of {} are not known: counted by weekdays, the real day may differ", year));
  return out + "\n";
}

}  // namespace

std::string duties_json(const DutyView& view, const std::vector<Duty>& duties) {
  json out{{"table", view.table.meta.id},      {"version", view.table.version},       {"enterprise", view.file.enterprise},
           {"as_of", base::iso8601(view.now)}, {"calendar_years", view.days.years()}, {"duties", json::array()}};
  for (const Duty& duty : duties) out["duties"].push_back(duty_json(view, duty));
  return out.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string duties_text(const DutyView& view, const std::vector<Duty>& duties) {
  const bool zh = view.lang == Lang::zh;
  std::string dated, open, others;
  for (const Duty& duty : duties) {
    std::string& into = duty.due.end || duty.state == State::standing ? dated : duty.state == State::on_event ? others : open;
    into += line_of(view, duty);
  }
  std::string out = fmt::format("{}  {}{}\n", view.file.enterprise, zh ? "截至 " : "as of ", moment_text(view.now));
  if (!dated.empty()) out += (zh ? "\n有日期的：\n" : "\nwith a date:\n") + dated;
  if (!open.empty()) out += (zh ? "\n没有日期但应当处理的：\n" : "\nwithout a date, to be looked after:\n") + open;
  if (!others.empty()) out += (zh ? "\n发生时起算的：\n" : "\nthat start when something happens:\n") + others;
  return out;
}

}  // namespace gongdun::assess
