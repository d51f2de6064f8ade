#include "assess/capability.h"

#include <algorithm>

namespace gongdun::assess {

using base::Code;
using base::Result;
using pack::State;

namespace {

int level_index(const pack::Maturity& maturity, const std::string& id) {
  const auto found = std::ranges::find_if(maturity.levels, [&](const pack::Named& one) { return one.id == id; });
  return found == maturity.levels.end() ? kNoLevel : static_cast<int>(found - maturity.levels.begin());
}

AspectLevel aspect_of(const pack::Maturity& maturity, const ItemView& item, const DiagnosisStates& diagnosis) {
  AspectLevel out;
  out.item = &item;
  if (item.answer.entry == nullptr) return out;
  // Of several answers the lowest, until one is picked.
  for (const Entry* head : item.answer.heads) {
    const int level = level_index(maturity, head->value);
    if (level != kNoLevel && (out.said == kNoLevel || level < out.said)) out.said = level;
  }
  out.level = out.said;
  for (const std::string& id : item.question->diagnosis) {
    const auto state = diagnosis.find(id);
    if (state == diagnosis.end()) continue;
    const auto limit = maturity.at_most.find(std::string(pack::state_id(state->second)));
    if (limit == maturity.at_most.end()) continue;
    const int most = level_index(maturity, limit->second);
    if (most >= out.said) continue;
    out.limited_by.push_back(id);
    out.level = std::min(out.level, most);
  }
  return out;
}

}  // namespace

DiagnosisStates states_of(const Picture& diagnosis) {
  DiagnosisStates out;
  for (const ItemView& item : diagnosis.items)
    if (item.question->type == pack::AnswerType::score && item.asked != ItemView::Asked::not_applicable && item.state && *item.state != State::na)
      out[item.question->meta.id] = *item.state;
  return out;
}

std::vector<Entry> evidence_entries(const pack::Questionnaire& questions, const DiagnosisStates& diagnosis, const std::string& from) {
  std::vector<Entry> out;
  for (const pack::Question& question : questions.questions) {
    if (question.type != pack::AnswerType::score || question.diagnosis.empty() || question.probes.empty()) continue;
    std::size_t known = 0, met = 0, unmet = 0;
    std::string note = from;
    for (const std::string& id : question.diagnosis) {
      const auto state = diagnosis.find(id);
      if (state == diagnosis.end()) continue;
      ++known;
      met += state->second == State::compliant ? 1 : 0;
      unmet += state->second == State::noncompliant ? 1 : 0;
      note += " " + id + "=" + std::string(pack::state_id(state->second));
    }
    if (known != question.diagnosis.size()) continue;
    Entry entry;
    entry.kind = EntryKind::probe;
    entry.about = question.meta.id;
    entry.value = pack::state_id(met == known ? State::compliant : unmet == known ? State::noncompliant : State::partial);
    entry.basis = Basis::seen;
    entry.note = note;
    entry.author = question.probes.front();
    out.push_back(std::move(entry));
  }
  return out;
}

Result<Capability> capability(const pack::Questionnaire& questions, const Picture& picture, const DiagnosisStates& diagnosis, const std::string& target) {
  const pack::Maturity& maturity = questions.maturity;
  if (maturity.levels.empty())
    return base::fail(Code::invalid_input, "该评估所用的表不含能力等级；用 diagnose new --questionnaire capability 建立防护能力评估",
                      "this assessment asks for no levels; begin one with diagnose new --questionnaire capability");
  Capability out;
  out.target = level_index(maturity, target.empty() ? maturity.target : target);
  if (out.target == kNoLevel) return base::fail(Code::invalid_input, "没有该能力等级", "there is no such level", target);
  out.distribution.resize(maturity.levels.size());
  for (const pack::Domain& domain : questions.domains) {
    AreaLevel area;
    area.area = &domain;
    for (const ItemView& item : picture.items)
      if (item.question->domain == domain.named.id && item.question->type == pack::AnswerType::choice && item.asked != ItemView::Asked::not_applicable)
        area.aspects.push_back(aspect_of(maturity, item, diagnosis));
    if (area.aspects.empty()) continue;
    area.level = std::ranges::min(area.aspects, {}, &AspectLevel::level).level;
    if (area.level == kNoLevel) {
      ++out.open;
    } else {
      area.gap = std::max(0, out.target - area.level);
      ++out.distribution[static_cast<std::size_t>(area.level)];
      out.organisation = out.organisation == kNoLevel ? area.level : std::min(out.organisation, area.level);
    }
    out.areas.push_back(std::move(area));
  }
  out.duties = score(questions, picture);
  out.measures = measures(questions, picture, out.duties);
  return out;
}

}  // namespace gongdun::assess
