// The calendar of duties as iCalendar (RFC 5545): one VEVENT a date, folded at 75 octets between characters, lines ended by CRLF.
#include <fmt/format.h>

#include "assess/duties.h"

namespace gongdun::assess {

using base::Lang;
using base::TimeUs;

namespace {

constexpr std::size_t kFold = 75;  // octets of a line without its end
constexpr TimeUs kUsPerSecond = 1'000'000, kMinute = 60 * kUsPerSecond;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',')
      out += {'\\', c};
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
      out += c;
  }
  return out;
}

bool inside_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

class Calendar {
 public:
  void line(std::string_view text) {
    std::size_t room = kFold;
    while (text.size() > room) {
      std::size_t cut = room;
      while (cut > 1 && inside_character(text[cut])) --cut;
      out_.append(text.substr(0, cut)).append("\r\n ");
      text.remove_prefix(cut);
      room = kFold - 1;  // the space at the front counts
    }
    out_.append(text).append("\r\n");
  }
  void text(std::string_view name, std::string_view value) { line(fmt::format("{}:{}", name, escaped(value))); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string date(Day day) {
  std::string out = day_text(day);
  std::erase(out, '-');
  return out;
}

std::string instant(TimeUs time) {
  std::string out = base::iso8601(time);
  std::erase_if(out, [](char c) { return c == '-' || c == ':'; });
  return out;
}

std::string about(const DutyView& view, const Duty& duty) {
  const bool zh = view.lang == Lang::zh;
  std::string out = fmt::format("{} {}\n{}{} [{}]", duty.rule->meta.id, duty.rule->who.in(view.lang), zh ? "依据：" : "basis: ", duty.rule->meta.basis,
                                pack::verified_name(duty.rule->meta.verified));
  if (duty.from != nullptr)
    out += fmt::format("\n{}{} {}", zh ? "起算：" : "starts with: ", view.table.event(duty.rule->event)->named.name.in(view.lang),
                       duty.from->whole_day ? day_text(day_of(duty.start)) : moment_text(duty.start));
  if (!duty.rule->note.zh.empty()) out += "\n" + duty.rule->note.in(view.lang);
  if (!duty.missing.empty()) out += zh ? "\n是否适用待定：缺少企业信息" : "\nwhether it applies is not known: facts are missing";
  for (const int year : duty.due.unknown_years)
    out += zh ? fmt::format("\n{} 年节假日安排未知，按周一至周五推算", year) : fmt::format("\nholidays of {} are not known: counted by weekdays", year);
  return out;
}

std::string title(const DutyView& view, const Duty& duty) {
  std::string out = duty.rule->meta.name.in(view.lang);
  if (duty.from != nullptr && !duty.from->name.empty()) out += view.lang == Lang::zh ? "（" + duty.from->name + "）" : " (" + duty.from->name + ")";
  return out;
}

void alarm(Calendar& out, const std::string& trigger, const std::string& text) {
  out.line("BEGIN:VALARM");
  out.line("ACTION:DISPLAY");
  out.text("DESCRIPTION", text);
  out.line("TRIGGER:" + trigger);
  out.line("END:VALARM");
}

void event(Calendar& out, const DutyView& view, const Duty& duty, bool opening) {
  const bool zh = view.lang == Lang::zh;
  const std::string name = (opening ? (zh ? "可以申请：" : "opens: ") : "") + title(view, duty);
  out.line("BEGIN:VEVENT");
  out.line("UID:" + std::string(opening ? "opens-" : "") + duty.uid);
  out.line("DTSTAMP:" + instant(view.now));
  const auto day = opening ? duty.opens_day : duty.due.last;
  if (day) {
    out.line("DTSTART;VALUE=DATE:" + date(*day));
    out.line("DTEND;VALUE=DATE:" + date(*day + std::chrono::days(1)));
  } else {
    out.line("DTSTART:" + instant(*duty.due.end));
  }
  out.text("SUMMARY", name);
  out.text("DESCRIPTION", about(view, duty));
  out.line("TRANSP:TRANSPARENT");
  if (day) {
    // From the morning of the day so long before.
    for (const int days : view.table.remind_days) alarm(out, fmt::format("-P{}DT15H", days - 1), name);
  } else {
    for (const int minutes : view.table.remind_minutes)
      if (duty.start + minutes * kMinute < *duty.due.end) alarm(out, fmt::format("-PT{}M", minutes), name);
    alarm(out, "PT0S", name);
  }
  out.line("END:VEVENT");
}

bool has_date(const Duty& duty) {
  using State = Duty::State;
  return duty.due.end && (duty.state == State::running || duty.state == State::late || duty.state == State::upcoming);
}

}  // namespace

std::string duties_ics(const DutyView& view, const std::vector<Duty>& duties) {
  Calendar out;
  out.line("BEGIN:VCALENDAR");
  out.line("VERSION:2.0");
  out.line("PRODID:-//Gongdun//Duties//ZH");
  out.line("CALSCALE:GREGORIAN");
  out.line("METHOD:PUBLISH");
  out.text("X-WR-CALNAME", (view.lang == Lang::zh ? "数据安全法定期限 " : "Statutory terms ") + view.file.enterprise);
  for (const Duty& duty : duties) {
    if (!has_date(duty)) continue;
    if (duty.opens_day && duty.state == Duty::State::upcoming) event(out, view, duty, true);
    event(out, view, duty, false);
  }
  out.line("END:VCALENDAR");
  return out.take();
}

}  // namespace gongdun::assess
