// Reads and checks rule packs. Every mistake is reported with file, line and field; one call reports all of them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "pack/assess_rules.h"
#include "pack/difference.h"
#include "pack/spec.h"

namespace gongdun::pack {

struct LoadProblem {
  std::string file;
  int line = 0;       // 1-based; 0 where a whole file or folder is meant
  std::string field;  // "detectors[cn.mobile].context.window"
  base::Bilingual message;
};

struct Loaded {
  PackSet set;
  AssessRules assess;
  std::vector<LoadProblem> problems;  // not empty: the set must not be used
};

// Each folder under `directory` that holds a pack.yaml is a pack. Rules outside effective_from … effective_to on `today` (ISO date, empty:
// the machine's date) are checked like all others and then left out: PackSet::not_in_force names them.
// `texts`: receives what every rule says, for pack/difference.h.
Loaded load_packs(const std::string& directory, std::string_view today = {}, RuleTexts* texts = nullptr);

// Where the packs that came with the program are: $GONGDUN_PACKS, beside the binary, or the installed place.
std::string default_pack_directory();

// One line per problem, "file:line: field: what and what to do", for a terminal or a log.
std::string format_problems(const std::vector<LoadProblem>& problems, base::Lang lang);

}  // namespace gongdun::pack
