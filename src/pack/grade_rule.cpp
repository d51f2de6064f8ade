#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "pack/conditions.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

constexpr std::array<std::string_view, 6> kGradeCodes{"core", "important", "general-1", "general-2", "general-3", "general-4"};
constexpr std::array<std::string_view, 2> kRaises{"level+1", "class+1"};
constexpr std::array<std::string_view, 2> kMasked{"only", "no"};

void set_grade(int code, std::string& data_class, int& level) {
  if (code < 0) return;
  const std::string_view name = kGradeCodes[static_cast<std::size_t>(code)];
  const std::size_t dash = name.find('-');
  data_class = name.substr(0, dash);
  level = dash == std::string_view::npos ? 0 : name[dash + 1] - '0';
}

void check_number(Fields& when, const std::string& key, const std::string& value) {
  double number = 0;
  if (!parse_number(value, number) || number < 0) when.problem(when.line_of(key), key, "此处应为不小于 0 的数字", "a number of 0 or more is expected here");
}

void check_names(Fields& when, const std::string& key, const std::string& value, std::span<const std::string_view> allowed) {
  for (const std::string& one : split_condition(value)) {
    if (std::ranges::find(allowed, one) != allowed.end()) continue;
    std::string list;
    for (const std::string_view name : allowed) list += (list.empty() ? "" : " | ") + std::string(name);
    when.problem(when.line_of(key), key, fmt::format("“{}”不是允许的取值，应为：{}", one, list),
                 fmt::format("\"{}\" is not allowed; use one of: {}", one, list));
  }
}

// References (detectors, sectors, categories, objects, kinds) are checked when all packs are there: check.cpp.
void check_value(Fields& when, const std::string& key, const std::string& value, ConditionKind kind) {
  switch (kind) {
    case ConditionKind::number: return check_number(when, key, value);
    case ConditionKind::data_classes: return check_names(when, key, value, data_class_names());
    case ConditionKind::asset_kinds: return check_names(when, key, value, asset_kind_names());
    case ConditionKind::candidates: return check_names(when, key, value, class_names());
    case ConditionKind::masked: return check_names(when, key, value, kMasked);
    default: return;
  }
}

std::map<std::string, std::string> parse_when(Fields& outer) {
  std::map<std::string, std::string> out;
  const Node* node = outer.take("when", Need::required);
  if (!node) return out;
  Fields when(*node, outer.path_of("when"), outer.problems());
  for (const Entry& entry : node->entries) {
    const auto kind = condition_kind(entry.key);
    if (!kind) continue;
    std::string value;
    for (const std::string& one : when.texts(entry.key, Need::required)) {
      if (!value.empty()) value += kListSeparator;
      value += one;
    }
    check_value(when, entry.key, value, *kind);
    out[entry.key] = value;
  }
  for (const ConditionKey& known : condition_keys()) when.take(known.key);
  when.finish();
  if (node->entries.empty()) outer.problem(node->line, "when", "至少需要一个条件", "at least one condition is needed");
  if (out.contains("masked") && !out.contains("detector") && !out.contains("data_class") && !out.contains("detectors_together")) {
    when.problem(when.line_of("masked"), "masked", "masked 需要同时给出 detector 或 data_class", "masked needs detector or data_class beside it");
  }
  return out;
}

void check_placeholders(Fields& fields, std::string_view language, const std::string& text) {
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    const std::string name = end == std::string::npos ? text.substr(at + 1) : text.substr(at + 1, end - at - 1);
    const auto known = placeholders();
    if (end != std::string::npos && std::ranges::find(known, name) != known.end()) continue;
    std::string list;
    for (const std::string_view one : known) list += (list.empty() ? "{" : ", {") + std::string(one) + "}";
    fields.problem(fields.line_of("text"), fmt::format("text.{}", language), fmt::format("未知的占位符“{{{}}}”；可用：{}", name, list),
                   fmt::format("unknown placeholder \"{{{}}}\"; known: {}", name, list));
  }
}

}  // namespace

GradeRule parse_grade_rule(Fields& fields, const std::string& pack) {
  GradeRule rule;
  rule.meta = fields.meta(pack);
  rule.when = parse_when(fields);
  rule.words = fields.terms("words");
  if (rule.words.empty() == rule.when.contains("words>=")) {
    fields.problem(fields.line(), "words", "words 与条件 words>= 须同时给出", "words and the condition words>= need each other");
  }
  set_grade(fields.choice("set", kGradeCodes), rule.set_class, rule.set_level);
  set_grade(fields.choice("cap", kGradeCodes), rule.cap_class, rule.cap_level);
  const int raise = fields.choice("raise", kRaises);
  if (raise >= 0) rule.raise = kRaises[static_cast<std::size_t>(raise)];
  rule.text = fields.bilingual("text", Need::required);
  check_placeholders(fields, "zh", rule.text.zh);
  check_placeholders(fields, "en", rule.text.en);
  rule.note = fields.flag("note", false);
  const int effects = !rule.set_class.empty() + !rule.cap_class.empty() + !rule.raise.empty() + rule.note;
  if (effects != 1) {
    fields.problem(fields.line(), "set", "分级规则须有且仅有 set、raise、cap、note 之一", "a grade rule needs exactly one of set, raise, cap, note");
  }
  return rule;
}

HarmMatrix parse_matrix(Fields& fields, const std::string& pack) {
  HarmMatrix matrix;
  matrix.meta = fields.meta(pack);
  const Node* node = fields.take("cells", Need::required);
  if (!node) return matrix;
  Fields rows(*node, fields.path_of("cells"), fields.problems());
  for (const std::string_view object : impact_objects()) {
    const Node* row = rows.take(object, Need::required);
    if (!row) continue;
    Fields cells(*row, rows.path_of(object), fields.problems());
    for (const std::string_view degree : impact_degrees()) {
      const int value = cells.choice(degree, class_names(), Need::required);
      if (value >= 0) matrix.cells[std::string(object)][std::string(degree)] = class_names()[static_cast<std::size_t>(value)];
    }
    cells.finish();
  }
  rows.finish();
  return matrix;
}

Scoring parse_scoring(Fields& fields, const std::string& pack) {
  Scoring scoring;
  scoring.meta = fields.meta(pack);
  scoring.header_weight = fields.number("header_weight", scoring.header_weight, 1, 100);
  scoring.term_cap = fields.number("term_cap", scoring.term_cap, 1, 20);
  scoring.density_characters = fields.number("density_characters", scoring.density_characters, 1000, 1e12);
  scoring.density_rows = fields.number("density_rows", scoring.density_rows, 1, 1e12);
  scoring.format_weight = fields.number("format_weight", scoring.format_weight, 0, 100);
  scoring.detector_weight = fields.number("detector_weight", scoring.detector_weight, 0, 100);
  scoring.min_evidence = fields.integer("min_evidence", scoring.min_evidence, 1, 10);
  scoring.prose_factor = fields.number("prose_factor", scoring.prose_factor, 1, 10);
  scoring.category_min_score = fields.number("category_min_score", scoring.category_min_score, 0.1, 100);
  scoring.weak_share = fields.number("weak_share", scoring.weak_share, 0, 1);
  scoring.detector_share_min = fields.number("detector_share_min", scoring.detector_share_min, 0, 1);
  scoring.strong_weight = fields.number("strong_weight", scoring.strong_weight, 0, 10);
  const Node* node = fields.take("default_category", Need::required);
  if (!node) return scoring;
  Fields defaults(*node, fields.path_of("default_category"), fields.problems());
  for (const std::string_view kind : asset_kind_names()) scoring.default_category[std::string(kind)] = defaults.text(kind, Need::required);
  scoring.numbers_category = defaults.text("numbers");
  defaults.finish();
  scoring.numbers_columns = fields.number("numbers_columns", scoring.numbers_columns, 1, 10'000);
  scoring.numbers_share = fields.number("numbers_share", scoring.numbers_share, 0.01, 1);
  scoring.numbers_rows = fields.number("numbers_rows", scoring.numbers_rows, 1, 1e12);
  return scoring;
}

}  // namespace gongdun::pack
