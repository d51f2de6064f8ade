// Scores and levels of an assessment, and what has to be put right in which order, by the numbers of its questionnaire. Pure.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "assess/picture.h"

namespace gongdun::assess {

struct DomainScore {
  const pack::Domain* domain = nullptr;
  std::optional<double> score;             // 0 … 100; none: nothing in it counts
  std::array<int, pack::kStates> count{};  // by state, of questions that apply
  int applicable = 0, answered = 0;        // scored questions; those answered 不适用 are answered
  const pack::Band* band = nullptr;
};

struct Score {
  std::optional<double> total;  // over what was answered
  double floor = 0;             // the same with all unanswered questions as not met
  const pack::Band* by_score = nullptr;
  const pack::Band* level = nullptr;    // after veto items
  std::vector<const ItemView*> vetoes;  // veto items not met
  std::vector<DomainScore> domains;     // of all domains, in their order
  int applicable = 0, answered = 0, contradicted = 0, disagreements = 0;
  bool complete() const { return applicable > 0 && answered == applicable; }
};

Score score(const pack::Questionnaire& questions, const Picture& picture);

const pack::Band* band_of(const pack::DiagnosisScoring& scoring, double score);
// Two digits, cut and not rounded, so that what is shown never promises a level that was not reached.
std::string score_text(double score);

struct Measure {
  const ItemView* item = nullptr;
  std::string harm, likelihood, risk;  // ids
  const pack::Phase* phase = nullptr;
  double gain = 0;  // points the total rises by when this question is met
};

// What is not fully met, most urgent first: risk, veto items, effort, order of the questionnaire.
std::vector<Measure> measures(const pack::Questionnaire& questions, const Picture& picture, const Score& score);

}  // namespace gongdun::assess
