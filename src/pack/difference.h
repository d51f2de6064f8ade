// What changed between two sets of packs, rule by rule and field by field, as an author of packs would read it: fields by their path in the YAML file
// ("context.header_words"), values that went and values that came. Comments, layout and the order of keys are no changes; neither is the order of a list.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/bilingual.h"

namespace gongdun::pack {

struct Node;

struct RuleText {
  std::string pack, kind;  // kind: key of the rule file, "detectors"; objects of a sector are "objects"
  base::Bilingual name;
  std::vector<std::pair<std::string, std::string>> lines;  // field path, value; sorted
};
using RuleTexts = std::map<std::string, RuleText>;  // by id

// Adds the rule this mapping is; a sector's objects become entries of their own.
void add_rule_text(const Node& node, const std::string& pack, const std::string& kind, RuleTexts& out);

struct FieldChange {
  std::string field;
  std::vector<std::string> removed, added;
};

struct RuleChange {
  enum class What { added, removed, changed } what = What::changed;
  std::string id, pack, kind;
  base::Bilingual name;
  std::vector<FieldChange> fields;
};

// In order of ids. A rule that moved to another pack is a change of the field "pack".
std::vector<RuleChange> difference(const RuleTexts& before, const RuleTexts& after);

const char* what_name(RuleChange::What what);  // "added" …

}  // namespace gongdun::pack
