// How facts that probes of a diagnosis read become verdicts on its questions: conditions and limits as packs write them, the sections policy documents must
// have, and the services a port stands for. docs/probes.md describes the format; room `probe` carries it out.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "pack/questionnaire.h"

namespace gongdun::pack {

// Speaks where `when` holds. The first of noncompliant, partial, compliant that holds is the verdict; a condition on an unknown fact ends the rule in silence.
// A rule without `compliant` can only find fault: what it looks at is too little to say that the whole question is met.
struct ProbeRule {
  RuleMeta meta;
  std::string probe;  // "db:transport", as questions name it
  Expression when, noncompliant, partial, compliant;
  bool has_noncompliant = false, has_partial = false, has_compliant = false;
  base::Bilingual text;  // {fact} is replaced by what was read
};

// A policy document and what has to stand in it.
struct DocumentRule {
  RuleMeta meta;
  std::string probe;
  std::vector<std::string> titles;  // words, one of which names such a document
  struct Section {
    Named named;
    std::vector<std::string> words;  // one of which has to be there
  };
  std::vector<Section> sections;
  double partial_from = 0.5;  // share of sections below which the document counts as not met
};

// What usually listens on a port.
struct ServiceRule {
  Named named;
  std::set<std::uint16_t> ports;
  bool clear_text = false, remote_access = false;
};

struct ProbeBook {
  RuleMeta meta;
  std::string version;
  std::vector<FactField> facts;
  std::vector<ProbeRule> rules;
  std::vector<DocumentRule> documents;
  std::vector<ServiceRule> services;

  const FactField* fact(std::string_view id) const;
};

}  // namespace gongdun::pack
