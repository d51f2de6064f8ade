// An Asset: a data item at the level people speak of — a table, a file series, a document kind — with its proposed grade, people's decisions and
// its carriers. The JSON form is docs/formats.md.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "detect/finding.h"
#include "grade/grade.h"

namespace gongdun::catalog {

struct Decision {
  grade::Grade grade;
  std::string reason, by;
  base::TimeUs at = 0;
  grade::Grade by_rules;  // what the rules alone gave then
};

struct Asset {
  std::string id;                       // "A-" + 12 characters, stable over rescans, moves and regrades
  std::string name;                     // 人员花名册, 2024-##.csv, ...
  std::string kind;                     // grade::Facts::kind
  std::string location;                 // folder (or archive) that holds it
  std::string signature;                // what makes two items the same asset
  std::vector<std::string> items;       // carriers: URIs
  std::vector<std::string> item_forms;  // beside each item: "csv, gb18030"
  std::vector<std::string> encodings;   // of the carriers, without duplicates
  std::vector<detect::ColumnClaim> columns;
  grade::Facts facts;
  grade::Assessment assessment;
  std::optional<Decision> decided;    // by the organisation
  std::optional<Decision> confirmed;  // by the authority (目录备案)
  bool disagrees() const { return decided && decided->grade != assessment.proposed; }
  bool vanished = false;  // no carrier was there at the last scan of its place
  base::TimeUs first_seen = 0, last_seen = 0;
};

}  // namespace gongdun::catalog
