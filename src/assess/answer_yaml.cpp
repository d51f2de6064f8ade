#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "assess/answer_input.h"
#include "assess/picture.h"
#include "pack/fields.h"
#include "pack/tree.h"

namespace gongdun::assess {

using pack::Fields;
using pack::Node;

namespace {

constexpr std::array<std::string_view, kBases> kBasisWords{"said", "seen", "tested"};
constexpr std::array<std::string_view, kBases> kBasisZh{"自报", "查看", "测试"};
constexpr std::size_t kMostRows = 10'000;  // of a table

class Reader {
 public:
  Reader(const pack::Questionnaire& questions, pack::Problems& problems, AnswerInput& out) : questions_(questions), problems_(problems), out_(out) {}

  void facts(const Node& node, const std::string& path) {
    if (node.kind != Node::Kind::map) return problems_.add(node.line, path, "此处应为键值映射", "a mapping is expected here");
    for (const pack::Entry& one : node.entries) {
      const std::string at = path.empty() ? one.key : path + "." + one.key;
      const pack::FactField* field = questions_.fact(one.key);
      if (field == nullptr) {
        problems_.add(one.line, at, fmt::format("没有企业信息项“{}”", one.key), fmt::format("there is no fact \"{}\"", one.key));
        continue;
      }
      Entry entry;
      entry.about = std::string(kFactPrefix) + one.key;
      if (field->type == pack::FactType::table)
        entry.value = rows(one.value, field->columns, at);
      else
        entry.value = checked(fact_text(*field, joined(one.value, at)), one.line, at);
      out_.entries.push_back(std::move(entry));
    }
  }

  void answers(const Node& node) {
    each_question(node, "answers", [&](const pack::Question& question, const Node& value, const std::string& at) {
      Entry entry = written(question, value, at);
      if (question.type == pack::AnswerType::score && entry.value == pack::state_id(pack::State::na) && entry.note.empty())
        problems_.add(value.line, at, "回答“不适用”须在 note 中说明理由", "an answer \"na\" needs its reason under note");
      out_.entries.push_back(std::move(entry));
    });
  }

  void reviews(const Node& node) {
    each_question(node, "reviews", [&](const pack::Question& question, const Node& value, const std::string& at) {
      Entry entry = written(question, value, at);
      entry.kind = EntryKind::review;
      if (entry.note.empty()) problems_.add(value.line, at, "复核须在 note 中说明理由", "a review needs its reason under note");
      out_.entries.push_back(std::move(entry));
    });
  }

  // probes: {Q-F01: {'db:tde_status': {value: noncompliant, note: …}}}
  void probes(const Node& node) {
    each_question(node, "probes", [&](const pack::Question& question, const Node& value, const std::string& at) {
      if (value.kind != Node::Kind::map) return problems_.add(value.line, at, "此处应为键值映射", "a mapping is expected here");
      for (const pack::Entry& one : value.entries) {
        const std::string place = at + "." + one.key;
        if (std::ranges::find(question.probes, one.key) == question.probes.end())
          problems_.add(one.line, place, fmt::format("此题没有探测“{}”", one.key), fmt::format("this question has no probe \"{}\"", one.key));
        Entry entry = written(question, one.value, place);
        entry.kind = EntryKind::probe;
        entry.basis = Basis::tested;
        entry.author = one.key;
        out_.entries.push_back(std::move(entry));
      }
    });
  }

 private:
  template <class Each>
  void each_question(const Node& node, const std::string& path, Each each) {
    if (node.kind != Node::Kind::map) return problems_.add(node.line, path, "此处应为键值映射", "a mapping is expected here");
    for (const pack::Entry& one : node.entries) {
      const std::string at = path + "." + one.key;
      const pack::Question* question = questions_.question(one.key);
      if (question == nullptr)
        problems_.add(one.line, at, fmt::format("没有题目“{}”", one.key), fmt::format("there is no question \"{}\"", one.key));
      else
        each(*question, one.value, at);
    }
  }

  // "Q-B01: 符合", or a mapping with value, basis, note, evidence.
  Entry written(const pack::Question& question, const Node& node, const std::string& at) {
    Entry out;
    out.about = question.meta.id;
    if (node.kind != Node::Kind::map) {
      out.value = value_of(question, node, at);
      return out;
    }
    Fields fields(node, at, problems_);
    if (const Node* value = fields.take("value", pack::Need::required)) out.value = value_of(question, *value, fields.path_of("value"));
    const std::string basis = fields.text("basis");
    for (std::size_t i = 0; i < kBases; ++i)
      if (basis == kBasisWords[i] || basis == kBasisZh[i]) out.basis = static_cast<Basis>(i);
    if (!basis.empty() && std::ranges::find(kBasisWords, basis) == kBasisWords.end() && std::ranges::find(kBasisZh, basis) == kBasisZh.end())
      fields.problem(fields.line_of("basis"), "basis", "取得方式应为：自报、查看、测试", "basis should be one of: said, seen, tested");
    out.note = fields.text("note");
    out.evidence = fields.texts("evidence");
    fields.finish();
    return out;
  }

  std::string value_of(const pack::Question& question, const Node& node, const std::string& at) {
    if (question.type == pack::AnswerType::table) return rows(node, question.columns, at);
    return checked(answer_value(question, joined(node, at)), node.line, at);
  }

  std::string checked(base::Result<std::string> value, int line, const std::string& at) {
    if (value) return *value;
    problems_.add(line, at, value.error().message.zh, value.error().message.en);
    return {};
  }

  std::string joined(const Node& node, const std::string& at) {
    if (node.kind == Node::Kind::scalar) return node.text;
    std::string out;
    if (node.kind == Node::Kind::map) problems_.add(node.line, at, "此处应为一个值", "one value is expected here");
    for (const Node& item : node.items) out += (out.empty() ? "" : "\n") + joined(item, at);
    return out;
  }

  std::string rows(const Node& node, const std::vector<pack::Named>& columns, const std::string& at) {
    nlohmann::json out = nlohmann::json::array();
    if (node.kind != Node::Kind::list || node.items.size() > kMostRows) problems_.add(node.line, at, "此处应为行的列表", "a list of rows is expected here");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      Fields row(node.items[i], fmt::format("{}[{}]", at, i), problems_);
      nlohmann::json cells = nlohmann::json::array();
      for (const pack::Named& column : columns) cells.push_back(row.text(column.id));
      row.finish();
      out.push_back(std::move(cells));
    }
    return out.empty() ? std::string() : out.dump();
  }

  const pack::Questionnaire& questions_;
  pack::Problems& problems_;
  AnswerInput& out_;
};

}  // namespace

AnswerInput read_facts(const pack::Questionnaire& questions, std::string_view yaml, const std::string& file) {
  AnswerInput out;
  pack::Problems problems(file, out.problems);
  const Node root = pack::parse_tree(yaml, problems);
  if (root.kind != Node::Kind::null) Reader(questions, problems, out).facts(root, "");
  return out;
}

AnswerInput read_answers(const pack::Questionnaire& questions, std::string_view yaml, const std::string& file) {
  AnswerInput out;
  pack::Problems problems(file, out.problems);
  const Node root = pack::parse_tree(yaml, problems);
  if (root.kind == Node::Kind::null) return out;
  Reader reader(questions, problems, out);
  Fields top(root, "", problems);
  const std::string by = top.text("by");
  if (const Node* node = top.take("facts")) reader.facts(*node, "facts");
  if (const Node* node = top.take("answers")) reader.answers(*node);
  if (const Node* node = top.take("probes")) reader.probes(*node);
  if (const Node* node = top.take("reviews")) reader.reviews(*node);
  top.finish();
  for (Entry& entry : out.entries)
    if (entry.author.empty()) entry.author = by;
  return out;
}

}  // namespace gongdun::assess
