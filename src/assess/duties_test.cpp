// The calendar of duties over the shipped table: every row of it, a clock that goes forward by hand, and the calendar file read back.
#include "assess/duties.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace gongdun::assess {
namespace {

using State = Duty::State;

const pack::Loaded& packs() {
  static const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
  if (!loaded.problems.empty()) throw std::runtime_error(pack::format_problems(loaded.problems, base::Lang::en));
  return loaded;
}
const pack::ClockTable& table() {
  return packs().assess.clock_tables.front();
}
const WorkDays& days() {
  static const WorkDays out(packs().assess.calendars);
  return out;
}
base::TimeUs at(std::string_view text) {
  bool whole = false;
  return parse_moment(text, whole).value_or(0);
}

const std::string kSteel =
    "name: 示例钢铁有限公司\nsector: 钢铁\nimportant_data: 是\ncore_data: 否\npersonal_information: 是\npi_persons: 1200\ndata_export: 否\nciio: 否\n";

DutyFile read(const std::string& yaml) {
  auto file = read_duty_file(table(), packs().assess.questionnaires, yaml, "facts.yaml");
  EXPECT_TRUE(file) << file.error().text(base::Lang::en);
  return file.value_or(DutyFile());
}
std::vector<Duty> of(const DutyFile& file, std::string_view now, const std::string& id) {
  std::vector<Duty> out = duties(table(), file, days(), at(now));
  std::erase_if(out, [&](const Duty& one) { return one.rule->meta.id != id; });
  return out;
}

TEST(DutyTable, holdsEveryRow) {
  for (int i = 1; i <= 45; ++i) {
    const std::string id = std::string("D-") + (i < 10 ? "0" : "") + std::to_string(i);
    EXPECT_NE(table().clock(id), nullptr) << id;
  }
}

TEST(Duties, theClockGoesForward_runningDoneLate) {
  const std::string events = "events:\n- {event: risk_assessment_finished, at: 2026-11-02}\n";
  const DutyFile file = read(kSteel + events);
  EXPECT_TRUE(of(file, "2026-11-01", "D-06").front().from == nullptr);  // not yet happened
  EXPECT_EQ(of(file, "2026-11-03", "D-06").front().state, State::running);
  EXPECT_EQ(day_text(*of(file, "2026-11-03", "D-06").front().due.last), "2026-11-16");
  EXPECT_EQ(of(file, "2026-11-16 23:59", "D-06").front().state, State::running);
  EXPECT_EQ(of(file, "2026-11-17 00:00", "D-06").front().state, State::late);
  const DutyFile done = read(kSteel + "events:\n- {event: risk_assessment_finished, at: 2026-11-02, done: {D-06: 2026-11-10}}\n");
  EXPECT_EQ(of(done, "2027-01-01", "D-06").front().state, State::done);
}

TEST(Duties, aPausedReview_standsStillUntilTheMaterialCame) {
  const DutyFile open = read(kSteel + "events:\n- {event: catalog_filed, at: 2026-11-02, pauses: [{from: 2026-11-05}]}\n");
  EXPECT_EQ(of(open, "2027-03-01", "D-01").front().state, State::standing);
  EXPECT_EQ(of(open, "2027-03-01", "D-01").front().due.left, 17);
  const DutyFile closed = read(kSteel + "events:\n- {event: catalog_filed, at: 2026-11-02, pauses: [{from: 2026-11-05, to: 2026-11-12}]}\n");
  EXPECT_EQ(day_text(*of(closed, "2026-11-20", "D-01").front().due.last), "2026-12-07");
}

TEST(Duties, minutes_forTheRegulator_andAtOnceWithItsAlarm) {
  const DutyFile file = read(kSteel + "events:\n- {event: event_major_found, at: 2026-11-20 08:30}\n- {event: event_found, at: 2026-11-20 08:30}\n");
  EXPECT_EQ(of(file, "2026-11-20 08:39", "D-12").front().state, State::running);
  EXPECT_EQ(of(file, "2026-11-20 08:40", "D-12").front().state, State::late);
  EXPECT_EQ(of(file, "2026-11-20 08:59", "D-13").front().state, State::running);
  EXPECT_EQ(of(file, "2026-11-20 09:29", "D-11").front().state, State::running);
  EXPECT_EQ(of(file, "2026-11-20 09:30", "D-11").front().state, State::late);
}

TEST(Duties, validityAndItsWindow) {
  const std::string facts = "name: 厂\nimportant_data: 否\ncore_data: 否\npersonal_information: 是\npi_persons: 20\ndata_export: 是\nciio: 否\n";
  const DutyFile file = read(facts + "events:\n- {event: export_result_issued, at: 2023-09-10}\n- {event: export_certified, at: 2024-08-31, name: 甲}\n");
  EXPECT_EQ(day_text(*of(file, "2026-01-05", "D-30").front().due.last), "2026-09-10");
  const Duty window = of(file, "2026-01-05", "D-31").front();
  EXPECT_EQ(window.state, State::upcoming);
  EXPECT_EQ(day_text(*window.due.last), "2026-09-10");
  EXPECT_EQ(day_text(*window.opens_day), "2026-06-17");  // 60 working days before, over 端午
  EXPECT_EQ(of(file, "2026-07-01", "D-31").front().state, State::running);
  EXPECT_EQ(of(file, "2026-09-11", "D-30").front().state, State::over);
  EXPECT_EQ(day_text(*of(file, "2026-01-05", "D-34r").front().due.last), "2027-02-28");
}

TEST(Duties, theLatestReport_startsTheYearAnew_andNoneAtAllIsSaid) {
  EXPECT_EQ(of(read(kSteel), "2026-11-24", "D-05").front().state, State::not_started);
  const DutyFile file = read(kSteel + "events:\n- {event: risk_report_issued, at: 2024-05-01}\n- {event: risk_report_issued, at: 2025-12-15}\n");
  ASSERT_EQ(of(file, "2026-11-24", "D-05").size(), 1U);
  EXPECT_EQ(day_text(*of(file, "2026-11-24", "D-05").front().due.last), "2026-12-15");
  EXPECT_EQ(of(file, "2026-12-16", "D-05").front().state, State::late);
  EXPECT_EQ(of(file, "2026-11-24", "D-23").size(), 2U);  // both reports are kept
}

TEST(Duties, yearly_thisYearAndNext_untilDone) {
  const auto twice = of(read(kSteel), "2026-12-26", "D-08");
  ASSERT_EQ(twice.size(), 2U);
  EXPECT_EQ(twice[0].state, State::late);
  EXPECT_EQ(day_text(*twice[1].due.last), "2027-12-25");
  EXPECT_EQ(of(read(kSteel + "done: {D-08: [2026]}\n"), "2026-12-26", "D-08")[0].state, State::done);
}

TEST(Duties, rotation_warnsAtTheSecond_blocksAtTheThird) {
  std::string events = "events:\n- {event: assessed_by_group, at: 2023-05-01, group: 甲}\n- {event: assessed_by_group, at: 2024-05-01, group: 乙}\n";
  EXPECT_EQ(of(read(kSteel + events), "2026-11-24", "D-45").front().state, State::running);
  events += "- {event: assessed_by_group, at: 2025-05-01, group: 乙}\n";
  EXPECT_EQ(of(read(kSteel + events), "2026-11-24", "D-45").front().state, State::warned);
  events += "- {event: assessed_by_group, at: 2026-05-01, group: 乙}\n";
  EXPECT_EQ(of(read(kSteel + events), "2026-11-24", "D-45").front().state, State::blocked);
}

TEST(Duties, applicability_followsFacts_andUnknownFactsAreNamed) {
  EXPECT_TRUE(of(read(kSteel), "2026-11-24", "D-30").empty());
  EXPECT_TRUE(of(read(kSteel), "2026-11-24", "D-36").empty());
  const auto unknown = of(read("name: 厂\n"), "2026-11-24", "D-05");
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown.front().missing, (std::set<std::string>{"core_data", "important_data"}));
  EXPECT_EQ(of(read("personal_information: 是\npi_persons: '10,000,001'\n"), "2026-11-24", "D-36").size(), 1U);
  EXPECT_TRUE(of(read("personal_information: 是\npi_persons: '10,000,000'\n"), "2026-11-24", "D-36").empty());
}

TEST(DutyFile, mistakesHaveLineAndField) {
  const auto wrong = read_duty_file(table(), packs().assess.questionnaires,
                                    "important_data: maybe\nnonsense: 1\nevents:\n- {event: lunch, at: 2026-01-01}\n- {event: catalog_filed, at: 2026-02-30}\n"
                                    "- {event: catalog_filed, at: 2026-02-03, pauses: [{from: 2026-01-01}], done: {D-02: 2026-03-01}}\n",
                                    "facts.yaml");
  ASSERT_FALSE(wrong);
  for (const char* place : {"facts.yaml:1: important_data", "facts.yaml:2: nonsense", "facts.yaml:4: events[0].event", "facts.yaml:5: events[1].at",
                            "facts.yaml:6: events[2].pauses[0].from", "facts.yaml:6: events[2].done.D-02"})
    EXPECT_NE(wrong.error().message.en.find(place), std::string::npos) << place << "\n" << wrong.error().message.en;
}

// A small reader of RFC 5545: unfolds, splits name, parameters and value, checks nesting and what every component must hold.
struct Component {
  std::string kind;
  std::map<std::string, std::string> fields;  // name without parameters
  std::map<std::string, std::string> parameters;
  std::vector<Component> inner;
};
class IcsReader {
 public:
  explicit IcsReader(const std::string& text) {
    std::size_t from = 0;
    while (from < text.size()) {
      const std::size_t end = text.find("\r\n", from);
      EXPECT_NE(end, std::string::npos) << "a line without CRLF";
      if (end == std::string::npos) return;
      const std::string line = text.substr(from, end - from);
      EXPECT_LE(line.size(), 75U);
      EXPECT_EQ(line.find('\n'), std::string::npos);
      EXPECT_FALSE(line.empty());
      if (line.starts_with(' '))
        lines_.back() += line.substr(1);
      else
        lines_.push_back(line);
      // A fold stands between characters.
      EXPECT_FALSE((static_cast<unsigned char>(line[line.starts_with(' ') ? 1 : 0]) & 0xC0U) == 0x80U) << line;
      from = end + 2;
    }
  }
  Component read() {
    EXPECT_EQ(lines_.front(), "BEGIN:VCALENDAR");
    Component out = component();
    EXPECT_EQ(next_, lines_.size());
    return out;
  }

 private:
  Component component() {
    Component out{lines_.at(next_++).substr(6), {}, {}, {}};
    for (;;) {
      const std::string& line = lines_.at(next_);
      if (line.starts_with("BEGIN:")) {
        out.inner.push_back(component());
        continue;
      }
      ++next_;
      const std::size_t colon = line.find(':');
      if (line.starts_with("END:")) {
        EXPECT_EQ(line.substr(4), out.kind);
        return out;
      }
      const std::string head = line.substr(0, colon), name = head.substr(0, head.find(';'));
      EXPECT_TRUE(out.fields.emplace(name, unescaped(line.substr(colon + 1))).second) << name;
      out.parameters[name] = head.substr(name.size());
    }
  }
  static std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\') {
        EXPECT_TRUE(text[i] != ',' || text.starts_with("-P")) << text;
        out += text[i];
      } else {
        out += text[++i] == 'n' ? '\n' : text[i];
      }
    }
    return out;
  }
  std::vector<std::string> lines_;
  std::size_t next_ = 0;
};

TEST(DutyCalendar, readsBack_withFoldsEscapesAlarmsAndStableIds) {
  const std::string name = "name: '示例, 钢铁; 有限\\公司'\n" + kSteel.substr(kSteel.find('\n') + 1);
  const auto make = [&](const std::string& more, std::string_view now) {
    const DutyFile file = read(name + "events:\n- {event: risk_assessment_finished, at: 2026-11-02, name: '年度, 评估'" + more +
                               "}\n- {event: flaw_found, at: 2026-11-20 08:30}\n");
    const DutyView view{table(), file, days(), at(now), base::Lang::zh};
    return duties_ics(view, duties(table(), file, days(), at(now)));
  };
  const std::string text = make("", "2026-11-20 09:00");
  EXPECT_EQ(text, make("", "2026-11-20 09:00"));
  const Component calendar = IcsReader(text).read();
  EXPECT_EQ(calendar.fields.at("VERSION"), "2.0");
  EXPECT_EQ(calendar.fields.at("X-WR-CALNAME"), "数据安全法定期限 示例, 钢铁; 有限\\公司");
  std::map<std::string, const Component*> by_id;
  for (const Component& event : calendar.inner) {
    EXPECT_EQ(event.kind, "VEVENT");
    EXPECT_TRUE(by_id.emplace(event.fields.at("UID"), &event).second);
    EXPECT_EQ(event.fields.at("DTSTAMP"), "20261120T010000Z");
    EXPECT_FALSE(event.inner.empty());
    for (const Component& alarm : event.inner) {
      EXPECT_EQ(alarm.kind, "VALARM");
      EXPECT_EQ(alarm.fields.at("ACTION"), "DISPLAY");
      EXPECT_TRUE(alarm.fields.contains("TRIGGER") && alarm.fields.contains("DESCRIPTION"));
    }
  }
  const auto find = [](const Component& all, const std::string& id) {
    return *std::ranges::find_if(all.inner, [&](const Component& one) { return one.fields.at("DESCRIPTION").starts_with(id + " "); });
  };
  const Component report = find(calendar, "D-06");
  EXPECT_EQ(report.fields.at("DTSTART"), "20261116");
  EXPECT_EQ(report.parameters.at("DTSTART"), ";VALUE=DATE");
  EXPECT_EQ(report.fields.at("DTEND"), "20261117");
  EXPECT_EQ(report.fields.at("SUMMARY"), "报送风险评估报告（年度, 评估）");
  EXPECT_EQ(find(calendar, "D-20").fields.at("DTSTART"), "20261121T003000Z");
  // A pause moves the date and not the name.
  const Component moved = find(IcsReader(make(", pauses: [{from: 2026-11-03, to: 2026-11-09}]", "2026-11-20 09:00")).read(), "D-06");
  EXPECT_EQ(moved.fields.at("UID"), report.fields.at("UID"));
  EXPECT_NE(moved.fields.at("DTSTART"), report.fields.at("DTSTART"));
}

}  // namespace
}  // namespace gongdun::assess
