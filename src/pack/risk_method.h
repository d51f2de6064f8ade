// How a risk assessment (风险评估) is carried out, as packs write it: matrices of harm and likelihood by name, what gives harm and likelihood, signals of the
// catalog, and what a report has to hold. docs/assessments.md describes the format; `assess` carries it out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "pack/questionnaire.h"

namespace gongdun::pack {

struct RiskMatrix {
  RuleMeta meta;
  std::map<std::string, std::map<std::string, std::string>> cells;  // likelihood → harm → risk
};

struct LikelihoodBand {
  double min = 0;      // of the score of the domain a gap stands in
  std::string degree;  // id of a likelihood
};

struct GradeHarm {
  std::string grade;   // core, important, general-4 …
  std::string degree;  // id of a harm
};

// Something the catalog found that is a source of risk by itself.
struct RiskSignal {
  RuleMeta meta;
  std::vector<std::string> classes;  // classes of detectors; found in the clear
  std::string source, likelihood;    // id of a source; the likelihood is at least this
  base::Bilingual measure;
};

// What a view of the report has to hold, and the questions that speak of it.
struct RiskBlock {
  RuleMeta meta;
  std::vector<std::string> questions;
};
struct RiskView {
  Named named;
  std::vector<RiskBlock> blocks;
};

struct RiskTrigger {
  RuleMeta meta;
  std::string event;  // id of a clock event, or empty
};

struct RiskMethod {
  RuleMeta meta;
  std::string version;
  std::vector<Named> harms, likelihoods, risks, sources;  // gravest and highest first
  std::vector<RiskMatrix> matrices;                       // the first is the usual one
  std::vector<LikelihoodBand> likelihood;                 // best score first, the last from 0
  std::vector<GradeHarm> harm;
  int partial_lowers = 0;  // a gap that is partly met: harm so many degrees lower
  std::vector<RiskSignal> signals;
  std::vector<RiskTrigger> triggers;
  std::vector<RiskView> views;
  std::vector<std::string> clocks;  // ids of the terms that a report starts: validity, submission

  const RiskMatrix* matrix(std::string_view id) const;
};

}  // namespace gongdun::pack
