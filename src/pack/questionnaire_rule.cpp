// From YAML to pack/questionnaire.h, with every mistake reported by line and field.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "crypto/sm3.h"
#include "pack/fact_rule.h"
#include "pack/load.h"
#include "pack/rule_file.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

constexpr std::array<std::string_view, 6> kAnswerTypes{"score", "profile", "choice", "number", "text", "table"};
constexpr std::array<std::string_view, 3> kEfforts{"low", "medium", "high"};
constexpr std::array<std::string_view, kStates> kStateIds{"compliant", "partial", "noncompliant", "na"};

bool has(const std::vector<Named>& list, std::string_view id) {
  return std::ranges::any_of(list, [&](const Named& one) { return one.id == id; });
}

class Builder {
 public:
  explicit Builder(Questionnaire& out) : out_(out) {}

  void build(Fields& fields, const std::string& pack) {
    out_.meta = fields.meta(pack);
    out_.version = fields.text("version", Need::required);
    each_entry(fields, "facts", Need::required, [&](Fields& entry) { out_.facts.push_back(parse_fact(entry)); });
    each_entry(fields, "flags", Need::optional, [&](Fields& entry) { flag(entry); });
    out_.risk_sources = parse_names(fields, "risk_sources");
    out_.tools = parse_names(fields, "tools");
    out_.collectors = parse_names(fields, "collectors");
    if (const Node* node = fields.take("scoring", Need::required)) {
      Fields inner(*node, fields.path_of("scoring"), fields.problems());
      scoring(inner);
      inner.finish();
    }
    each_entry(fields, "phases", Need::required, [&](Fields& entry) { phase(entry); });
    each_entry(fields, "domains", Need::required, [&](Fields& entry) {
      Domain one;
      one.named = parse_named(entry);
      one.weight = entry.number("weight", 0, 0, 1000);
      out_.domains.push_back(std::move(one));
    });
    each_entry(fields, "choice_lists", Need::optional, [&](Fields& entry) {
      const std::string id = entry.text("id", Need::required);
      lists_[id] = parse_names(entry, "choices", Need::required);
    });
    if (const Node* node = fields.take("maturity")) maturity(*node, fields);
    each_entry(fields, "questions", Need::required, [&](Fields& entry) { out_.questions.push_back(question(entry, pack)); });
    for (const Domain& domain : out_.domains) check_domain(fields, domain);
    each_entry(fields, "topics", Need::optional, [&](Fields& entry) { topic(entry); });
  }

 private:
  static std::string expected(const std::vector<Named>& list) {
    std::string out;
    for (const Named& one : list) out += (out.empty() ? "" : " | ") + one.id;
    return out;
  }
  static void reference(Fields& fields, std::string_view key, const std::vector<Named>& list, const std::string& id) {
    if (id.empty() || has(list, id)) return;
    fields.problem(fields.line_of(key), key, fmt::format("“{}”没有定义，应为：{}", id, expected(list)),
                   fmt::format("\"{}\" is not defined; use one of: {}", id, expected(list)));
  }

  void flag(Fields& fields) {
    Flag out;
    out.named = parse_named(fields);
    out.when = expression(fields, "when", Need::required, false);
    out_.flags.push_back(std::move(out));
  }

  Comparable words_of(const std::string& name, bool answers) const {
    if (const FactField* known = out_.fact(name)) return comparable(*known);
    if (std::ranges::any_of(out_.flags, [&](const Flag& one) { return one.named.id == name; })) return {Comparable::Kind::flag, {}};
    const Question* earlier = answers ? out_.question(name) : nullptr;
    if (earlier == nullptr) return {};
    Comparable out{Comparable::Kind::words, {}};
    if (earlier->type == AnswerType::number) return {Comparable::Kind::number, {}};
    if (earlier->type == AnswerType::score) out.words.assign(kStateIds.begin(), kStateIds.end());
    for (const Named& one : earlier->choices) out.words.push_back(one.id);
    return out;
  }

  Expression expression(Fields& fields, std::string_view key, Need need, bool answers) {
    return parse_condition(fields, key, need, [&](const std::string& name) { return words_of(name, answers); });
  }

  void scoring(Fields& fields) {
    DiagnosisScoring& out = out_.scoring;
    if (const Node* node = fields.take("answers", Need::required)) {
      Fields states(*node, fields.path_of("answers"), fields.problems());
      for (std::size_t i = 0; i < kStates; ++i) {
        const Node* state = states.take(kStateIds[i], Need::required);
        if (!state) continue;
        Fields one(*state, states.path_of(kStateIds[i]), fields.problems());
        out.state_name[i] = one.bilingual("name", Need::required);
        if (i < out.state.size()) out.state[i] = one.number("score", out.state[i], 0, 1);
        one.finish();
      }
      states.finish();
    }
    out.likelihoods = parse_names(fields, "likelihoods", Need::required);
    out.harms = parse_names(fields, "harms", Need::required);
    out.risks = parse_names(fields, "risks", Need::required);
    each_entry(fields, "bands", Need::required, [&](Fields& entry) { band(entry); });
    if (!out.bands.empty() && out.bands.back().min > 0)
      fields.problem(fields.line_of("bands"), "bands", "最后一个等级的 min 应为 0", "min of the last band must be 0");
    each_entry(fields, "vetoes", Need::optional, [&](Fields& entry) { veto(entry); });
    matrix(fields);
    each_entry(fields, "harm", Need::required, [&](Fields& entry) {
      HarmRule rule;
      entry.text("id");
      rule.when = expression(entry, "when", Need::optional, false);
      rule.degree = entry.text("degree", Need::required);
      reference(entry, "degree", out.harms, rule.degree);
      out.harm.push_back(std::move(rule));
    });
    if (!out.harm.empty() && !out.harm.back().when.always())
      fields.problem(fields.line_of("harm"), "harm", "最后一条应不带 when，适用于其余情形", "the last rule must have no when: it is for all other cases");
    out.partial_lowers = fields.integer("partial_lowers", 0, 0, 10);
  }

  void band(Fields& fields) {
    Band out;
    out.named = parse_named(fields);
    out.min = fields.number("min", 0, 0, 100);
    out.likelihood = fields.text("likelihood", Need::required);
    reference(fields, "likelihood", out_.scoring.likelihoods, out.likelihood);
    if (!out_.scoring.bands.empty() && out_.scoring.bands.back().min <= out.min)
      fields.problem(fields.line_of("min"), "min", "等级应由高到低排列", "bands go from the highest to the lowest");
    out_.scoring.bands.push_back(std::move(out));
  }

  // maturity: {levels: LIST, target: L3, at_most: {noncompliant: L1, partial: L2}}
  void maturity(const Node& node, Fields& parent) {
    Fields fields(node, parent.path_of("maturity"), parent.problems());
    const std::string list = fields.text("levels", Need::required);
    if (const auto found = lists_.find(list); found != lists_.end())
      out_.maturity.levels = found->second;
    else
      fields.problem(fields.line_of("levels"), "levels", fmt::format("选项表“{}”没有定义", list),
                     fmt::format("the list of choices \"{}\" is not defined", list));
    out_.maturity.target = fields.text("target", Need::required);
    reference(fields, "target", out_.maturity.levels, out_.maturity.target);
    if (const Node* limits = fields.take("at_most")) {
      Fields states(*limits, fields.path_of("at_most"), fields.problems());
      for (const std::string_view state : kStateIds) {
        const std::string level = states.text(state);
        if (level.empty()) continue;
        reference(states, state, out_.maturity.levels, level);
        out_.maturity.at_most[std::string(state)] = level;
      }
      states.finish();
    }
    fields.finish();
  }

  void topic(Fields& fields) {
    Topic out{parse_named(fields), fields.texts("questions", Need::required)};
    for (const std::string& id : out.questions)
      if (out_.question(id) == nullptr)
        fields.problem(fields.line_of("questions"), "questions", fmt::format("题目“{}”没有定义", id), fmt::format("the question \"{}\" is not defined", id));
    out_.topics.push_back(std::move(out));
  }

  void veto(Fields& fields) {
    VetoCap out;
    fields.text("id");
    out.count = fields.integer("count", 1, 1, 1000);
    out.band = fields.text("at_most", Need::required);
    const bool known = std::ranges::any_of(out_.scoring.bands, [&](const Band& one) { return one.named.id == out.band; });
    if (!known && !out.band.empty())
      fields.problem(fields.line_of("at_most"), "at_most", fmt::format("等级“{}”没有定义", out.band), fmt::format("the band \"{}\" is not defined", out.band));
    out_.scoring.vetoes.push_back(std::move(out));
  }

  void matrix(Fields& fields) {
    DiagnosisScoring& out = out_.scoring;
    const Node* node = fields.take("matrix", Need::required);
    if (!node) return;
    Fields rows(*node, fields.path_of("matrix"), fields.problems());
    for (const Named& likelihood : out.likelihoods) {
      const Node* row = rows.take(likelihood.id, Need::required);
      if (!row) continue;
      Fields cells(*row, rows.path_of(likelihood.id), fields.problems());
      for (const Named& harm : out.harms) {
        const std::string risk = cells.text(harm.id, Need::required);
        reference(cells, harm.id, out.risks, risk);
        out.matrix[likelihood.id][harm.id] = risk;
      }
      cells.finish();
    }
    rows.finish();
  }

  void phase(Fields& fields) {
    Phase out;
    out.named = parse_named(fields);
    out.days = fields.integer("days", 0, 1, 10000);
    out.risks = fields.texts("risks", Need::required);
    for (const std::string& risk : out.risks) reference(fields, "risks", out_.scoring.risks, risk);
    out.veto = fields.flag("veto", false);
    out_.phases.push_back(std::move(out));
  }

  Question question(Fields& fields, const std::string& pack) {
    Question out;
    out.meta = fields.meta(pack);
    out.domain = fields.text("domain", Need::required);
    if (!out.domain.empty() && std::ranges::none_of(out_.domains, [&](const Domain& one) { return one.named.id == out.domain; }))
      fields.problem(fields.line_of("domain"), "domain", fmt::format("域“{}”没有定义", out.domain),
                     fmt::format("the domain \"{}\" is not defined", out.domain));
    out.text = fields.bilingual("text", Need::required);
    const int type = fields.choice("answer", kAnswerTypes, Need::required);
    if (type >= 0) out.type = static_cast<AnswerType>(type);
    out.applies = expression(fields, "applies", Need::optional, false);
    out.after = expression(fields, "after", Need::optional, true);
    if (const int state = fields.choice("otherwise", kStateIds); state >= 0) out.otherwise = static_cast<State>(state);
    answer_form(fields, out);
    const bool scored = out.type == AnswerType::score;
    out.weight = fields.number("weight", 0, 0, 100);
    if (scored != (out.weight > 0))
      fields.problem(fields.line_of("weight"), "weight", "评分题的权重应大于 0，其他题不带权重", "scored questions need a weight above 0, others have none");
    out.veto = fields.flag("veto", false);
    if (out.veto && !scored) fields.problem(fields.line_of("veto"), "veto", "只有评分题可以是否决项", "only scored questions can be veto items");
    out.remedy = fields.bilingual("remedy", scored ? Need::required : Need::optional);
    const int effort = fields.choice("effort", kEfforts, scored ? Need::required : Need::optional);
    if (effort >= 0) out.effort = static_cast<Effort>(effort);
    probes(fields, out);
    out.risk = fields.text("risk");
    reference(fields, "risk", out_.risk_sources, out.risk);
    out.tool = fields.text("tool");
    reference(fields, "tool", out_.tools, out.tool);
    out.diagnosis = fields.texts("diagnosis");
    out.enforcement_item = fields.integer("enforcement_item", 0, 0, 1000);
    return out;
  }

  void answer_form(Fields& fields, Question& out) {
    out.fields = fields.texts("fields", out.type == AnswerType::profile ? Need::required : Need::optional);
    for (const std::string& id : out.fields)
      if (out_.fact(id) == nullptr)
        fields.problem(fields.line_of("fields"), "fields", fmt::format("企业信息项“{}”没有定义", id), fmt::format("the fact \"{}\" is not defined", id));
    const Node* choices = fields.take("choices");
    if (choices != nullptr && choices->kind == Node::Kind::scalar) {
      const auto list = lists_.find(choices->text);
      if (list == lists_.end())
        fields.problem(choices->line, "choices", fmt::format("选项表“{}”没有定义", choices->text),
                       fmt::format("the list of choices \"{}\" is not defined", choices->text));
      else
        out.choices = list->second;
    } else {
      out.choices = parse_names(fields, "choices", out.type == AnswerType::choice ? Need::required : Need::optional);
    }
    out.columns = parse_names(fields, "columns", out.type == AnswerType::table ? Need::required : Need::optional);
  }

  void probes(Fields& fields, Question& out) {
    out.probes = fields.texts("probes");
    for (const std::string& probe : out.probes) {
      const std::size_t colon = probe.find(':');
      if (colon != std::string::npos && colon + 1 < probe.size() && has(out_.collectors, probe.substr(0, colon))) continue;
      fields.problem(fields.line_of("probes"), "probes", fmt::format("“{}”应写作 采集器:探测，采集器为：{}", probe, expected(out_.collectors)),
                     fmt::format("write \"{}\" as collector:probe; collectors: {}", probe, expected(out_.collectors)));
    }
  }

  void check_domain(Fields& fields, const Domain& domain) {
    const bool scored = std::ranges::any_of(out_.questions, [&](const Question& one) { return one.domain == domain.named.id && one.weight > 0; });
    if (scored == (domain.weight > 0)) return;
    fields.problem(fields.line_of("domains"), "domains", fmt::format("域“{}”的权重与其中的题不符：有评分题的域权重应大于 0，没有的应为 0", domain.named.id),
                   fmt::format("domain \"{}\": a domain with scored questions needs a weight above 0, one without needs 0", domain.named.id));
  }

  Questionnaire& out_;
  std::map<std::string, std::vector<Named>> lists_;  // choices that several questions share
};

}  // namespace

std::string_view state_id(State state) {
  return kStateIds[static_cast<std::size_t>(state)];
}

const Question* Questionnaire::question(std::string_view id) const {
  const auto found = std::ranges::find_if(questions, [&](const Question& one) { return one.meta.id == id; });
  return found == questions.end() ? nullptr : &*found;
}

const FactField* Questionnaire::fact(std::string_view id) const {
  const auto found = std::ranges::find_if(facts, [&](const FactField& one) { return one.id == id; });
  return found == facts.end() ? nullptr : &*found;
}

Questionnaire parse_questionnaire(Fields& fields, const std::string& pack) {
  Questionnaire out;
  Builder(out).build(fields, pack);
  return out;
}

base::Result<Questionnaire> read_questionnaire(std::string_view text, const std::string& where) {
  std::vector<LoadProblem> found;
  Problems problems(where, found);
  Collected collected;
  parse_rule_file(text, where, problems, collected);
  if (!found.empty()) return base::fail(base::Code::invalid_input, format_problems(found, base::Lang::zh), format_problems(found, base::Lang::en));
  if (collected.assess.questionnaires.size() != 1) return base::fail(base::Code::invalid_input, "文件中没有调研表", "the file holds no questionnaire", where);
  return std::move(collected.assess.questionnaires.front());
}

}  // namespace gongdun::pack
