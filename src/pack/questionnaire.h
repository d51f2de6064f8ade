// Questionnaires of the diagnosis service (调研表) as packs write them: what is asked of whom, how it is scored, what follows from it. One file of a pack holds
// one questionnaire and nothing else; its text travels with every assessment, so that an assessment stays readable when a newer version is published.
// docs/diagnosis.md describes the format; `assess` carries it out.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "pack/expression.h"
#include "pack/spec.h"

namespace gongdun::pack {

struct Named {
  std::string id;
  base::Bilingual name;
};

enum class FactType { yes_no, number, text, choice, multi, table };

// A fact of the enterprise: a field of the profile form.
struct FactField {
  std::string id;
  base::Bilingual name;
  FactType type = FactType::text;
  std::vector<Named> choices;  // of choice and multi
  std::vector<Named> columns;  // of a table
  std::string unit;
  bool required = false;
};

// A name for what applicability asks, derived from facts: important = important_data or core_data.
struct Flag {
  Named named;
  Expression when;
};

// The four states of a scored answer, in the order in which they are written everywhere.
enum class State { compliant, partial, noncompliant, na };
inline constexpr std::size_t kStates = 4;
std::string_view state_id(State state);

enum class AnswerType { score, profile, choice, number, text, table };
enum class Effort { low, medium, high };

struct Question {
  RuleMeta meta;  // name: a short title; basis: the duty
  std::string domain;
  base::Bilingual text;  // the question
  AnswerType type = AnswerType::score;
  Expression applies;  // over flags and facts
  Expression after;    // over answers to earlier questions: not asked where it does not hold, and counted as `otherwise`
  State otherwise = State::na;
  std::vector<std::string> fields;  // facts a profile question asks for
  std::vector<Named> choices, columns;
  double weight = 0;
  bool veto = false;
  base::Bilingual remedy;
  Effort effort = Effort::medium;
  std::vector<std::string> probes;     // "collector:probe": what may fill in or contradict the answer; "manual:…" is an upload
  std::string risk, tool;              // ids of RiskSource, Tool
  std::vector<std::string> diagnosis;  // questions of another questionnaire whose answers are evidence here
  int enforcement_item = 0;            // 执法事项 number, 0: none
};

struct Domain {
  Named named;
  double weight = 0;  // 0: not scored
};

struct Band {
  Named named;
  double min = 0;
  std::string likelihood;
};

struct VetoCap {
  int count = 1;     // from so many veto items that are not met …
  std::string band;  // … the level is at most this
};

// Questions that a chapter of the report puts side by side.
struct Topic {
  Named named;
  std::vector<std::string> questions;
};

struct HarmRule {
  Expression when;
  std::string degree;
};

struct Phase {
  Named named;
  int days = 0;
  std::vector<std::string> risks;  // levels of risk it is for
  bool veto = false;               // veto items belong here whatever their risk
};

struct DiagnosisScoring {
  std::array<double, 3> state{1, 0, 0};  // what compliant, partial, noncompliant count
  std::array<base::Bilingual, kStates> state_name;
  std::vector<Band> bands;  // from the best
  std::vector<VetoCap> vetoes;
  std::vector<Named> harms;                                          // gravest first
  std::vector<Named> likelihoods;                                    // highest first
  std::vector<Named> risks;                                          // gravest first
  std::map<std::string, std::map<std::string, std::string>> matrix;  // likelihood → harm → risk
  std::vector<HarmRule> harm;                                        // the first that holds
  int partial_lowers = 0;                                            // a partly met item has a harm so many degrees lower
};

// Levels of capability (防护能力评估): questions of type choice whose choices are the levels.
struct Maturity {
  std::vector<Named> levels;                   // lowest first; empty: the questionnaire asks for none
  std::string target;                          // usual one
  std::map<std::string, std::string> at_most;  // state of a question named under `diagnosis` → the highest level it leaves room for
};

struct Questionnaire {
  RuleMeta meta;  // basis and verified speak of weights, bands and veto flags
  std::string version;
  std::vector<FactField> facts;
  std::vector<Flag> flags;
  DiagnosisScoring scoring;
  std::vector<Phase> phases;  // soonest first
  std::vector<Domain> domains;
  std::vector<Named> risk_sources, tools, collectors;
  std::vector<Question> questions;  // in the order in which they are asked
  std::vector<Topic> topics;
  Maturity maturity;
  std::string text;    // the file, whole
  std::string digest;  // SM3 of what it says; comments and layout aside

  const Question* question(std::string_view id) const;
  const FactField* fact(std::string_view id) const;
};

// From the text an assessment keeps. The error lists every mistake.
base::Result<Questionnaire> read_questionnaire(std::string_view text, const std::string& where);

}  // namespace gongdun::pack
