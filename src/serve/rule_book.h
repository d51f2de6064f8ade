// The rules of all packs as a list people browse and search, with what each says in readable parts.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pack/spec.h"

namespace gongdun::serve {

struct RuleFact {
  base::Bilingual name;
  std::vector<std::string> values;
};

struct RuleEntry {
  pack::RuleMeta meta;
  std::string kind;  // detector, category, document_kind, sector, data_object, grade_rule, harm_matrix, scoring
  std::vector<RuleFact> facts;
  std::string search;  // folded
};

class RuleBook {
 public:
  explicit RuleBook(const pack::PackSet& packs);

  const std::vector<RuleEntry>& all() const { return all_; }
  const RuleEntry* find(std::string_view id) const;
  // Name of a detector, document kind or data object; the id itself where there is none.
  base::Bilingual name_of(std::string_view id) const;
  // Name of a category by its path, or by the first part of one.
  base::Bilingual category_name(std::string_view path) const;

  struct Query {
    std::string text, pack, kind, basis, verified;
  };
  std::vector<const RuleEntry*> search(const Query& query) const;
  // What rules rest on ("GB/T 43697-2024 5.3") that contains the text, with the names of some of the rules.
  std::map<std::string, std::string> clauses(std::string_view text) const;

 private:
  std::vector<RuleEntry> all_;
  std::map<std::string, base::Bilingual, std::less<>> categories_;  // by path
};

}  // namespace gongdun::serve
