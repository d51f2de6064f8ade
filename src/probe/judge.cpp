#include "probe/judge.h"

#include <algorithm>

#include <fmt/format.h>

namespace gongdun::probe {

using base::Lang;
using pack::State;

namespace {

constexpr std::size_t kLongestNote = 2000;  // bytes

std::string filled(const pack::ProbeBook& book, const Facts& facts, const std::string& text, Lang lang) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at), close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return out + text.substr(at);
    out += text.substr(at, open - at) + fact_words(book, facts, text.substr(open + 1, close - open - 1), lang);
    at = close + 1;
  }
  return out;
}

Finding judge_rule(const pack::ProbeBook& book, const pack::ProbeRule& rule, const Facts& facts, bool& applies) {
  Finding out{rule.meta.id, rule.probe, {}, {filled(book, facts, rule.text.zh, Lang::zh), filled(book, facts, rule.text.en, Lang::en)}, {}};
  const auto holds = pack::holds(rule.when, facts);
  applies = holds != false;
  if (!holds) out.unknown = pack::unknown_facts(rule.when, facts);
  if (holds != true) return out;
  const struct {
    bool given;
    const pack::Expression& condition;
    State state;
  } steps[] = {{rule.has_noncompliant, rule.noncompliant, State::noncompliant},
               {rule.has_partial, rule.partial, State::partial},
               {rule.has_compliant, rule.compliant, State::compliant}};
  for (const auto& step : steps) {
    if (!step.given) continue;
    const auto so = pack::holds(step.condition, facts);
    if (!so) {
      out.unknown = pack::unknown_facts(step.condition, facts);
      return out;
    }
    if (*so) {
      out.state = step.state;
      return out;
    }
  }
  return out;
}

bool touches(const pack::ProbeRule& rule, const Facts& facts) {
  for (const pack::Expression* one : {&rule.when, &rule.noncompliant, &rule.partial, &rule.compliant})
    for (const std::string& name : one->names())
      if (facts.has(name)) return true;
  return false;
}

void append(base::Bilingual& note, const base::Bilingual& more) {
  if (note.zh.size() + note.en.size() > kLongestNote) return;
  note.zh += (note.zh.empty() ? "" : "；") + more.zh;
  note.en += (note.en.empty() ? "" : "; ") + more.en;
}

}  // namespace

std::string fact_words(const pack::ProbeBook& book, const Facts& facts, const std::string& id, Lang lang) {
  const bool zh = lang == Lang::zh;
  const pack::FactValue value = facts(id);
  if (const auto* flag = std::get_if<bool>(&value)) return zh ? (*flag ? "是" : "否") : (*flag ? "yes" : "no");
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  const auto* words = std::get_if<std::vector<std::string>>(&value);
  if (words == nullptr) return zh ? "未知" : "unknown";
  std::string out;
  const pack::FactField* field = book.fact(id);
  for (const std::string& word : *words) {
    std::string shown = word;
    if (field != nullptr)
      for (const pack::Named& one : field->choices)
        if (one.id == word) shown = one.name.in(lang);
    out += (out.empty() ? "" : zh ? "、" : ", ") + shown;
  }
  return out;
}

std::vector<Finding> judge(const pack::ProbeBook& book, const Facts& facts) {
  std::vector<Finding> out;
  for (const pack::ProbeRule& rule : book.rules) {
    if (!touches(rule, facts)) continue;
    bool applies = true;
    Finding finding = judge_rule(book, rule, facts, applies);
    if (applies) out.push_back(std::move(finding));
  }
  return out;
}

Verdict sum(const std::vector<Finding>& findings, const std::string& probe) {
  Verdict out;
  for (const Finding& one : findings) {
    if (one.probe != probe || !one.unknown.empty()) continue;
    out.decided = true;
    if (one.state && (!out.state || *one.state > *out.state)) out.state = one.state;
  }
  for (const Finding& one : findings)
    if (one.probe == probe && one.unknown.empty() && (!out.state || one.state == out.state)) append(out.note, one.note);
  return out;
}

}  // namespace gongdun::probe
