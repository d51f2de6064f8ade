// Carries out a decision table of a pack over facts: rules from top to bottom, the first that holds decides. Where an unknown fact stands in the way, all
// routes that are still possible are named, and the facts that would decide; nothing is guessed. Pure.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "pack/decision_table.h"

namespace gongdun::assess {

struct Decision {
  const pack::Route* route = nullptr;              // null: not decided
  std::vector<const pack::Route*> possible;        // where not decided, in the order of the rules
  std::vector<const pack::DecisionRule*> reasons;  // rules that held, the deciding one last
  std::set<std::string> missing;                   // facts that would decide
  std::vector<const pack::DecisionRule*> duties;   // that hold beside every route; where it hangs on unknown facts they are named too
};

using FactTexts = std::map<std::string, std::string>;  // id → as answer_input keeps it

Decision decide(const pack::DecisionTable& table, const FactTexts& facts);

// A file of facts: a mapping, or a mapping with `scenes`, a list of mappings with a name each, that stand over the facts beside them.
base::Result<std::string> decide_file(const std::vector<pack::DecisionTable>& tables, const std::string& table, std::string_view yaml, const std::string& file,
                                      bool json, base::Lang lang);

}  // namespace gongdun::assess
