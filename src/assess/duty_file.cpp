// Facts and events as people write them for the calendar of duties.
#include <algorithm>

#include <fmt/format.h>

#include "assess/answer_input.h"
#include "assess/duties.h"
#include "base/utf8.h"
#include "pack/fact_rule.h"
#include "pack/tree.h"

namespace gongdun::assess {

using base::TimeUs;
using pack::Fields;
using pack::Need;
using pack::Node;

namespace {

constexpr std::size_t kMostEvents = 2000, kMostPauses = 100, kLongestName = 500;

class DutyReader {
 public:
  DutyReader(const pack::ClockTable& table, DutyFile& out) : table_(table), out_(out) {}

  void read(Fields& top, const std::vector<pack::Questionnaire>& questionnaires) {
    out_.enterprise = short_text(top, "name", Need::optional);
    for (const pack::FactField& field : table_.facts) {
      const std::string text = top.text(field.id);
      if (text.empty()) continue;
      if (auto value = fact_text(field, text))
        out_.facts[field.id] = *value;
      else
        top.problem(top.line_of(field.id), field.id, value.error().message.zh, value.error().message.en);
    }
    for (const pack::Questionnaire& one : questionnaires)
      for (const pack::FactField& field : one.facts) top.take(field.id);
    if (const Node* node = top.take("events")) events(top, *node);
    if (const Node* node = top.take("done")) done_years(top, *node);
  }

 private:
  static std::string short_text(Fields& fields, std::string_view key, Need need) {
    std::string out = fields.text(key, need);
    if (out.size() > kLongestName) {
      fields.problem(fields.line_of(key), key, "文字过长", "the text is too long");
      out.clear();
    }
    return out;
  }

  static std::optional<TimeUs> moment(Fields& fields, std::string_view key, Need need, bool& whole_day) {
    const std::string text = fields.text(key, need);
    if (text.empty()) return std::nullopt;
    const auto out = parse_moment(text, whole_day);
    if (!out)
      fields.problem(fields.line_of(key), key, "时间应写作 2026-03-01 或 2026-03-01 16:30（中国时间，1992 至 2200 年）",
                     "write 2026-03-01 or 2026-03-01 16:30 (time of China, 1992 to 2200)");
    return out;
  }

  void events(Fields& top, const Node& node) {
    if (node.kind != Node::Kind::list) return top.problem(node.line, "events", "此处应为列表", "a list is expected here");
    if (node.items.size() > kMostEvents) return top.problem(node.line, "events", "事件不能多于 2000 个", "there may be at most 2000 events");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      Fields fields(node.items[i], fmt::format("events[{}]", i), top.problems());
      event(fields);
      fields.finish();
    }
  }

  void event(Fields& fields) {
    Occurrence out;
    out.event = fields.text("event", Need::required);
    if (!out.event.empty() && table_.event(out.event) == nullptr) {
      std::string known;
      for (const pack::ClockEvent& one : table_.events) known += (known.empty() ? "" : ", ") + one.named.id;
      fields.problem(fields.line_of("event"), "event", fmt::format("没有事件“{}”，应为：{}", out.event, known),
                     fmt::format("there is no event \"{}\"; use one of: {}", out.event, known));
    }
    const auto at = moment(fields, "at", Need::required, out.whole_day);
    out.name = short_text(fields, "name", Need::optional);
    out.group = short_text(fields, "group", Need::optional);
    if (const Node* node = fields.take("pauses")) pauses(fields, *node, at.value_or(0), out);
    if (const Node* node = fields.take("done")) done(fields, *node, at.value_or(0), out);
    if (at) {
      out.at = *at;
      out_.events.push_back(std::move(out));
    }
  }

  static void pauses(Fields& fields, const Node& node, TimeUs start, Occurrence& out) {
    if (node.kind != Node::Kind::list || node.items.size() > kMostPauses)
      return fields.problem(node.line, "pauses", "此处应为列表，最多 100 项", "a list of at most 100 is expected here");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      Fields one(node.items[i], fmt::format("{}[{}]", fields.path_of("pauses"), i), fields.problems());
      bool whole = false;
      const auto from = moment(one, "from", Need::required, whole);
      const auto to = moment(one, "to", Need::optional, whole);
      one.finish();
      if (!from) continue;
      if (*from < start || (to && *to < *from))
        one.problem(one.line(), "from", "暂停应在事件之后开始，且不晚于其结束", "a pause begins after the event and not after its own end");
      else
        out.pauses.push_back({*from, to});
    }
    out.pauses = merged(std::move(out.pauses));
  }

  // done: {D-06: 2026-03-10}
  void done(Fields& fields, const Node& node, TimeUs start, Occurrence& out) {
    Fields list(node, fields.path_of("done"), fields.problems());
    for (const pack::ClockRule& rule : table_.clocks) {
      if (rule.event != out.event || rule.event.empty()) continue;
      bool whole = false;
      const auto at = moment(list, rule.meta.id, Need::optional, whole);
      if (!at) continue;
      if (*at < (whole ? begin_of(day_of(start)) : start))
        list.problem(list.line_of(rule.meta.id), rule.meta.id, "完成时间早于事件", "it cannot be done before the event");
      else
        out.done[rule.meta.id] = *at;
    }
    list.finish();
  }

  // done: {D-18: [2025, 2026]}
  void done_years(Fields& top, const Node& node) {
    Fields list(node, "done", top.problems());
    for (const pack::ClockRule& rule : table_.clocks) {
      if (rule.kind != pack::ClockKind::yearly && rule.kind != pack::ClockKind::date) continue;
      for (const std::string& text : list.texts(rule.meta.id)) {
        double year = 0;
        if (pack::parse_number(text, year) && year >= 1992 && year <= 2200)
          out_.done_years[rule.meta.id].insert(static_cast<int>(year));
        else
          list.problem(list.line_of(rule.meta.id), rule.meta.id, "应为年份", "a year is expected");
      }
    }
    list.finish();
  }

  const pack::ClockTable& table_;
  DutyFile& out_;
};

}  // namespace

base::Result<DutyFile> read_duty_file(const pack::ClockTable& table, const std::vector<pack::Questionnaire>& questionnaires, std::string_view yaml,
                                      const std::string& file) {
  std::vector<pack::LoadProblem> found;
  pack::Problems problems(file, found);
  const Node root = pack::parse_tree(yaml, problems);
  DutyFile out;
  if (root.kind != Node::Kind::null) {
    Fields top(root, "", problems);
    DutyReader(table, out).read(top, questionnaires);
    top.finish();
  }
  if (found.empty()) return out;
  return base::fail(base::Code::invalid_input, pack::format_problems(found, base::Lang::zh), pack::format_problems(found, base::Lang::en));
}

}  // namespace gongdun::assess
