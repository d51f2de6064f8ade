#include "serve/assess_json.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace gongdun::serve {

using access::Permission;

namespace {

Json number(const std::optional<double>& value) {
  return value ? Json(std::stod(assess::score_text(*value))) : Json(nullptr);
}

Json names(const std::vector<pack::Named>& list) {
  Json out = Json::array();
  for (const pack::Named& one : list) out.push_back(named_json(one));
  return out;
}

Json state_names(const pack::Questionnaire& questions) {
  Json out = Json::array();
  for (std::size_t i = 0; i < pack::kStates; ++i)
    out.push_back({{"id", pack::state_id(static_cast<pack::State>(i))}, {"name", bilingual_json(questions.scoring.state_name[i])}});
  return out;
}

Json heads_json(const assess::Standing& standing) {
  Json out = Json::array();
  for (const assess::Entry* one : standing.heads) out.push_back(head_json(*one));
  return out;
}

const pack::Named* find_named(const std::vector<pack::Named>& list, const std::string& id) {
  const auto found = std::ranges::find(list, id, &pack::Named::id);
  return found == list.end() ? nullptr : &*found;
}

// The gravest two fifths of the levels of risk are bad, the fifth below deserves a look.
const char* tone_of(const pack::Questionnaire& questions, const std::string& risk) {
  const auto& all = questions.scoring.risks;
  const auto at = std::ranges::find(all, risk, &pack::Named::id) - all.begin();
  const auto size = static_cast<std::ptrdiff_t>(all.size());
  return at * 5 < size * 2 ? "bad" : at * 5 < size * 3 ? "warn" : "plain";
}

Json risk_name(const pack::Questionnaire& questions, const std::string& risk) {
  const pack::Named* named = find_named(questions.scoring.risks, risk);
  return named == nullptr ? bilingual_json({risk, risk}) : bilingual_json(named->name);
}

Json measure_json(const pack::Questionnaire& questions, const assess::Measure& one) {
  const pack::Question& question = *one.item->question;
  return {{"about", question.meta.id},
          {"title", bilingual_json(question.meta.name)},
          {"domain", question.domain},
          {"state", one.item->state ? Json(pack::state_id(*one.item->state)) : Json(nullptr)},
          {"risk", one.risk},
          {"risk_name", risk_name(questions, one.risk)},
          {"tone", tone_of(questions, one.risk)},
          {"veto", question.veto},
          {"phase", one.phase == nullptr ? "" : one.phase->named.id},
          {"days", one.phase == nullptr ? 0 : one.phase->days},
          {"gain", std::stod(assess::score_text(one.gain))},
          {"remedy", bilingual_json(question.remedy)}};
}

Json domain_json(const OpenedAssessment& opened, const assess::DomainScore& one) {
  int bare = 0, conflicts = 0;
  for (const AskedThing& thing : asked_things(opened)) {
    if (thing.question == nullptr || thing.question->domain != one.domain->named.id) continue;
    bare += lacks_evidence(thing) ? 1 : 0;
    conflicts += is_in_conflict(opened, thing) ? 1 : 0;
  }
  Json states;
  for (std::size_t i = 0; i < pack::kStates; ++i) states[std::string(pack::state_id(static_cast<pack::State>(i)))] = one.count[i];
  return {{"id", one.domain->named.id},
          {"name", bilingual_json(one.domain->named.name)},
          {"weight", one.domain->weight},
          {"score", number(one.score)},
          {"applicable", one.applicable},
          {"answered", one.answered},
          {"without_evidence", bare},
          {"conflicts", conflicts},
          {"states", states}};
}

const char* asked_id(assess::ItemView::Asked asked) {
  switch (asked) {
    case assess::ItemView::Asked::yes: return "yes";
    case assess::ItemView::Asked::not_applicable: return "not_applicable";
    case assess::ItemView::Asked::skipped: return "skipped";
  }
  return "yes";
}

const char* type_id(const AskedThing& thing) {
  if (thing.fact != nullptr) {
    switch (thing.fact->type) {
      case pack::FactType::yes_no: return "yes_no";
      case pack::FactType::number: return "number";
      case pack::FactType::text: return "text";
      case pack::FactType::choice: return "choice";
      case pack::FactType::multi: return "multi";
      case pack::FactType::table: return "table";
    }
  }
  switch (thing.question->type) {
    case pack::AnswerType::score: return "score";
    case pack::AnswerType::choice: return "choice";
    case pack::AnswerType::number: return "number";
    case pack::AnswerType::table: return "table";
    case pack::AnswerType::profile:
    case pack::AnswerType::text: break;
  }
  return "text";
}

// 4.7: the seventh of the fourth domain.
std::string number_of(const pack::Questionnaire& questions, const pack::Question& question) {
  std::size_t domain = 0, place = 0;
  while (domain < questions.domains.size() && questions.domains[domain].named.id != question.domain) ++domain;
  for (const pack::Question& one : questions.questions) {
    if (one.domain == question.domain) ++place;
    if (&one == &question) break;
  }
  return std::to_string(domain + 1) + "." + std::to_string(place);
}

assess::Standing standing_of(const OpenedAssessment& opened, const AskedThing& thing) {
  return thing.item != nullptr ? thing.item->answer : opened.log.standing(assess::EntryKind::answer, thing.about);
}

}  // namespace

std::string day_of(base::TimeUs time) {
  return base::local_minute(time).substr(0, 10);
}

Json named_json(const pack::Named& named) {
  return {{"id", named.id}, {"name", bilingual_json(named.name)}};
}

Json head_json(const assess::Entry& entry) {
  return {{"entry", entry.id},      {"value", entry.value},   {"basis", assess::basis_id(entry.basis)}, {"note", entry.note}, {"evidence", entry.evidence},
          {"author", entry.author}, {"device", entry.device}, {"at", base::iso8601(entry.when.time)}};
}

Json assessment_json(const assess::ListedAssessment& row, const std::string& today) {
  return {{"id", row.id},
          {"name", row.name},
          {"organisation", row.organisation},
          {"state", row.state},
          {"due", text_or_null(row.due)},
          {"overdue", !row.due.empty() && row.due < today && row.state != "approved"},
          {"score", row.score < 0 ? Json(nullptr) : Json(static_cast<double>(row.score) / 100)},
          {"floor", static_cast<double>(row.floor) / 100},
          {"level", text_or_null(row.level)},
          {"applicable", row.applicable},
          {"answered", row.answered},
          {"conflicts", row.conflicts},
          {"vetoes", row.vetoes},
          {"shared", row.shared},
          {"made", base::iso8601(row.made)},
          {"made_by", row.made_by},
          {"changed", base::iso8601(row.changed)},
          {"changed_by", row.changed_by}};
}

Json assessment_detail(Context& c, const OpenedAssessment& opened) {
  auto row = assess::AssessList(c.db()).row(access::Scope::all(), opened.assessment.id);
  Json out = assessment_json(row ? *row : assess::ListedAssessment{.id = opened.assessment.id}, day_of(base::now_us()));
  const pack::Questionnaire& questions = *opened.questions;
  out["questionnaire"] = {
      {"id", questions.meta.id}, {"version", questions.version}, {"digest", questions.digest}, {"name", bilingual_json(questions.meta.name)}};
  out["bands"] = Json::array();
  for (const pack::Band& band : questions.scoring.bands)
    out["bands"].push_back({{"id", band.named.id}, {"name", bilingual_json(band.named.name)}, {"min", band.min}});
  out["state_names"] = state_names(questions);
  out["may"] = {{"read", opened.may_read},
                {"answer", opened.may_answer},
                {"review", opened.may_review},
                {"report", opened.may_read && c.caller.may(Permission::reports_make)}};
  out["version"] = version_of(opened);
  return out;
}

Json score_answer(const OpenedAssessment& opened) {
  const pack::Questionnaire& questions = *opened.questions;
  const assess::Score& score = opened.score;
  int facts = 0, known = 0;
  for (const pack::FactField& field : questions.facts) {
    ++facts;
    known += opened.picture.facts.text(field.id).empty() ? 0 : 1;
  }
  Json out{{"total", number(score.total)},
           {"floor", number(score.floor)},
           {"level", score.level == nullptr ? Json(nullptr) : named_json(score.level->named)},
           {"by_score", score.by_score == nullptr ? Json(nullptr) : named_json(score.by_score->named)},
           {"complete", score.complete()},
           {"applicable", score.applicable},
           {"answered", score.answered},
           {"contradicted", score.contradicted},
           {"disagreements", score.disagreements},
           {"facts", {{"asked", facts}, {"answered", known}, {"conflicts", opened.picture.facts.conflicts().size()}}}};
  out["facts_needed"] = Json::array();
  for (const std::string& id : opened.picture.facts_needed)
    if (const pack::FactField* field = questions.fact(id)) out["facts_needed"].push_back({{"id", id}, {"name", bilingual_json(field->name)}});
  out["domains"] = Json::array();
  for (const assess::DomainScore& one : score.domains)
    if (one.domain->weight > 0) out["domains"].push_back(domain_json(opened, one));
  const std::vector<assess::Measure> measures = assess::measures(questions, opened.picture, score);
  std::map<std::pair<std::string, std::string>, int> classes;
  for (const assess::Measure& one : measures) ++classes[{one.item->question->domain, one.risk}];
  out["classes"] = Json::array();
  for (const auto& [key, count] : classes)
    out["classes"].push_back({{"domain", key.first},
                              {"risk", key.second},
                              {"risk_name", risk_name(questions, key.second)},
                              {"tone", tone_of(questions, key.second)},
                              {"count", count}});
  out["measures"] = nullptr;
  out["vetoes"] = nullptr;
  if (!opened.may_read) return out;
  out["measures"] = Json::array();
  for (const assess::Measure& one : measures) out["measures"].push_back(measure_json(questions, one));
  out["vetoes"] = Json::array();
  for (const assess::ItemView* item : score.vetoes)
    out["vetoes"].push_back({{"id", item->question->meta.id}, {"name", bilingual_json(item->question->meta.name)}});
  return out;
}

std::vector<AskedThing> asked_things(const OpenedAssessment& opened) {
  std::vector<AskedThing> out;
  for (const pack::FactField& field : opened.questions->facts) out.push_back({nullptr, &field, nullptr, std::string(assess::kFactPrefix) + field.id});
  for (const assess::ItemView& item : opened.picture.items)
    if (item.question->type != pack::AnswerType::profile) out.push_back({item.question, nullptr, &item, item.question->meta.id});
  return out;
}

std::optional<AskedThing> asked_thing(const OpenedAssessment& opened, const std::string& about) {
  for (AskedThing& thing : asked_things(opened))
    if (thing.about == about) return std::move(thing);
  return std::nullopt;
}

bool is_unanswered(const OpenedAssessment& opened, const AskedThing& thing) {
  if (thing.item != nullptr && thing.item->asked != assess::ItemView::Asked::yes) return false;
  if (thing.item != nullptr && thing.question->type == pack::AnswerType::score) return !thing.item->state;
  return standing_of(opened, thing).entry == nullptr;
}

bool lacks_evidence(const AskedThing& thing) {
  if (thing.item == nullptr || thing.item->asked != assess::ItemView::Asked::yes || !thing.item->state || thing.question->type != pack::AnswerType::score)
    return false;
  // What does not apply, or is admitted not to be met, needs none; what a probe found is evidence itself.
  if (*thing.item->state == pack::State::na || *thing.item->state == pack::State::noncompliant) return false;
  return thing.item->answer.evidence.empty() && thing.item->probes.empty();
}

bool is_in_conflict(const OpenedAssessment& opened, const AskedThing& thing) {
  if (thing.item != nullptr && thing.question->type == pack::AnswerType::score) return thing.item->contradicted || thing.item->disagreement;
  return standing_of(opened, thing).conflict;
}

Json thing_json(const OpenedAssessment& opened, const AskedThing& thing) {
  const assess::Standing standing = standing_of(opened, thing);
  const bool asks = thing.question != nullptr;
  Json out{{"about", thing.about},
           {"kind", asks ? "question" : "fact"},
           {"number", asks ? number_of(*opened.questions, *thing.question) : std::string()},
           {"domain", asks ? thing.question->domain : std::string("facts")},
           {"title", bilingual_json(asks ? thing.question->meta.name : thing.fact->name)},
           {"text", bilingual_json(asks ? thing.question->text : thing.fact->name)},
           {"basis_of_duty", asks ? thing.question->meta.basis : std::string()},
           {"verified", asks ? std::string(pack::verified_name(thing.question->meta.verified)) : std::string()},
           {"type", type_id(thing)},
           {"choices", names(asks ? thing.question->choices : thing.fact->choices)},
           {"columns", names(asks ? thing.question->columns : thing.fact->columns)},
           {"unit", asks ? std::string() : thing.fact->unit},
           {"required", !asks && thing.fact->required},
           {"veto", asks && thing.question->veto},
           {"weight", asks ? thing.question->weight : 0.0},
           {"remedy", bilingual_json(asks ? thing.question->remedy : base::Bilingual{})},
           {"asked", asks ? asked_id(thing.item->asked) : "yes"},
           {"state", asks && thing.item->state ? Json(pack::state_id(*thing.item->state)) : Json(nullptr)},
           {"answer", standing.entry == nullptr ? Json(nullptr) : head_json(*standing.entry)},
           {"evidence", standing.evidence},
           {"prefilled", asks && thing.item->prefilled},
           {"contradicted", asks && thing.item->contradicted},
           {"disagreement", standing.conflict && (!asks || thing.question->type != pack::AnswerType::score || thing.item->disagreement)},
           {"review", asks && thing.item->reviewed ? head_json(*thing.item->review) : Json(nullptr)},
           {"heads", heads_json(standing)}};
  out["probes"] = Json::array();
  if (asks)
    for (const auto& [name, probe] : thing.item->probes) out["probes"].push_back({{"probe", name}, {"heads", heads_json(probe)}});
  out["version"] = version_of(opened, thing.about);
  return out;
}

}  // namespace gongdun::serve
