#include "pack/rule_file.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "crypto/sm3.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

// Fields of a detector that do not change what it finds.
constexpr std::array<std::string_view, 7> kNotDetecting{"name", "basis", "verified", "effective_from", "effective_to", "examples", "counter_examples"};

std::string detecting_text(const Node& node) {
  Node kept = node;
  std::erase_if(kept.entries, [](const Entry& e) { return std::ranges::find(kNotDetecting, e.key) != kNotDetecting.end(); });
  return canonical(kept);
}

// What assessments rest on has no part in grading.
template <class T>
constexpr bool kForAssessments = std::is_same_v<T, Questionnaire> || std::is_same_v<T, DecisionTable> || std::is_same_v<T, ClockTable> ||
                                 std::is_same_v<T, WorkCalendar> || std::is_same_v<T, RiskMethod> || std::is_same_v<T, ProbeBook>;

std::string naming_text(const Node& node) {
  Node kept = node;
  std::erase_if(kept.entries, [](const Entry& e) { return e.key != "id" && e.key != "name" && e.key != "class"; });
  return canonical(kept);
}

class FileParser {
 public:
  FileParser(const std::string& pack, Problems& problems, Collected& out) : pack_(pack), problems_(problems), out_(out) {}

  void parse(const Node& root, std::string_view text) {
    Fields top(root, "", problems_);
    PackSet& set = out_.set;
    list(top, "detectors", parse_detector, set.detectors);
    list(top, "categories", parse_category, set.categories);
    list(top, "document_kinds", parse_document_kind, set.document_kinds);
    list(top, "objects", parse_object, set.general_objects);
    list(top, "grade_rules", parse_grade_rule, set.grade_rules);
    if (const Node* node = top.take("sector")) set.sectors.push_back(one(*node, "sector", parse_sector));
    if (const Node* node = top.take("harm_matrix")) {
      set.matrix = one(*node, "harm_matrix", parse_matrix);
      if (++out_.matrices > 1) problems_.add(node->line, "harm_matrix", "影响分级矩阵只能有一个", "there may be one harm matrix only");
    }
    if (const Node* node = top.take("scoring")) {
      set.scoring = one(*node, "scoring", parse_scoring);
      if (++out_.scorings > 1) problems_.add(node->line, "scoring", "评分参数只能有一组", "there may be one scoring section only");
    }
    if (const Node* node = top.take("questionnaire")) {
      Questionnaire questions = one(*node, "questionnaire", parse_questionnaire);
      questions.text = std::string(text);
      questions.digest = crypto::sm3_hex(canonical(*node));
      out_.assess.questionnaires.push_back(std::move(questions));
      if (root.entries.size() > 1) problems_.add(node->line, "questionnaire", "调研表应单独占一个文件", "a questionnaire has a file of its own");
    }
    if (const Node* node = top.take("decision_table")) out_.assess.decision_tables.push_back(one(*node, "decision_table", parse_decision_table));
    if (const Node* node = top.take("clock_table")) out_.assess.clock_tables.push_back(one(*node, "clock_table", parse_clock_table));
    if (const Node* node = top.take("risk_method")) out_.assess.risk_methods.push_back(one(*node, "risk_method", parse_risk_method));
    list(top, "work_calendars", parse_work_calendar, out_.assess.calendars);
    if (const Node* node = top.take("probe_book")) out_.assess.probe_books.push_back(one(*node, "probe_book", parse_probe_book));
    top.finish();
  }

 private:
  template <class T>
  T one(const Node& node, const std::string& path, T (*parse_one)(Fields&, const std::string&)) {
    Fields fields(node, path, problems_);
    T rule = parse_one(fields, pack_);
    fields.finish();
    if (out_.texts != nullptr) add_rule_text(node, pack_, path.substr(0, path.find('[')), *out_.texts);
    if constexpr (std::is_same_v<T, Detector>) {
      out_.detect_parts.push_back({rule.meta.id, detecting_text(node)});
      out_.grade_parts.push_back({rule.meta.id, naming_text(node)});
    } else if constexpr (!kForAssessments<T>) {
      out_.grade_parts.push_back({rule.meta.id, canonical(node)});
    }
    return rule;
  }

  template <class T>
  void list(Fields& top, std::string_view key, T (*parse_one)(Fields&, const std::string&), std::vector<T>& into) {
    const Node* node = top.take(key);
    if (!node) return;
    if (node->kind != Node::Kind::list) return top.problem(node->line, key, "此处应为列表", "a list is expected here");
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const Node& item = node->items[i];
      into.push_back(one(item, fmt::format("{}[{}]", key, entry_label(item, i)), parse_one));
    }
  }

  const std::string& pack_;
  Problems& problems_;
  Collected& out_;
};

}  // namespace

void parse_rule_file(std::string_view text, const std::string& pack, Problems& problems, Collected& out) {
  const Node root = parse_tree(text, problems);
  if (root.kind == Node::Kind::null) {
    out.broken_file = true;
    return;
  }
  FileParser(pack, problems, out).parse(root, text);
}

}  // namespace gongdun::pack
