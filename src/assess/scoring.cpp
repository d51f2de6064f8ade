#include "assess/scoring.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace gongdun::assess {

using pack::State;

namespace {

// Sums of weights and halves are exact, their quotients are not: what differs from a line by less than a millionth stands on it.
double settled(double value) {
  return std::round(value * 1e6) / 1e6;
}

struct Sum {
  double gained = 0, weight = 0;
};

bool counts(const ItemView& item) {
  return item.question->type == pack::AnswerType::score && item.asked != ItemView::Asked::not_applicable;
}

std::optional<double> quotient(const Sum& sum) {
  if (sum.weight <= 0) return std::nullopt;
  return settled(100 * sum.gained / sum.weight);
}

// `replaced`: counts as met instead of as it is. `silence`: unanswered questions count as not met.
struct Assumption {
  const ItemView* replaced = nullptr;
  bool silence = false;
};

Sum domain_sum(const pack::Questionnaire& questions, const Picture& picture, const std::string& domain, const Assumption& assumption) {
  Sum out;
  for (const ItemView& item : picture.items) {
    if (!counts(item) || item.question->domain != domain) continue;
    std::optional<State> state = item.state;
    if (&item == assumption.replaced) state = State::compliant;
    if (!state && assumption.silence) state = State::noncompliant;
    if (!state || *state == State::na) continue;
    out.weight += item.question->weight;
    out.gained += item.question->weight * questions.scoring.state[static_cast<std::size_t>(*state)];
  }
  return out;
}

std::optional<double> total(const pack::Questionnaire& questions, const Picture& picture, const Assumption& assumption) {
  Sum all;
  for (const pack::Domain& domain : questions.domains) {
    const Sum sum = domain_sum(questions, picture, domain.named.id, assumption);
    if (sum.weight <= 0) continue;
    all.weight += domain.weight;
    all.gained += domain.weight * (sum.gained / sum.weight);
  }
  return quotient(all);
}

DomainScore domain_score(const pack::Questionnaire& questions, const Picture& picture, const pack::Domain& domain) {
  DomainScore out;
  out.domain = &domain;
  for (const ItemView& item : picture.items) {
    if (!counts(item) || item.question->domain != domain.named.id) continue;
    ++out.applicable;
    if (!item.state) continue;
    ++out.answered;
    ++out.count[static_cast<std::size_t>(*item.state)];
  }
  out.score = quotient(domain_sum(questions, picture, domain.named.id, {}));
  if (out.score) out.band = band_of(questions.scoring, *out.score);
  return out;
}

const pack::Band* capped(const pack::DiagnosisScoring& scoring, const pack::Band* band, std::size_t vetoes) {
  for (const pack::VetoCap& cap : scoring.vetoes) {
    if (vetoes < static_cast<std::size_t>(cap.count)) continue;
    const auto limit = std::ranges::find_if(scoring.bands, [&](const pack::Band& one) { return one.named.id == cap.band; });
    if (limit != scoring.bands.end() && limit->min < band->min) band = &*limit;
  }
  return band;
}

std::size_t rank(const std::vector<pack::Named>& list, const std::string& id) {
  const auto found = std::ranges::find_if(list, [&](const pack::Named& one) { return one.id == id; });
  return static_cast<std::size_t>(found - list.begin());
}

std::string harm_of(const pack::DiagnosisScoring& scoring, const Picture& picture, State state) {
  for (const pack::HarmRule& rule : scoring.harm) {
    if (pack::holds(rule.when, picture.facts) != true) continue;
    std::size_t at = rank(scoring.harms, rule.degree);
    if (state == State::partial) at += static_cast<std::size_t>(scoring.partial_lowers);
    return scoring.harms[std::min(at, scoring.harms.size() - 1)].id;
  }
  return scoring.harms.back().id;
}

const pack::Phase* phase_of(const pack::Questionnaire& questions, const ItemView& item, const std::string& risk) {
  const bool veto = item.question->veto && item.state == State::noncompliant;
  for (const pack::Phase& phase : questions.phases)
    if ((phase.veto && veto) || std::ranges::find(phase.risks, risk) != phase.risks.end()) return &phase;
  return questions.phases.empty() ? nullptr : &questions.phases.back();
}

}  // namespace

const pack::Band* band_of(const pack::DiagnosisScoring& scoring, double score) {
  for (const pack::Band& band : scoring.bands)
    if (settled(score) >= band.min) return &band;
  return &scoring.bands.back();
}

std::string score_text(double score) {
  return fmt::format("{:.2f}", std::floor(settled(score) * 100 + 1e-5) / 100);
}

Score score(const pack::Questionnaire& questions, const Picture& picture) {
  Score out;
  for (const pack::Domain& domain : questions.domains) {
    out.domains.push_back(domain_score(questions, picture, domain));
    out.applicable += out.domains.back().applicable;
    out.answered += out.domains.back().answered;
  }
  for (const ItemView& item : picture.items) {
    if (!counts(item)) continue;
    out.contradicted += item.contradicted ? 1 : 0;
    out.disagreements += item.disagreement ? 1 : 0;
    if (item.question->veto && item.state == State::noncompliant) out.vetoes.push_back(&item);
  }
  out.total = total(questions, picture, {});
  out.floor = total(questions, picture, {.silence = true}).value_or(0);
  if (!out.total) return out;
  out.by_score = band_of(questions.scoring, *out.total);
  out.level = capped(questions.scoring, out.by_score, out.vetoes.size());
  return out;
}

std::vector<Measure> measures(const pack::Questionnaire& questions, const Picture& picture, const Score& score) {
  std::vector<Measure> out;
  for (const ItemView& item : picture.items) {
    if (!counts(item) || !item.state || *item.state == State::compliant || *item.state == State::na) continue;
    Measure one;
    one.item = &item;
    one.harm = harm_of(questions.scoring, picture, *item.state);
    const auto domain = std::ranges::find_if(score.domains, [&](const DomainScore& each) { return each.domain->named.id == item.question->domain; });
    one.likelihood = domain->band != nullptr ? domain->band->likelihood : questions.scoring.likelihoods.front().id;
    one.risk = questions.scoring.matrix.at(one.likelihood).at(one.harm);
    one.phase = phase_of(questions, item, one.risk);
    one.gain = total(questions, picture, {.replaced = &item}).value_or(0) - score.total.value_or(0);
    out.push_back(std::move(one));
  }
  const auto key = [&](const Measure& one) {
    const pack::Question& question = *one.item->question;
    const bool veto = question.veto && one.item->state == State::noncompliant;
    return std::tuple(rank(questions.scoring.risks, one.risk), !veto, static_cast<int>(question.effort));
  };
  std::ranges::stable_sort(out, [&](const Measure& a, const Measure& b) { return key(a) < key(b); });
  return out;
}

}  // namespace gongdun::assess
