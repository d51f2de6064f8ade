#include "serve/rule_book.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace gongdun::serve {

namespace {

void add_fact(std::vector<RuleFact>& facts, std::string zh, std::string en, std::vector<std::string> values) {
  std::erase(values, "");
  if (!values.empty()) facts.push_back({{std::move(zh), std::move(en)}, std::move(values)});
}

std::vector<std::string> words_of(const std::vector<pack::Term>& terms) {
  std::vector<std::string> out;
  for (const pack::Term& term : terms) out.push_back(term.word);
  return out;
}

std::string folded(const RuleEntry& entry) {
  std::string out = entry.meta.id + "\n" + entry.meta.name.zh + "\n" + entry.meta.name.en + "\n" + entry.meta.basis;
  for (const RuleFact& fact : entry.facts)
    for (const std::string& value : fact.values) out += "\n" + value;
  return base::ascii_lower(base::fold_width(out));
}

RuleEntry entry_of(const pack::Detector& rule) {
  RuleEntry out{rule.meta, "detector", {}, {}};
  add_fact(out.facts, "匹配模式", "Patterns", rule.patterns);
  add_fact(out.facts, "词表", "Words", rule.words);
  add_fact(out.facts, "校验", "Validators", rule.validators);
  add_fact(out.facts, "列名与键", "Column names and keys", rule.context.header_words);
  add_fact(out.facts, "上下文词", "Words nearby", rule.context.near_words);
  add_fact(out.facts, "反证词", "Words against", rule.context.negative_words);
  return out;
}

RuleEntry entry_of(const pack::Category& rule) {
  RuleEntry out{rule.meta, "category", {}, {}};
  add_fact(out.facts, "类别路径", "Category path", {rule.path});
  add_fact(out.facts, "关键词", "Terms", words_of(rule.terms));
  add_fact(out.facts, "识别规则", "Detectors", rule.detectors);
  add_fact(out.facts, "数据域", "Data domain", {rule.idc6, rule.m166});
  return out;
}

RuleEntry entry_of(const pack::DataObject& rule) {
  RuleEntry out{rule.meta, "data_object", {}, {}};
  add_fact(out.facts, "候选级别", "Candidate grade",
           {rule.candidate_level > 0 ? fmt::format("{}-{}", rule.candidate_class, rule.candidate_level) : rule.candidate_class});
  add_fact(out.facts, "类别", "Category", {rule.category});
  add_fact(out.facts, "识别因素", "Identification factor", {rule.annex_g});
  add_fact(out.facts, "关键词", "Terms", words_of(rule.terms));
  add_fact(out.facts, "识别规则", "Detectors", rule.detectors);
  add_fact(out.facts, "格式", "Formats", rule.formats);
  add_fact(out.facts, "升级因素", "Raises", rule.raises);
  add_fact(out.facts, "降级因素", "Lowers", rule.lowers);
  return out;
}

RuleEntry entry_of(const pack::DocumentKind& rule) {
  RuleEntry out{rule.meta, "document_kind", {}, {}};
  add_fact(out.facts, "类别", "Category", {rule.category});
  add_fact(out.facts, "关键词", "Terms", words_of(rule.terms));
  return out;
}

RuleEntry entry_of(const pack::Sector& rule) {
  RuleEntry out{rule.meta, "sector", {}, {}};
  add_fact(out.facts, "关键词", "Terms", words_of(rule.terms));
  add_fact(out.facts, "反证词", "Words against", words_of(rule.anti_terms));
  add_fact(out.facts, "格式", "Formats", rule.formats);
  add_fact(out.facts, "识别规则", "Detectors", rule.detectors);
  return out;
}

RuleEntry entry_of(const pack::GradeRule& rule) {
  RuleEntry out{rule.meta, "grade_rule", {}, {}};
  std::vector<std::string> conditions;
  for (const auto& [name, value] : rule.when) {
    std::string shown = value;
    std::ranges::replace(shown, '\n', ' ');
    conditions.push_back(name + ": " + shown);
  }
  add_fact(out.facts, "条件", "Conditions", conditions);
  add_fact(out.facts, "至少定为", "At least", {rule.set_level > 0 ? fmt::format("{}-{}", rule.set_class, rule.set_level) : rule.set_class});
  add_fact(out.facts, "提升", "Raises", {rule.raise});
  add_fact(out.facts, "说明", "Sentence", {rule.text.zh, rule.text.en});
  return out;
}

}  // namespace

RuleBook::RuleBook(const pack::PackSet& packs) {
  for (const auto& rule : packs.detectors) all_.push_back(entry_of(rule));
  for (const auto& rule : packs.categories) {
    all_.push_back(entry_of(rule));
    categories_[rule.path] = rule.path_name;
    const auto head = [](const std::string& text) { return text.substr(0, text.find('/')); };
    categories_.emplace(head(rule.path), base::Bilingual{head(rule.path), head(rule.path_name.en)});
  }
  for (const auto& rule : packs.document_kinds) all_.push_back(entry_of(rule));
  for (const auto& sector : packs.sectors) {
    all_.push_back(entry_of(sector));
    for (const auto& object : sector.objects) all_.push_back(entry_of(object));
  }
  for (const auto& rule : packs.general_objects) all_.push_back(entry_of(rule));
  for (const auto& rule : packs.grade_rules) all_.push_back(entry_of(rule));
  all_.push_back({packs.matrix.meta, "harm_matrix", {}, {}});
  all_.push_back({packs.scoring.meta, "scoring", {}, {}});
  std::ranges::stable_sort(all_, {}, [](const RuleEntry& entry) -> const std::string& { return entry.meta.id; });
  for (RuleEntry& entry : all_) entry.search = folded(entry);
}

const RuleEntry* RuleBook::find(std::string_view id) const {
  const auto found = std::ranges::lower_bound(all_, id, {}, [](const RuleEntry& entry) -> std::string_view { return entry.meta.id; });
  return found == all_.end() || found->meta.id != id ? nullptr : &*found;
}

base::Bilingual RuleBook::name_of(std::string_view id) const {
  const RuleEntry* entry = find(id);
  return entry == nullptr || entry->meta.name.zh.empty() ? base::Bilingual{std::string(id), std::string(id)} : entry->meta.name;
}

base::Bilingual RuleBook::category_name(std::string_view path) const {
  const auto found = categories_.find(path);
  return found == categories_.end() || found->second.zh.empty() ? base::Bilingual{std::string(path), std::string(path)} : found->second;
}

std::map<std::string, std::string> RuleBook::clauses(std::string_view text) const {
  constexpr std::size_t kNamed = 3;
  const std::string wanted = base::ascii_lower(base::fold_width(text));
  std::map<std::string, std::size_t> rules;
  std::map<std::string, std::string> out;
  for (const RuleEntry& entry : all_) {
    const std::string& basis = entry.meta.basis;
    if (basis.empty() || base::ascii_lower(base::fold_width(basis)).find(wanted) == std::string::npos) continue;
    const std::size_t before = rules[basis]++;
    if (before < kNamed) out[basis] += (before == 0 ? "" : "、") + entry.meta.name.zh;
    if (before == kNamed) out[basis] += "…";
  }
  return out;
}

std::vector<const RuleEntry*> RuleBook::search(const Query& query) const {
  const std::string text = base::ascii_lower(base::fold_width(query.text));
  std::vector<const RuleEntry*> out;
  for (const RuleEntry& entry : all_) {
    if (!query.pack.empty() && entry.meta.pack != query.pack) continue;
    if (!query.kind.empty() && entry.kind != query.kind) continue;
    if (!query.basis.empty() && entry.meta.basis.find(query.basis) == std::string::npos) continue;
    if (!query.verified.empty() && pack::verified_name(entry.meta.verified) != query.verified) continue;
    if (entry.search.find(text) != std::string::npos) out.push_back(&entry);
  }
  return out;
}

}  // namespace gongdun::serve
