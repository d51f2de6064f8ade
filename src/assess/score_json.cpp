#include "assess/score_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace gongdun::assess {

using json = nlohmann::ordered_json;

namespace {

// As shown: cut to two digits.
json number(const std::optional<double>& value) {
  return value ? json(std::stod(score_text(*value))) : json(nullptr);
}

json states(const DomainScore& domain) {
  json out;
  for (std::size_t i = 0; i < pack::kStates; ++i) out[std::string(pack::state_id(static_cast<pack::State>(i)))] = domain.count[i];
  return out;
}

json rivals(const Standing& standing) {
  json out = json::array();
  for (const Entry* one : standing.heads)
    out.push_back({{"value", one->value},
                   {"basis", basis_id(one->basis)},
                   {"author", one->author},
                   {"device", one->device},
                   {"time", base::iso8601(one->when.time)},
                   {"entry", one->id}});
  return out;
}

json item_json(const ItemView& item) {
  static constexpr const char* kAsked[] = {"yes", "not_applicable", "skipped"};
  json out{{"id", item.question->meta.id}, {"asked", kAsked[static_cast<int>(item.asked)]}};
  out["state"] = item.state ? json(pack::state_id(*item.state)) : json(nullptr);
  if (item.answer.entry != nullptr) {
    out["answer"] = item.answer.entry->value;
    out["basis"] = basis_id(item.answer.entry->basis);
    if (!item.answer.evidence.empty()) out["evidence"] = item.answer.evidence;
  }
  if (item.contradicted) out["contradicted"] = true;
  if (item.disagreement) out["disagreement"] = rivals(item.answer);
  if (item.prefilled) out["prefilled"] = true;
  if (item.reviewed) out["reviewed"] = {{"author", item.review->author}, {"note", item.review->note}};
  for (const auto& [name, standing] : item.probes)
    if (standing.entry != nullptr) out["probes"][name] = standing.entry->value;
  return out;
}

json measure_json(const Measure& one, const pack::Questionnaire& questions) {
  return {{"id", one.item->question->meta.id},
          {"risk", one.risk},
          {"harm", one.harm},
          {"likelihood", one.likelihood},
          {"veto", one.item->question->veto},
          {"phase", one.phase == nullptr ? "" : one.phase->named.id},
          {"days", one.phase == nullptr ? 0 : one.phase->days},
          {"gain", std::round(one.gain * 100) / 100},
          {"remedy", one.item->question->remedy.in(base::Lang::zh)},
          {"questionnaire", questions.version}};
}

}  // namespace

std::string score_json(const Assessment& assessment, const pack::Questionnaire& questions, const Picture& picture, const Score& score) {
  json out{{"assessment", assessment.id},
           {"enterprise", assessment.name},
           {"questionnaire", {{"id", questions.meta.id}, {"version", questions.version}, {"digest", questions.digest}}},
           {"total", number(score.total)},
           {"floor", number(score.floor)},
           {"complete", score.complete()},
           {"applicable", score.applicable},
           {"answered", score.answered},
           {"contradicted", score.contradicted},
           {"disagreements", score.disagreements}};
  out["level"] =
      score.level == nullptr ? json(nullptr) : json{{"id", score.level->named.id}, {"zh", score.level->named.name.zh}, {"by_score", score.by_score->named.id}};
  out["vetoes"] = json::array();
  for (const ItemView* item : score.vetoes) out["vetoes"].push_back(item->question->meta.id);
  out["facts_needed"] = picture.facts_needed;
  out["facts_in_conflict"] = picture.facts.conflicts();
  out["domains"] = json::array();
  for (const DomainScore& one : score.domains) {
    if (one.domain->weight <= 0) continue;
    out["domains"].push_back({{"id", one.domain->named.id},
                              {"name", one.domain->named.name.zh},
                              {"weight", one.domain->weight},
                              {"score", number(one.score)},
                              {"applicable", one.applicable},
                              {"answered", one.answered},
                              {"states", states(one)}});
  }
  out["measures"] = json::array();
  for (const Measure& one : measures(questions, picture, score)) out["measures"].push_back(measure_json(one, questions));
  out["questions"] = json::array();
  for (const ItemView& item : picture.items) out["questions"].push_back(item_json(item));
  return out.dump(1) + "\n";
}

}  // namespace gongdun::assess
