// Grade rules carried out: does every condition of `when` hold for this asset, and what did it rest on?
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "grade/judge.h"

namespace gongdun::grade {

// All that rules may look at.
struct Situation {
  const Evidence& evidence;
  const pack::PackSet& packs;
  const SectorVerdict& sector;
  const std::vector<ObjectHit>& objects;
  const KindVerdict& kind;
  const CategoryVerdict& category;
  std::size_t personal_kinds = 0;   // different readable kinds of personal information
  std::size_t distinct_grades = 0;  // among data objects and findings; known in the second pass
  std::optional<Grade> proposed;    // known in the second pass
};

struct Match {
  std::vector<const DetectorFact*> detectors;
  std::vector<const ObjectHit*> objects;
};

std::optional<Match> match_rule(const pack::GradeRule& rule, const Situation& situation);

// Rests on what was found rather than on words: never capped.
bool rests_on_findings(const pack::GradeRule& rule);
// Looks at the grade itself, so it is asked after all others.
bool is_second_pass(const pack::GradeRule& rule);

std::size_t count_personal_kinds(const Evidence& evidence, const pack::PackSet& packs);

// The sentence of a rule with its placeholders filled in.
base::Bilingual fill_text(const base::Bilingual& text, const Situation& situation, const Match& match);

}  // namespace gongdun::grade
