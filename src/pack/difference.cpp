#include "pack/difference.h"

#include <algorithm>
#include <iterator>

#include "pack/fields.h"
#include "pack/tree.h"

namespace gongdun::pack {

namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

const Node* value_of(const Node& map, std::string_view key) {
  for (const Entry& entry : map.entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

std::string text_of(const Node& map, std::string_view key) {
  const Node* value = value_of(map, key);
  return value == nullptr ? std::string() : value->text;
}

// Lists of texts are one field with several values; lists of mappings name their entries.
void flatten(const Node& node, const std::string& path, Lines& out) {
  switch (node.kind) {
    case Node::Kind::null: out.emplace_back(path, ""); return;
    case Node::Kind::scalar: out.emplace_back(path, node.text); return;
    case Node::Kind::list:
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Node& item = node.items[i];
        flatten(item, item.kind == Node::Kind::scalar ? path : path + '[' + entry_label(item, i) + ']', out);
      }
      return;
    case Node::Kind::map:
      for (const Entry& entry : node.entries) flatten(entry.value, path.empty() ? entry.key : path + '.' + entry.key, out);
  }
}

std::vector<FieldChange> field_changes(const RuleText& before, const RuleText& after) {
  Lines gone, come;
  std::ranges::set_difference(before.lines, after.lines, std::back_inserter(gone));
  std::ranges::set_difference(after.lines, before.lines, std::back_inserter(come));
  std::map<std::string, FieldChange> fields;
  for (auto& [field, value] : gone) fields[field].removed.push_back(std::move(value));
  for (auto& [field, value] : come) fields[field].added.push_back(std::move(value));
  std::vector<FieldChange> out;
  if (before.pack != after.pack) out.push_back({"pack", {before.pack}, {after.pack}});
  for (auto& [field, change] : fields) {
    change.field = field;
    out.push_back(std::move(change));
  }
  return out;
}

RuleChange change_of(const std::string& id, const RuleText& rule, RuleChange::What what, std::vector<FieldChange> fields) {
  return {what, id, rule.pack, rule.kind, rule.name, std::move(fields)};
}

}  // namespace

void add_rule_text(const Node& node, const std::string& pack, const std::string& kind, RuleTexts& out) {
  RuleText rule{pack, kind, {}, {}};
  if (const Node* name = value_of(node, "name")) rule.name = {text_of(*name, "zh"), text_of(*name, "en")};
  for (const Entry& entry : node.entries) {
    if ((kind == "sector" && entry.key == "objects") || (kind == "questionnaire" && entry.key == "questions")) {
      for (const Node& object : entry.value.items) add_rule_text(object, pack, entry.key, out);
      continue;
    }
    if (entry.key != "id") flatten(entry.value, entry.key, rule.lines);
  }
  std::ranges::sort(rule.lines);
  out[text_of(node, "id")] = std::move(rule);
}

std::vector<RuleChange> difference(const RuleTexts& before, const RuleTexts& after) {
  std::vector<RuleChange> out;
  auto old = before.begin();
  auto now = after.begin();
  while (old != before.end() || now != after.end()) {
    if (now == after.end() || (old != before.end() && old->first < now->first)) {
      out.push_back(change_of(old->first, old->second, RuleChange::What::removed, field_changes(old->second, {old->second.pack, {}, {}, {}})));
      ++old;
    } else if (old == before.end() || now->first < old->first) {
      out.push_back(change_of(now->first, now->second, RuleChange::What::added, field_changes({now->second.pack, {}, {}, {}}, now->second)));
      ++now;
    } else {
      if (auto fields = field_changes(old->second, now->second); !fields.empty())
        out.push_back(change_of(now->first, now->second, RuleChange::What::changed, std::move(fields)));
      ++old;
      ++now;
    }
  }
  return out;
}

const char* what_name(RuleChange::What what) {
  switch (what) {
    case RuleChange::What::added: return "added";
    case RuleChange::What::removed: return "removed";
    case RuleChange::What::changed: break;
  }
  return "changed";
}

}  // namespace gongdun::pack
