// What questionnaires and decision tables have in common: named entries, facts, conditions over them.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "pack/fields.h"
#include "pack/questionnaire.h"

namespace gongdun::pack {

// What a condition may compare, by name.
struct Comparable {
  enum class Kind { flag, number, words, other } kind = Kind::other;
  std::vector<std::string> words;
};
using FactWords = std::function<Comparable(const std::string& name)>;

Comparable comparable(const std::vector<FactField>& facts, const std::string& name);
Comparable comparable(const FactField& fact);

Named parse_named(Fields& fields);
std::vector<Named> parse_names(Fields& fields, std::string_view key, Need need = Need::optional);
FactField parse_fact(Fields& fields);
// A missing optional condition holds always.
Expression parse_condition(Fields& fields, std::string_view key, Need need, const FactWords& facts);

// Calls `each` for the mappings of a list, whose ids must differ.
template <class Each>
void each_entry(Fields& fields, std::string_view key, Need need, Each each) {
  const Node* node = fields.take(key, need);
  if (!node) return;
  if (node->kind != Node::Kind::list) return fields.problem(node->line, key, "此处应为列表", "a list is expected here");
  if (node->items.empty() && need == Need::required) fields.problem(node->line, key, "列表不能为空", "the list must not be empty");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const std::string label = entry_label(node->items[i], i);
    Fields entry(node->items[i], fmt::format("{}[{}]", fields.path_of(key), label), fields.problems());
    each(entry);
    entry.finish();
    if (!ids.insert(label).second)
      fields.problem(node->items[i].line, key, fmt::format("编号“{}”重复", label), fmt::format("the id \"{}\" appears twice", label));
  }
}

}  // namespace gongdun::pack
