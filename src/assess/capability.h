// 防护能力评估: levels of process areas (a questionnaire with `maturity`), what answers of a diagnosis say about them, and the gap to the level aimed at. Pure.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "assess/assess_store.h"
#include "assess/scoring.h"

namespace gongdun::assess {

// State of the questions of a diagnosis that apply and are answered, by id.
using DiagnosisStates = std::map<std::string, pack::State>;
DiagnosisStates states_of(const Picture& diagnosis);

// What these answers say about the scored duties, as findings of a probe: met where all that bear on a duty are met, not met where none is, else partly met.
// A duty of which one is not answered is left alone.
std::vector<Entry> evidence_entries(const pack::Questionnaire& questions, const DiagnosisStates& diagnosis, const std::string& from);

inline constexpr int kNoLevel = -1;
struct AspectLevel {
  const ItemView* item = nullptr;
  int said = kNoLevel;                  // index of the level people named
  int level = kNoLevel;                 // what counts: never above what the diagnosis leaves room for
  std::vector<std::string> limited_by;  // questions of the diagnosis that do so
};
struct AreaLevel {
  const pack::Domain* area = nullptr;
  std::vector<AspectLevel> aspects;
  int level = kNoLevel;  // the lowest of its aspects; none while one of them is not answered
  int gap = 0;           // to the target
};

struct Capability {
  std::vector<AreaLevel> areas;
  int organisation = kNoLevel;    // the lowest of the areas that were assessed
  std::vector<int> distribution;  // how many areas by level
  int target = 0, open = 0;       // open: areas that are not fully answered
  Score duties;                   // of the graded duties
  std::vector<Measure> measures;
};

// `target`: id of a level; empty: the usual one. A questionnaire that asks for no levels is refused.
base::Result<Capability> capability(const pack::Questionnaire& questions, const Picture& picture, const DiagnosisStates& diagnosis, const std::string& target);

std::string capability_json(const Assessment& assessment, const pack::Questionnaire& questions, const Capability& result);
std::string capability_text(const Assessment& assessment, const pack::Questionnaire& questions, const Capability& result, base::Lang lang);

}  // namespace gongdun::assess
