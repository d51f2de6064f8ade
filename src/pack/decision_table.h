// Decision tables over facts, as packs write them: rules from top to bottom, the first that holds gives the route. The route of data export is one.
// docs/diagnosis.md describes the format; `assess` carries it out.
#pragma once
#include <string>
#include <vector>

#include "pack/questionnaire.h"

namespace gongdun::pack {

// Where a decision leads.
struct Route {
  Named named;
  base::Bilingual text;                // what is to be done
  bool blocks = false;                 // nothing may be done until somebody has approved
  int valid_months = 0;                // of what the route ends in; 0: not said
  int renew_before_working_days = 0;   // the renewal is to be asked for within so many working days before the end …
  int renew_before_months = 0;         // … or so many months before it
  std::vector<std::string> materials;  // words for people
};

struct DecisionRule {
  RuleMeta meta;  // name: what the rule says, for the list of reasons
  Expression when;
  std::string route;     // empty: only noted, and the next rule is asked
  base::Bilingual note;  // what a person has to know or prove
  bool goes_on = false;
};

struct DecisionTable {
  RuleMeta meta;
  std::string version;
  std::vector<FactField> facts;
  std::vector<Route> routes;
  std::vector<DecisionRule> rules;
  std::vector<DecisionRule> always;  // duties that hold beside every route; `when` may narrow them
};

}  // namespace gongdun::pack
