// The rules of one YAML file, added to a set that is being built.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pack/assess_rules.h"
#include "pack/spec.h"
#include "pack/tree.h"

namespace gongdun::pack {

// What a rule contributes to the digests: its canonical text under its id.
struct DigestPart {
  std::string id;
  std::string text;
};

struct Collected {
  PackSet set;
  AssessRules assess;
  std::vector<DigestPart> detect_parts, grade_parts;
  RuleTexts* texts = nullptr;  // where somebody wants them
  int matrices = 0, scorings = 0;
  bool broken_file = false;  // a file could not be read at all: references into it cannot be judged
};

void parse_rule_file(std::string_view text, const std::string& pack, Problems& problems, Collected& out);

// Across all packs: duplicate ids, dangling references, contradictions.
void check_references(const Collected& collected, std::vector<LoadProblem>& out);

// Leaves out what is not in force on `today`.
void drop_not_in_force(Collected& collected, const std::string& today);

// Fills PackSet::digest, detect_digest and grade_digest; Pack::digest must be there.
void fill_digests(Collected& collected);

}  // namespace gongdun::pack
