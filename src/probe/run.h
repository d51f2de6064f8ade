// Carries out the probes of an assessment: what the consents cover, what the network allows, and nothing else.
#pragma once
#include <string>
#include <vector>

#include "assess/answer_log.h"
#include "pack/questionnaire.h"
#include "probe/collector.h"
#include "probe/consent.h"

namespace gongdun::probe {

struct Wish {
  std::vector<Target> targets;  // none: all that a valid consent names whole
  std::string only;             // beginning of probe names
  bool passive_only = false;    // control networks
};

struct Planned {
  Target target;
  const Collector* collector = nullptr;
  const Consent* consent = nullptr;  // of the list given to plan()
  base::Bilingual refused;           // not empty: it is not run, and why
};

// Refuses (`permission`) where a target asked for has no valid consent.
base::Result<std::vector<Planned>> plan(const std::vector<Consent>& consents, const Wish& wish, base::TimeUs now);

struct Result {
  std::string question, probe, target;
  Verdict verdict;
};

// What one run found: entries for the log and the file of evidence they name. `questions` decides which probes mean anything here.
struct Report {
  std::vector<assess::Entry> entries;  // neither sealed nor timed
  std::vector<Result> results;
  std::vector<Finding> unknown;  // rules that could not be asked
  std::string evidence, evidence_name;
};
Report report_of(const pack::Questionnaire& questions, const pack::ProbeBook& book, const Planned& planned, const Collected& collected, const std::string& only,
                 base::TimeUs now);

}  // namespace gongdun::probe
