#include <array>

#include "pack/conditions.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

constexpr std::array<std::string_view, 6> kShapes{"text", "number", "integer", "code", "datetime", "mixed"};

Context parse_context(Fields& outer) {
  Context context;
  const Node* node = outer.take("context");
  if (!node) return context;
  Fields fields(*node, outer.path_of("context"), outer.problems());
  context.header_words = fields.words("header_words");
  context.near_words = fields.words("near_words");
  context.negative_words = fields.words("negative_words");
  context.window = fields.integer("window", context.window, 1, 1000);
  context.required = fields.flag("required", false);
  if (context.required && context.near_words.empty() && context.header_words.empty()) {
    fields.problem(fields.line_of("required"), "required", "要求上下文却没有给出 near_words 或 header_words",
                   "context is required but near_words and header_words are empty");
  }
  fields.finish();
  return context;
}

ColumnRule parse_column(Fields& outer) {
  ColumnRule column;
  const Node* node = outer.take("column");
  if (!node) return column;
  Fields fields(*node, outer.path_of("column"), outer.problems());
  column.min_share = fields.number("min_share", column.min_share, 0, 1);
  column.min_share_header = fields.number("min_share_header", column.min_share_header, 0, 1);
  column.min_distinct = fields.number("min_distinct", column.min_distinct, 0, 1);
  column.header_only = fields.flag("header_only", false);
  const int shape = fields.choice("shape", kShapes);
  if (shape >= 0) column.shape = kShapes[static_cast<std::size_t>(shape)];
  column.min = fields.number("min", 0, -1e18, 1e18);
  column.max = fields.number("max", 0, -1e18, 1e18);
  if (column.max < column.min) fields.problem(fields.line_of("max"), "max", "max 小于 min", "max is below min");
  fields.finish();
  return column;
}

Mask parse_mask(Fields& outer) {
  Mask mask;
  const Node* node = outer.take("mask");
  if (!node) return mask;
  Fields fields(*node, outer.path_of("mask"), outer.problems());
  mask.keep_head = fields.integer("keep_head", 0, 0, 40);
  mask.keep_tail = fields.integer("keep_tail", 0, 0, 40);
  fields.finish();
  return mask;
}

// Examples are running text, or {header: …, values: […]} for detectors that judge columns.
void parse_examples(Fields& outer, std::string_view key, std::vector<std::string>& texts, std::vector<ColumnExample>& columns) {
  const Node* node = outer.take(key, Need::required);
  if (!node) return;
  if (node->kind != Node::Kind::list || node->items.empty()) {
    outer.problem(node->line, key, "此处应为非空列表", "a non-empty list is expected here");
    return;
  }
  for (const Node& item : node->items) {
    if (item.kind == Node::Kind::scalar) {
      texts.push_back(item.text);
      continue;
    }
    Fields fields(item, outer.path_of(key), outer.problems());
    ColumnExample example;
    example.header = fields.text("header");
    example.values = fields.texts("values", Need::required);
    fields.finish();
    columns.push_back(std::move(example));
  }
}

}  // namespace

Detector parse_detector(Fields& fields, const std::string& pack) {
  Detector detector;
  detector.meta = fields.meta(pack);
  const int data_class = fields.choice("class", data_class_names(), Need::required);
  if (data_class >= 0) detector.data_class = static_cast<DataClass>(data_class);
  detector.patterns = fields.texts("patterns");
  detector.masked_forms = fields.texts("masked_forms");
  detector.words = fields.words("words");
  detector.validators = fields.texts("validators");
  detector.vetoes = fields.texts("vetoes");
  detector.stop_values = fields.texts("stop_values");
  detector.context = parse_context(fields);
  detector.column = parse_column(fields);
  detector.mask = parse_mask(fields);
  detector.confidence = fields.number("confidence", detector.confidence, 0, 1);
  detector.confidence_context = fields.number("confidence_context", detector.confidence_context, 0, 1);
  detector.columns_only = fields.flag("columns_only", false);
  detector.text_only = fields.flag("text_only", false);
  parse_examples(fields, "examples", detector.examples, detector.column_examples);
  parse_examples(fields, "counter_examples", detector.counter_examples, detector.column_counter_examples);
  if (detector.columns_only && detector.text_only) {
    fields.problem(fields.line_of("text_only"), "text_only", "columns_only 与 text_only 不能同时为 true", "columns_only and text_only exclude each other");
  }
  if (detector.patterns.empty() && detector.words.empty() && !detector.column.header_only) {
    fields.problem(fields.line(), "patterns", "识别规则需要 patterns、words 或 column.header_only 之一",
                   "a detector needs patterns, words or column.header_only");
  }
  if (detector.column.header_only && detector.context.header_words.empty()) {
    fields.problem(fields.line_of("column"), "context.header_words", "column.header_only 需要给出 context.header_words",
                   "column.header_only needs context.header_words");
  }
  if (detector.confidence_context < detector.confidence) {
    fields.problem(fields.line_of("confidence_context"), "confidence_context", "confidence_context 低于 confidence", "confidence_context is below confidence");
  }
  return detector;
}

}  // namespace gongdun::pack
