// Inside of Engine: what compile() makes and scan() uses.
#pragma once
#include <string>
#include <unordered_set>
#include <vector>

#include "detect/class_run_kernel.h"
#include "detect/engine.h"
#include "detect/literal_set.h"
#include "detect/pattern_unit.h"
#include "detect/validators.h"
#include "detect/vetoes.h"
#include "detect/word_index.h"

namespace gongdun::detect {

// The checks of one detector after the pattern.
struct DetectorChecks {
  std::vector<const Validator*> validators;
  std::vector<const Veto*> vetoes;
  std::unordered_set<std::string> stop_values;  // lower case
  std::size_t stop_shortest = 1, stop_longest = 0;
};

// What a literal stands for.
struct LiteralUse {
  enum class Kind : std::uint8_t { unit, word, term };
  Kind kind = Kind::unit;
  bool whole_left = false, whole_right = false;  // no letter or digit may touch this end
  std::uint32_t length = 0;
  std::uint32_t index = 0;  // unit, detector or term
};

struct EngineCore {
  std::vector<pack::Detector> detectors;
  std::vector<DetectorChecks> checks;
  std::vector<PatternUnit> units;
  std::vector<std::string> vocabulary;
  std::vector<std::vector<LiteralUse>> uses;  // per literal id
  std::optional<LiteralSet> literals;
  WordIndex words;  // ids index word_uses
  std::vector<LiteralUse> word_uses;
  std::optional<ClassRunKernel> kernel;  // trigger = unit index
};

// Beginnings of one unit that were tried, so that none is tried twice. Literals of different lengths do not quite arrive in the order of
// their beginnings: what lies before the range is not remembered.
struct TriedRange {
  std::size_t from = 0, to = 0;
  void add(std::size_t begin, std::size_t end) {
    if (begin > to) {
      from = begin;
      to = end;
    } else if (end >= from) {
      from = from < begin ? from : begin;
      to = to > end ? to : end;
    }
  }
};

struct ScanState {
  explicit ScanState(const EngineCore& engine)
      : literals(*engine.literals), kernel(*engine.kernel), tried(engine.units.size()), wasted(engine.units.size()), ends(engine.detectors.size()) {}

  LiteralSet::Scratch literals;
  ClassRunKernel::Scratch kernel;
  Confirmer::State confirm;
  std::vector<TriedRange> tried;     // per unit
  std::vector<std::size_t> wasted;   // per unit: bytes offered to matches that failed
  std::vector<std::uint32_t> pages;  // for sorting
  std::vector<Match> dealt;
  std::vector<TermHit> merged;
  std::vector<std::uint32_t> ends;  // per detector, for resolving overlaps
};

struct Engine::Impl : EngineCore {};
struct Engine::Scratch::Impl : ScanState {
  using ScanState::ScanState;
};

// Checks shared by patterns and dictionary words.
bool accepted(const DetectorChecks& checks, std::string_view buffer, const Match& match);

}  // namespace gongdun::detect
