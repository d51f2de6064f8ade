// From facts to verdicts by the rules of a pack. Pure.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pack/probe_book.h"
#include "probe/facts.h"

namespace gongdun::probe {

// What one rule, or one document rule, says.
struct Finding {
  std::string rule, probe;           // ids
  std::optional<pack::State> state;  // none: looked at, and nothing to say for or against
  base::Bilingual note;
  std::set<std::string> unknown;  // not empty: the rule could not be asked, these facts are missing
};

// One per rule that applies. A rule none of whose facts were read (another collector's) is left out.
std::vector<Finding> judge(const pack::ProbeBook& book, const Facts& facts);

// What the findings of one probe on one target say together: the worst; `decided` false: nothing was looked at.
struct Verdict {
  bool decided = false;
  std::optional<pack::State> state;
  base::Bilingual note;  // of the findings that say so; else of all that were looked at
};
Verdict sum(const std::vector<Finding>& findings, const std::string& probe);

// A fact as people read it.
std::string fact_words(const pack::ProbeBook& book, const Facts& facts, const std::string& id, base::Lang lang);

}  // namespace gongdun::probe
