#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/core.h>

#include "pack/conditions.h"
#include "pack/rule_file.h"

namespace gongdun::pack {

namespace {

// Formats any kind of content may come in say nothing about a sector or a data object.
constexpr std::array<std::string_view, 28> kGenericFormats{"sql-dump", "rtf",  "eml",  "mbox", "text", "txt",  "log", "csv",  "tsv", "json",
                                                           "jsonl",    "xml",  "yaml", "ini",  "env",  "html", "sql", "xlsx", "xls", "docx",
                                                           "doc",      "pptx", "ods",  "odt",  "pdf",  "zip",  "tar", "gzip"};

class Checker {
 public:
  Checker(const Collected& collected, std::vector<LoadProblem>& out)
      : set_(collected.set), assess_(collected.assess), broken_(collected.broken_file), out_(out) {}

  void run() {
    collect_ids();
    if (broken_) return;
    assessments();
    for (const Category& one : set_.categories) names(one.meta, "detectors", one.detectors, detectors_, "识别规则", "detector");
    for (const DocumentKind& one : set_.document_kinds) category(one.meta, one.category);
    for (const DataObject& one : set_.general_objects) object(one);
    for (const Sector& sector : set_.sectors) {
      names(sector.meta, "detectors", sector.detectors, detectors_, "识别规则", "detector");
      generic_formats(sector.meta, sector.formats);
      findable(sector.meta, sector.terms, sector.formats, sector.detectors);
      for (const DataObject& one : sector.objects) object(one);
    }
    for (const GradeRule& rule : set_.grade_rules) conditions(rule);
    for (const auto& [kind, path] : set_.scoring.default_category) category(set_.scoring.meta, path);
    if (!set_.scoring.numbers_category.empty()) category(set_.scoring.meta, set_.scoring.numbers_category);
  }

 private:
  using Names = std::set<std::string, std::less<>>;

  void add(const RuleMeta& meta, std::string field, std::string zh, std::string en) {
    out_.push_back({meta.file, meta.line, meta.id.empty() ? field : fmt::format("{}.{}", meta.id, field), {std::move(zh), std::move(en)}});
  }

  void id(const RuleMeta& meta, Names& kind) {
    kind.insert(meta.id);
    if (meta.id.empty()) return;
    const auto [first, fresh] = first_.try_emplace(meta.id, &meta);
    if (fresh) return;
    const std::string where = fmt::format("{}:{}", first->second->file, first->second->line);
    add(meta, "id", fmt::format("编号“{}”重复，已用于 {}", meta.id, where), fmt::format("the id \"{}\" is already used at {}", meta.id, where));
  }

  void collect_ids() {
    for (const Detector& one : set_.detectors) id(one.meta, detectors_);
    for (const Category& one : set_.categories) {
      id(one.meta, other_);
      if (!paths_.insert(one.path).second)
        add(one.meta, "path", fmt::format("类别路径“{}”重复", one.path), fmt::format("the category path \"{}\" appears twice", one.path));
    }
    for (const DocumentKind& one : set_.document_kinds) id(one.meta, kinds_);
    for (const DataObject& one : set_.general_objects) id(one.meta, objects_);
    for (const Sector& sector : set_.sectors) {
      id(sector.meta, sectors_);
      for (const DataObject& one : sector.objects) id(one.meta, objects_);
    }
    for (const GradeRule& one : set_.grade_rules) id(one.meta, other_);
    for (const Questionnaire& one : assess_.questionnaires) {
      id(one.meta, other_);
      for (const Question& question : one.questions) id(question.meta, other_);
    }
    for (const DecisionTable& one : assess_.decision_tables) {
      id(one.meta, other_);
      for (const DecisionRule& rule : one.rules) id(rule.meta, other_);
      for (const DecisionRule& rule : one.always) id(rule.meta, other_);
    }
    for (const ProbeBook& one : assess_.probe_books) {
      id(one.meta, other_);
      for (const ProbeRule& rule : one.rules) id(rule.meta, other_);
      for (const DocumentRule& rule : one.documents) id(rule.meta, other_);
    }
    for (const ClockTable& one : assess_.clock_tables) {
      id(one.meta, other_);
      for (const ClockRule& rule : one.clocks) id(rule.meta, other_);
    }
    for (const RiskMethod& one : assess_.risk_methods) {
      id(one.meta, other_);
      for (const RiskMatrix& matrix : one.matrices) id(matrix.meta, other_);
      for (const RiskSignal& signal : one.signals) id(signal.meta, other_);
      for (const RiskTrigger& trigger : one.triggers) id(trigger.meta, other_);
      for (const RiskView& view : one.views)
        for (const RiskBlock& block : view.blocks) id(block.meta, other_);
    }
    std::set<int> years;
    for (const WorkCalendar& one : assess_.calendars) {
      id(one.meta, other_);
      if (!years.insert(one.year).second)
        add(one.meta, "year", fmt::format("{} 年已有一份工作日历", one.year), fmt::format("there is a calendar of {} already", one.year));
    }
    if (!set_.matrix.meta.file.empty()) id(set_.matrix.meta, other_);
    if (!set_.scoring.meta.file.empty()) id(set_.scoring.meta, other_);
  }

  void names(const RuleMeta& meta, const std::string& field, const std::vector<std::string>& used, const Names& known, const char* zh, const char* en) {
    for (const std::string& name : used) {
      if (known.contains(name)) continue;
      add(meta, field, fmt::format("{}“{}”不存在；请核对编号或补充其规则包", zh, name),
          fmt::format("the {} \"{}\" does not exist; check the id or add its pack", en, name));
    }
  }

  void category(const RuleMeta& meta, const std::string& path) {
    if (path.empty() || paths_.contains(path)) return;
    add(meta, "category", fmt::format("类别“{}”不存在；类别在 taxonomy 包的 categories 中定义", path),
        fmt::format("the category \"{}\" does not exist; categories are defined in the taxonomy pack", path));
  }

  void generic_formats(const RuleMeta& meta, const std::vector<std::string>& formats) {
    for (const std::string& format : formats) {
      if (std::ranges::find(kGenericFormats, format) == kGenericFormats.end()) continue;
      add(meta, "formats", fmt::format("“{}”是通用格式，不能作为行业或数据对象的依据", format),
          fmt::format("\"{}\" is a general format and no evidence for a sector or data object", format));
    }
  }

  // Weak words alone decide nothing, so a rule that has nothing else can never be found.
  void findable(const RuleMeta& meta, const std::vector<Term>& terms, const std::vector<std::string>& formats, const std::vector<std::string>& detectors) {
    const double strong = set_.scoring.strong_weight;
    if (!formats.empty() || !detectors.empty() || std::ranges::any_of(terms, [&](const Term& term) { return term.weight >= strong; })) return;
    add(meta, "terms", fmt::format("至少要有一个权重不低于 {} 的词，或 formats、detectors，否则永远不会命中", strong),
        fmt::format("at least one word of weight {} or more, a format or a detector is needed, or it can never be found", strong));
  }

  void object(const DataObject& one) {
    category(one.meta, one.category);
    findable(one.meta, one.terms, one.formats, one.detectors);
    names(one.meta, "detectors", one.detectors, detectors_, "识别规则", "detector");
    generic_formats(one.meta, one.formats);
    if (one.impact_object.empty() || one.impact_degree.empty()) return;
    if (set_.matrix.cells.empty()) return add(one.meta, "impact_object", "没有影响分级矩阵（harm_matrix）", "there is no harm matrix");
    const auto row = set_.matrix.cells.find(one.impact_object);
    if (row == set_.matrix.cells.end()) return;
    const auto cell = row->second.find(one.impact_degree);
    if (cell == row->second.end()) return;
    const auto all = class_names();
    if (std::ranges::find(all, cell->second) <= std::ranges::find(all, one.candidate_class)) return;
    add(one.meta, "candidate", fmt::format("candidate 低于影响分级矩阵给出的级别（{}）；请提高 candidate 或核对影响程度", cell->second),
        fmt::format("candidate is below what the harm matrix gives ({}); raise it or check the impact", cell->second));
  }

  void detector_names(const GradeRule& rule, const std::string& key, const std::string& value) {
    for (const std::string& name : split_condition(value)) {
      if (!name.ends_with('*')) {
        names(rule.meta, "when." + key, {name}, detectors_, "识别规则", "detector");
        continue;
      }
      const std::string prefix = name.substr(0, name.size() - 1);
      const bool any = std::ranges::any_of(detectors_, [&](const std::string& id) { return id.starts_with(prefix); });
      if (!any) add(rule.meta, "when." + key, fmt::format("没有以“{}”开头的识别规则", prefix), fmt::format("no detector begins with \"{}\"", prefix));
    }
  }

  // Questions that rules outside their questionnaire speak of; a text that travels alone knows only its own.
  void assessments() {
    Names questions, events, clocks;
    for (const Questionnaire& one : assess_.questionnaires)
      for (const Question& question : one.questions) questions.insert(question.meta.id);
    for (const ClockTable& one : assess_.clock_tables) {
      for (const ClockEvent& event : one.events) events.insert(event.named.id);
      for (const ClockRule& rule : one.clocks) clocks.insert(rule.meta.id);
    }
    for (const Questionnaire& one : assess_.questionnaires)
      for (const Question& question : one.questions) names(question.meta, "diagnosis", question.diagnosis, questions, "题目", "question");
    for (const RiskMethod& one : assess_.risk_methods) {
      for (const RiskView& view : one.views)
        for (const RiskBlock& block : view.blocks) names(block.meta, "questions", block.questions, questions, "题目", "question");
      names(one.meta, "clocks", one.clocks, clocks, "期限", "clock");
      for (const RiskTrigger& trigger : one.triggers)
        if (!trigger.event.empty()) names(trigger.meta, "event", {trigger.event}, events, "事件", "event");
    }
  }

  void category_names(const GradeRule& rule, const std::string& value) {
    for (const std::string& name : split_condition(value)) {
      const bool any = std::ranges::any_of(paths_, [&](const std::string& path) { return path == name || path.starts_with(name + "/"); });
      if (!any) add(rule.meta, "when.category", fmt::format("类别“{}”不存在", name), fmt::format("the category \"{}\" does not exist", name));
    }
  }

  void conditions(const GradeRule& rule) {
    for (const auto& [key, value] : rule.when) {
      switch (*condition_kind(key)) {
        case ConditionKind::detectors:
        case ConditionKind::all_detectors: detector_names(rule, key, value); break;
        case ConditionKind::categories: category_names(rule, value); break;
        case ConditionKind::objects: names(rule.meta, "when." + key, split_condition(value), objects_, "数据对象", "data object"); break;
        case ConditionKind::document_kinds: names(rule.meta, "when." + key, split_condition(value), kinds_, "文档种类", "document kind"); break;
        case ConditionKind::sectors:
          if (value != "any") names(rule.meta, "when." + key, split_condition(value), sectors_, "行业", "sector");
          break;
        default: break;
      }
    }
  }

  const PackSet& set_;
  const AssessRules& assess_;
  bool broken_;
  std::vector<LoadProblem>& out_;
  std::map<std::string, const RuleMeta*> first_;
  Names detectors_, paths_, kinds_, objects_, sectors_, other_;
};

bool in_force(const RuleMeta& meta, const std::string& today) {
  return (meta.effective_from.empty() || meta.effective_from <= today) && (meta.effective_to.empty() || today <= meta.effective_to);
}

template <class T>
void drop(std::vector<T>& rules, const std::string& today, std::vector<std::string>& dropped) {
  std::erase_if(rules, [&](const T& rule) {
    if (in_force(rule.meta, today)) return false;
    dropped.push_back(rule.meta.id);
    return true;
  });
}

}  // namespace

void check_references(const Collected& collected, std::vector<LoadProblem>& out) {
  Checker(collected, out).run();
}

void drop_not_in_force(Collected& collected, const std::string& today) {
  PackSet& set = collected.set;
  std::vector<std::string>& dropped = set.not_in_force;
  drop(set.detectors, today, dropped);
  drop(set.document_kinds, today, dropped);
  drop(set.general_objects, today, dropped);
  drop(set.grade_rules, today, dropped);
  drop(collected.assess.questionnaires, today, dropped);
  for (ClockTable& one : collected.assess.clock_tables) drop(one.clocks, today, dropped);
  for (ProbeBook& book : collected.assess.probe_books) {
    drop(book.rules, today, dropped);
    drop(book.documents, today, dropped);
  }
  drop(set.sectors, today, dropped);
  for (Sector& sector : set.sectors) drop(sector.objects, today, dropped);
}

}  // namespace gongdun::pack
