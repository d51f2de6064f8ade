#include "assess/picture.h"

#include <algorithm>

#include "base/split.h"
#include "pack/fields.h"

namespace gongdun::assess {

using pack::State;

namespace {

// What probes say together: the worst; none: nothing usable.
std::optional<State> worst_of(const std::map<std::string, Standing>& probes) {
  std::optional<State> out;
  for (const auto& [name, standing] : probes) {
    if (standing.entry == nullptr) continue;
    for (const Entry* head : standing.heads) {
      const auto state = parse_state(head->value);
      if (state && *state != State::na && (!out || *state > *out)) out = state;
    }
  }
  return out;
}

std::optional<State> worst_of(const std::vector<const Entry*>& heads) {
  std::optional<State> out;
  for (const Entry* head : heads) {
    const auto state = parse_state(head->value);
    if (!state || *state == State::na) continue;
    if (!out || *state > *out) out = state;
  }
  return out;
}

bool any_probe_differs(const std::map<std::string, Standing>& probes, State answer) {
  return std::ranges::any_of(probes, [&](const auto& probe) {
    return std::ranges::any_of(probe.second.heads, [&](const Entry* head) {
      const auto state = parse_state(head->value);
      return state && *state != answer;
    });
  });
}

// A review counts for what its author saw: a later answer or probe opens the matter again.
bool covers(const Entry& review, const std::vector<std::string>& open) {
  return std::ranges::includes(review.replaces, open);
}

void settle_state(ItemView& view, const AnswerLog& log) {
  const std::string& about = view.question->meta.id;
  const Standing review = log.standing(EntryKind::review, about);
  if (review.entry != nullptr && !review.conflict && covers(*review.entry, log.open_ids(about))) {
    view.reviewed = true;
    view.review = review.entry;
    view.state = parse_state(review.entry->value);
    return;
  }
  if (view.answer.conflict) {
    view.disagreement = true;
    view.state = worst_of(view.answer.heads);
    return;
  }
  if (view.answer.entry == nullptr) {
    view.state = worst_of(view.probes);
    view.prefilled = view.state.has_value();
    return;
  }
  view.state = parse_state(view.answer.entry->value);
  if (!view.state || !any_probe_differs(view.probes, *view.state)) return;
  view.contradicted = true;
  view.state = State::noncompliant;
}

pack::FactValue answer_value(const ItemView& item) {
  if (item.question->type == pack::AnswerType::score) {
    if (!item.state) return {};
    return std::vector{std::string(pack::state_id(*item.state))};
  }
  if (item.answer.entry == nullptr || item.answer.conflict) return {};
  double number = 0;
  if (item.question->type == pack::AnswerType::number)
    return pack::parse_number(item.answer.entry->value, number) ? pack::FactValue(number) : pack::FactValue();
  return base::split(item.answer.entry->value, '\n');
}

}  // namespace

std::optional<State> parse_state(std::string_view id) {
  for (std::size_t i = 0; i < pack::kStates; ++i)
    if (pack::state_id(static_cast<State>(i)) == id) return static_cast<State>(i);
  return std::nullopt;
}

pack::FactValue fact_value(const pack::FactField& field, const std::string& value) {
  if (value.empty()) return {};
  double number = 0;
  switch (field.type) {
    case pack::FactType::yes_no: return value == "yes" || value == "no" ? pack::FactValue(value == "yes") : pack::FactValue();
    case pack::FactType::number: return pack::parse_number(value, number) ? pack::FactValue(number) : pack::FactValue();
    default: return base::split(value, '\n');
  }
}

FactBook::FactBook(const pack::Questionnaire& questions, const AnswerLog& log) {
  for (const pack::FactField& field : questions.facts) {
    const Standing standing = log.standing(EntryKind::answer, std::string(kFactPrefix) + field.id);
    if (standing.conflict) conflicts_.insert(field.id);
    if (standing.entry == nullptr) continue;
    texts_[field.id] = standing.entry->value;
    if (!standing.conflict) values_[field.id] = fact_value(field, standing.entry->value);
  }
  // Flags stand on facts and on flags before them.
  for (const pack::Flag& flag : questions.flags)
    if (const auto known = pack::holds(flag.when, *this)) values_[flag.named.id] = *known;
}

pack::FactValue FactBook::operator()(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? pack::FactValue() : found->second;
}

const std::string& FactBook::text(const std::string& id) const {
  static const std::string kNone;
  const auto found = texts_.find(id);
  return found == texts_.end() ? kNone : found->second;
}

const ItemView* Picture::item(std::string_view id) const {
  const auto found = std::ranges::find_if(items, [&](const ItemView& one) { return one.question->meta.id == id; });
  return found == items.end() ? nullptr : &*found;
}

Picture look(const pack::Questionnaire& questions, const AnswerLog& log) {
  Picture out{FactBook(questions, log), {}, {}};
  std::map<std::string, pack::FactValue> answers;
  out.items.reserve(questions.questions.size());
  for (const pack::Question& question : questions.questions) {
    ItemView view;
    view.question = &question;
    view.answer = log.standing(EntryKind::answer, question.meta.id);
    view.probes = log.probes(question.meta.id);
    if (question.type == pack::AnswerType::score) settle_state(view, log);
    const auto applies = pack::holds(question.applies, out.facts);
    out.facts_needed.merge(pack::unknown_facts(question.applies, out.facts));
    const auto wanted = pack::holds(question.after, [&](const std::string& name) {
      const auto found = answers.find(name);
      return found == answers.end() ? out.facts(name) : found->second;
    });
    if (applies == false) {
      view.asked = ItemView::Asked::not_applicable;
    } else if (wanted == false) {
      view.asked = ItemView::Asked::skipped;
      view.contradicted = view.disagreement = view.prefilled = false;
      view.state = question.otherwise;
    }
    if (view.asked != ItemView::Asked::not_applicable) answers[question.meta.id] = answer_value(view);
    out.items.push_back(std::move(view));
  }
  return out;
}

}  // namespace gongdun::assess
