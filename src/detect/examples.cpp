#include "detect/examples.h"

#include <fmt/format.h>

#include "detect/item_scanner.h"

namespace gongdun::detect {

namespace {

class ExampleRun {
 public:
  explicit ExampleRun(const std::shared_ptr<const Engine>& engine)
      : scanner_(engine, {}, [this](ScannedItem item) {
          last_ = std::move(item.scan);
          return true;
        }) {}

  bool text_has(const std::string& text, const std::string& detector) {
    begin("example.txt");
    scanner_.text({.text = text, .first_line = 1});
    scanner_.end_item();
    return seen(detector, false);
  }

  bool column_has(const pack::ColumnExample& example, const std::string& detector) {
    begin("example.csv");
    read::Table table;
    table.has_header = !example.header.empty();
    table.columns = {{.name = example.header}};
    scanner_.begin_table(table);
    read::RowBatch batch;
    std::uint64_t row = 1;
    for (const std::string& value : example.values) batch.add(0, ++row, value);
    batch.rows = example.values.size();
    scanner_.rows(batch);
    scanner_.end_table();
    scanner_.end_item();
    return seen(detector, true);
  }

 private:
  void begin(const std::string& name) {
    read::Item item;
    item.uri = item.real_path = name;
    last_ = {};
    scanner_.begin_item(item, {.format = "text"});
  }

  bool seen(const std::string& detector, bool in_column) const {
    for (const auto& claim : last_.claims)
      if (claim.detector == detector) return true;
    if (in_column) return false;
    for (const auto& finding : last_.findings)
      if (finding.detector == detector) return true;
    return false;
  }

  ItemScan last_;
  ItemScanner scanner_;
};

pack::LoadProblem problem(const pack::Detector& detector, const char* field, const std::string& shown, bool wanted) {
  const char* zh = wanted ? "正例没有被识别：「{}」；请改正规则或正例" : "反例被误识别：「{}」；请改正规则或反例";
  const char* en =
      wanted ? "the example is not found: '{}'; mend the rule or the example" : "the counter-example is found: '{}'; mend the rule or the counter-example";
  return {.file = detector.meta.file,
          .line = detector.meta.line,
          .field = fmt::format("detectors[{}].{}", detector.meta.id, field),
          .message = {fmt::format(fmt::runtime(zh), shown), fmt::format(fmt::runtime(en), shown)}};
}

std::string shown(const pack::ColumnExample& example) {
  std::string text = example.header + ":";
  for (const std::string& value : example.values) text += " " + value;
  return text;
}

}  // namespace

std::vector<pack::LoadProblem> run_examples(const std::shared_ptr<const Engine>& engine) {
  std::vector<pack::LoadProblem> problems;
  ExampleRun run(engine);
  for (const pack::Detector& detector : engine->detectors()) {
    const std::string& id = detector.meta.id;
    for (const std::string& text : detector.examples)
      if (!run.text_has(text, id)) problems.push_back(problem(detector, "examples", text, true));
    for (const std::string& text : detector.counter_examples)
      if (run.text_has(text, id)) problems.push_back(problem(detector, "counter_examples", text, false));
    for (const auto& example : detector.column_examples)
      if (!run.column_has(example, id)) problems.push_back(problem(detector, "examples", shown(example), true));
    for (const auto& example : detector.column_counter_examples)
      if (run.column_has(example, id)) problems.push_back(problem(detector, "counter_examples", shown(example), false));
  }
  return problems;
}

}  // namespace gongdun::detect
