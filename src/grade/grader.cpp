#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "grade/grade.h"
#include "grade/rules.h"

namespace gongdun::grade {

namespace {

constexpr std::size_t kHitsShown = 6;
constexpr int kTopLevel = 4;

Reason reason_of(const pack::RuleMeta& meta, base::Bilingual text) {
  return {meta.id, meta.pack, meta.basis, pack::verified_name(meta.verified), std::move(text)};
}

struct Proposal {
  Grade grade;
  bool by_words = false;  // may be capped
  bool base = false;      // a starting level, not a finding: does not make a mixture
  Reason reason;
};

base::Bilingual impact_object_name(std::string_view id) {
  if (id == "national_security") return {"国家安全", "national security"};
  if (id == "economy") return {"经济运行", "economic operation"};
  if (id == "social_order") return {"社会秩序", "social order"};
  if (id == "public_interest") return {"公共利益", "public interest"};
  if (id == "organization") return {"组织权益", "rights of organisations"};
  return {"个人权益", "rights of persons"};
}

base::Bilingual impact_degree_name(std::string_view id) {
  if (id == "extreme") return {"特别严重危害", "extreme harm"};
  if (id == "serious") return {"严重危害", "serious harm"};
  return {"一般危害", "general harm"};
}

std::string joined(const std::vector<std::string>& list, std::string_view separator) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : std::string(separator)) + one;
  return out;
}

// One assessment. Built for one call, so that its steps can share what they know.
class Assessing {
 public:
  Assessing(const Facts& facts, const pack::PackSet& packs, std::string_view hint, const SectorGuess& surroundings)
      : packs_(packs),
        evidence_(facts, packs),
        sector_(judge_sector(evidence_, packs, hint, surroundings)),
        objects_(find_objects(evidence_, packs, sector_.sector)),
        kind_(judge_kind(evidence_, packs)),
        category_(judge_category(evidence_, packs, objects_, kind_)),
        situation_{evidence_, packs_, sector_, objects_, kind_, category_, count_personal_kinds(evidence_, packs), 0, std::nullopt} {}

  Assessment run() {
    propose_objects();
    first_pass();
    apply_caps();
    combine();
    second_pass();
    return result();
  }

 private:
  void propose_objects() {
    for (const ObjectHit& hit : objects_) {
      const pack::DataObject& object = *hit.object;
      Grade grade = hit.candidate;
      if (const auto cell = matrix_cell(object)) {
        if (*cell > grade.data_class) grade = {*cell, *cell == Class::general ? grade.level : 0};
        if (*cell != Class::general) matrix_reasons_.push_back(matrix_reason(object, *cell));
      }
      proposals_.push_back({grade, true, false, object_reason(hit, grade)});
    }
  }

  std::optional<Class> matrix_cell(const pack::DataObject& object) const {
    const auto row = packs_.matrix.cells.find(object.impact_object);
    if (row == packs_.matrix.cells.end()) return std::nullopt;
    const auto cell = row->second.find(object.impact_degree);
    return cell == row->second.end() ? std::nullopt : parse_class(cell->second);
  }

  Reason object_reason(const ObjectHit& hit, const Grade& grade) const {
    const base::Bilingual hits = join_hits(hit.score.hits, kHitsShown);
    const base::Bilingual& name = hit.object->meta.name;
    base::Bilingual text{fmt::format("命中数据对象“{}”，依据：{}；候选级别为{}", name.zh, hits.zh, grade_title(grade, base::Lang::zh)),
                         fmt::format("data object {}, because of {}; candidate grade: {}", name.en, hits.en, grade_title(grade, base::Lang::en))};
    if (!hit.object->annex_g.empty()) {
      text.zh += fmt::format("（GB/T 43697 附录G {}）", hit.object->annex_g);
      text.en += fmt::format(" (GB/T 43697 Annex G, {})", hit.object->annex_g);
    }
    if (!hit.object->raises.empty()) text.zh += "；以下情形应从高复核：" + joined(hit.object->raises, "、");
    if (!hit.object->lowers.empty()) text.zh += "；以下情形可从低复核：" + joined(hit.object->lowers, "、");
    return reason_of(hit.object->meta, std::move(text));
  }

  Reason matrix_reason(const pack::DataObject& object, Class cell) const {
    const base::Bilingual who = impact_object_name(object.impact_object), how = impact_degree_name(object.impact_degree);
    return reason_of(
        packs_.matrix.meta,
        {fmt::format("“{}”遭泄露、篡改或破坏时，影响对象为{}，影响程度为{}，矩阵给出{}", object.meta.name.zh, who.zh, how.zh, class_title(cell).zh),
         fmt::format("leak, alteration or loss of {}: {} to {} gives {}", object.meta.name.en, how.en, who.en, class_title(cell).en)});
  }

  void first_pass() {
    for (const pack::GradeRule& rule : packs_.grade_rules) {
      if (is_second_pass(rule)) continue;
      const std::optional<Match> match = match_rule(rule, situation_);
      if (!match) continue;
      Reason reason = reason_of(rule.meta, fill_text(rule.text, situation_, *match));
      const bool findings = rests_on_findings(rule);
      if (!rule.set_class.empty())
        proposals_.push_back({{*parse_class(rule.set_class), rule.set_level}, !findings, !findings, std::move(reason)});
      else if (!rule.cap_class.empty() && !kind_outweighed())
        caps_.push_back({{*parse_class(rule.cap_class), rule.cap_level}, false, false, std::move(reason)});
      else if (!rule.raise.empty())
        raises_.push_back({&rule, findings, std::move(reason)});
      else if (rule.note)
        notes_.push_back(std::move(reason));
    }
  }

  // A data object that outweighs the document kind is not capped by what the document merely quotes (a licence page in a process manual).
  bool kind_outweighed() const { return kind_.kind && kind_.kind->category != category_.path; }

  void apply_caps() {
    std::vector<Reason> used;
    for (Proposal& cap : caps_) {
      for (Proposal& proposal : proposals_) {
        if (proposal.by_words && proposal.grade > cap.grade) proposal.grade = cap.grade;
      }
      capped_ = true;
      used.push_back(std::move(cap.reason));
    }
    cap_reasons_ = std::move(used);
    if (capped_) matrix_reasons_.clear();
  }

  // 就高从严: the highest proposal wins, then elements and aggregation raise it.
  void combine() {
    std::ranges::stable_sort(proposals_, std::ranges::greater{}, &Proposal::grade);
    grade_ = proposals_.empty() ? Grade{} : std::max(Grade{}, proposals_.front().grade);
    std::set<Grade> different;
    for (const Proposal& one : proposals_) {
      if (!one.base) different.insert(one.grade);
    }
    situation_.distinct_grades = different.size();
    for (const Raise& raise : raises_) {
      if (capped_ && !raise.findings) continue;
      if (raised(raise.rule->raise)) raise_reasons_.push_back(raise.reason);
    }
    situation_.proposed = grade_;
  }

  bool raised(const std::string& how) {
    if (how == "class+1") {
      if (grade_.data_class == Class::core) return false;
      grade_ = {grade_.data_class == Class::general ? Class::important : Class::core, 0};
      return true;
    }
    if (grade_.data_class != Class::general || grade_.level >= kTopLevel) return false;
    ++grade_.level;
    return true;
  }

  void second_pass() {
    for (const pack::GradeRule& rule : packs_.grade_rules) {
      if (!is_second_pass(rule)) continue;
      const std::optional<Match> match = match_rule(rule, situation_);
      if (!match) continue;
      Reason reason = reason_of(rule.meta, fill_text(rule.text, situation_, *match));
      if (rule.note) {
        notes_.push_back(std::move(reason));
        continue;
      }
      const Grade before = grade_;
      if (!rule.set_class.empty()) grade_ = std::max(grade_, Grade{*parse_class(rule.set_class), rule.set_level});
      if (!rule.raise.empty()) raised(rule.raise);
      if (grade_ != before) raise_reasons_.push_back(std::move(reason));
    }
  }

  Assessment result() {
    Assessment out;
    out.sector = sector_.guess;
    out.category = category_.path;
    out.document_kind = kind_.kind ? kind_.kind->meta.id : "";
    out.proposed = out.by_rules = grade_;
    for (const ObjectHit& hit : objects_) out.objects.push_back(hit.object->meta.id);
    const Grade top = proposals_.empty() ? Grade{} : proposals_.front().grade;
    for (Proposal& one : proposals_) {
      // A starting level explains the grade only where nothing stands above it.
      if (!one.base || one.grade == top) out.reasons.push_back(std::move(one.reason));
    }
    const std::size_t after_first = out.reasons.empty() ? 0 : 1;
    out.reasons.insert(out.reasons.begin() + static_cast<std::ptrdiff_t>(after_first), raise_reasons_.begin(), raise_reasons_.end());
    for (std::vector<Reason>* list : {&matrix_reasons_, &cap_reasons_}) out.reasons.insert(out.reasons.end(), list->begin(), list->end());
    add_context(out.reasons);
    out.reasons.insert(out.reasons.end(), notes_.begin(), notes_.end());
    return out;
  }

  void add_context(std::vector<Reason>& reasons) const {
    if (category_.category) {
      const base::Bilingual& name = category_.category->path_name;
      reasons.push_back(reason_of(category_.category->meta,
                                  {fmt::format("归类为“{}”；{}", name.zh, category_.why.zh), fmt::format("category {}; {}", name.en, category_.why.en)}));
    }
    if (!sector_.sector) return;
    const base::Bilingual hits = join_hits(sector_.score.hits, kHitsShown);
    const base::Bilingual& name = sector_.sector->meta.name;
    base::Bilingual text{fmt::format("行业判断为{}（得分 {:.1f}），依据：{}", name.zh, sector_.guess.score, hits.zh),
                         fmt::format("sector {} (score {:.1f}), because of {}", name.en, sector_.guess.score, hits.en)};
    if (sector_.how == SectorVerdict::How::given)
      text = {fmt::format("行业由使用者指定为{}", name.zh), fmt::format("the sector was given by the user: {}", name.en)};
    if (sector_.how == SectorVerdict::How::surroundings) {
      text.zh += "；自身依据较弱，参照同一来源的其他数据";
      text.en += "; weak by itself, settled by the data around it";
    }
    reasons.push_back(reason_of(sector_.sector->meta, std::move(text)));
  }

  struct Raise {
    const pack::GradeRule* rule;
    bool findings;
    Reason reason;
  };

  const pack::PackSet& packs_;
  Evidence evidence_;
  SectorVerdict sector_;
  std::vector<ObjectHit> objects_;
  KindVerdict kind_;
  CategoryVerdict category_;
  Situation situation_;
  std::vector<Proposal> proposals_, caps_;
  std::vector<Raise> raises_;
  std::vector<Reason> matrix_reasons_, cap_reasons_, raise_reasons_, notes_;
  bool capped_ = false;
  Grade grade_;
};

}  // namespace

struct Grader::Impl {
  std::shared_ptr<const pack::PackSet> packs;
};

Grader::Grader(std::shared_ptr<const pack::PackSet> packs) : impl_(std::make_unique<Impl>(Impl{std::move(packs)})) {}
Grader::~Grader() = default;

const pack::PackSet& Grader::packs() const {
  return *impl_->packs;
}

Assessment Grader::assess(const Facts& facts, std::string_view sector_hint, const SectorGuess& surroundings) const {
  return Assessing(facts, *impl_->packs, sector_hint == "auto" ? "" : sector_hint, surroundings).run();
}

std::vector<SectorGuess> Grader::sector_scores(const Facts& facts) const {
  const Evidence evidence(facts, *impl_->packs);
  return score_sectors(evidence, *impl_->packs);
}

SectorGuess Grader::guess_sector(const Facts& facts) const {
  const Evidence evidence(facts, *impl_->packs);
  return judge_sector(evidence, *impl_->packs, {}, {}).guess;
}

}  // namespace gongdun::grade
