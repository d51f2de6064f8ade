#include "detect/column_judge.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/core.h>

namespace gongdun::detect {

namespace {

std::string percent(double share) {
  return fmt::format("{:.0f}%", share * 100);
}

// A header that only numbers things (编号, id, code) is weak evidence against values without a check digit.
bool numbering_header(const ColumnState& column) {
  const std::string plain = plain_header(column.meta.name);
  for (const std::string_view word :
       {"编号", "编码", "代码", "序号", "流水号", "单号", "表号", "条码", "条形码", "批号", "炉号", "件号", "箱号", "卷号", "合同号", "追溯码"}) {
    if (plain.ends_with(word)) return true;
  }
  const auto words = name_words(plain);
  static constexpr std::array<std::string_view, 10> kWords{"id", "no", "code", "num", "seq", "key", "index", "serial", "sn", "uid"};
  return !words.empty() && std::ranges::find(kWords, words.back()) != kWords.end();
}

class Judge {
 public:
  Judge(const ScanPlan& plan, const ColumnState& column) : plan_(plan), column_(column) {}

  std::vector<Verdict> run() {
    if (column_.filled == 0) return {};
    for (const Tally& tally : column_.tallies) by_values(tally);
    person_names();
    secrets();
    for (const Tally& tally : column_.tallies) by_header(tally);
    return settle();
  }

 private:
  bool recognised_apart(int detector) const { return detector == plan_.person; }

  void claim(const Tally& tally, std::uint64_t cells, double confidence, std::vector<std::string> reasons) {
    Verdict verdict;
    verdict.detector = tally.detector;
    verdict.share = std::min(1.0, column_.share(cells));
    verdict.confidence = std::min(confidence, 0.99);
    verdict.matches = cells;
    verdict.distinct = std::min<std::uint64_t>(tally.distinct.estimate(), cells);
    verdict.masked = tally.masked > tally.full;
    verdict.reasons = std::move(reasons);
    verdicts_.push_back(std::move(verdict));
  }

  std::string header_reason(const HeaderSpeech& speech) const { return "header:" + plan_.headers.word(speech.word); }

  // Detectors with patterns: the share of valid values decides, the header lowers what is asked.
  void by_values(const Tally& tally) {
    const pack::Detector& rule = plan_.rule(tally.detector);
    if (tally.valid() + tally.partial + tally.headed == 0 || recognised_apart(tally.detector) || rule.text_only || plan_.secret(tally.detector)) return;
    if (rule.column.header_only && plan_.personal(tally.detector) && !column_.hears(tally.detector)) return;
    std::uint64_t cells = tally.valid();
    const HeaderSpeech* speech = column_.hears(tally.detector);
    const bool speaks = speech && speech->strength > 0;
    const bool against = speech && speech->strength < 0;
    const bool strong = plan_.strong(tally.detector);
    // A value inside a wider one (name and address in one cell) counts where the values are sure or the header says so.
    if (tally.partial > cells && column_.share(cells + tally.partial) >= 0.8 && (strong || speaks)) cells += tally.partial;
    // Bare digits are believed under their header, or among twice as many that are sure.
    const bool heads = speech && speech->strength >= 2 && !column_.running_numbers();
    if (tally.headed > 0 && (heads || (!against && cells >= 2 * tally.headed))) cells += tally.headed;
    const double share = column_.share(cells);
    if (tally.headed * 2 > cells && share < 0.9) return;
    if (cells == 0 || share < wanted_share(rule, strong, speaks, against)) return;
    if (!spread_enough(tally, rule, cells)) return;
    if (!strong && !speaks && (column_.running_numbers() || among_look_alikes(tally))) return;
    std::vector<std::string> reasons{"share:" + percent(share)};
    double confidence = rule.confidence + 0.25 * (share - 0.5);
    if (speaks) {
      reasons.insert(reasons.begin(), header_reason(*speech));
      confidence = std::max(confidence, rule.confidence_context * (0.8 + 0.2 * std::min(1.0, share / 0.9)));
    } else if (against) {
      confidence = std::min(confidence, 0.6);
    }
    for (const std::string& name : rule.validators) reasons.push_back("valid:" + name);
    claim(tally, cells, confidence, std::move(reasons));
  }

  // An address under 订单号 is no number.
  static bool numbers_only(const pack::Detector& rule) { return rule.column.shape != "text"; }

  double wanted_share(const pack::Detector& rule, bool strong, bool speaks, bool against) const {
    if (against) return strong ? 0.9 : 2.0;
    if (speaks) return rule.column.min_share_header;
    if (rule.confidence < 0.4) return 2.0;
    double share = rule.column.min_share;
    if (column_.filled < 3 && !strong) share = 2.0;
    if (!strong && !column_.meta.name.empty()) share = numbers_only(rule) && numbering_header(column_) ? 2.0 : std::max(share, 0.9);
    return share;
  }

  bool spread_enough(const Tally& tally, const pack::Detector& rule, std::uint64_t cells) const {
    if (cells < 5 || rule.column.min_distinct <= 0) return true;
    const auto distinct = static_cast<double>(tally.distinct.estimate());
    return distinct >= rule.column.min_distinct * static_cast<double>(std::min<std::uint64_t>(cells, 2000)) || distinct >= 200;
  }

  // Real numbers of one kind are all valid; where many of the same make fail, those that pass do so by chance.
  bool among_look_alikes(const Tally& tally) const {
    const std::uint64_t alike = column_.makes.count(tally.make_kinds, tally.make_bytes);
    return alike >= 20 && tally.full * 100 < alike * 95;
  }

  // The header names it and the values at least look right: recipes, heat numbers, account numbers.
  void by_header(const Tally& tally) {
    const pack::Detector& rule = plan_.rule(tally.detector);
    if (!rule.column.header_only || tally.fit == 0 || already(tally.detector)) return;
    const HeaderSpeech* speech = column_.hears(tally.detector);
    if (!speech || speech->strength < 2) return;
    const double share = column_.share(tally.fit);
    if (share < std::max(rule.column.min_share_header, 0.3)) return;
    const auto distinct = static_cast<double>(column_.distinct.estimate());
    if (column_.filled >= 5 && distinct < rule.column.min_distinct * static_cast<double>(std::min<std::uint64_t>(column_.filled, 2000))) return;
    if (static_cast<int>(tally.detector) == plan_.coordinate && names_any_place(plan_.headers.word(speech->word))) return;
    if (static_cast<int>(tally.detector) == plan_.coordinate && column_.share(column_.shapes[static_cast<std::size_t>(Shape::number)]) < 0.8) return;
    const double certainty = speech->strength == 3 ? 1.0 : 0.94;
    Tally shown = tally;
    shown.distinct = column_.distinct;
    shown.masked = 0;
    claim(shown, tally.fit, rule.confidence_context * certainty * (0.85 + 0.15 * share),
          {header_reason(*speech), "shape:" + column_.shape(), "share:" + percent(share)});
  }

  // 坐标 heads the axes of machines too: one number under it is no position on the earth; under 经度 or lat it is.
  static bool names_any_place(std::string_view word) {
    static constexpr std::array<std::string_view, 4> kAny{"坐标", "定位", "location", "gps"};
    return std::ranges::find(kAny, word) != kAny.end();
  }

  void person_names() {
    if (plan_.person < 0) return;
    const auto detector = static_cast<std::uint16_t>(plan_.person);
    const Tally* tally = column_.find(detector);
    if (!tally) return;
    const HeaderSpeech* speech = column_.hears(detector);
    const int strength = speech ? speech->strength : 0;
    if (const auto confidence = han_names(strength, strength >= 2 && of_persons(plan_.headers.word(speech->word)))) {
      std::vector<std::string> reasons{"surnames:" + percent(column_.share(column_.names.han)), "share:" + percent(column_.share(tally->valid()))};
      if (strength > 0) reasons.insert(reasons.begin(), header_reason(*speech));
      claim(*tally, column_.names.han + column_.names.masked, *confidence, std::move(reasons));
    } else if (const auto latin = latin_names(strength, speech)) {
      claim(*tally, column_.names.latin, *latin, {header_reason(*speech), "share:" + percent(column_.share(column_.names.latin))});
    }
  }

  // Words that name a person and nothing else; 名称, name and operator head columns of things and firms as well.
  static bool of_persons(std::string_view word) {
    static constexpr std::array<std::string_view, 10> kLoose{"name", "owner", "contact", "operator", "author", "patient name", "设计", "编制", "审核", "批准"};
    return word.size() > 4 && std::ranges::find(kLoose, word) == kLoose.end();
  }

  // `named`: the header says person, so that the shape of the values is enough.
  std::optional<double> han_names(int strength, bool named) const {
    const NameCounts& names = column_.names;
    const double found = column_.share(names.han + names.masked);
    const double things = column_.share(names.things);
    const auto of_names = [&](std::uint64_t count) { return names.han == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(names.han); };
    const double common = names.han == 0 ? 1.0 : of_names(names.common), given = names.han == 0 ? 1.0 : of_names(names.given);
    const auto distinct = static_cast<double>(column_.distinct.estimate());
    // Families are spread unevenly over the country: rare surnames do not speak against names of two good characters.
    const double full = names.han == 0 ? 1.0 : of_names(names.full);
    const bool rich = full >= 0.75 && found >= 0.9 && things <= 0.02;
    if (strength > 0) {
      const bool usual = common >= 0.5 && given >= 0.5;
      // 卓玛央金 among 迪丽热巴·买买提: names without a family name, proved by their neighbours.
      const bool dotted = column_.share(names.dotted) >= 0.2 && column_.share(names.han + names.plausible) >= 0.85 && things <= 0.05;
      if (dotted) return 0.85;
      if (found < 0.6 || things > 0.15 || (!usual && !rich && !(named && found >= 0.8 && given >= 0.3))) return std::nullopt;
      return 0.75 + 0.22 * std::min(1.0, found * common + 0.1) * (strength >= 2 ? 1.0 : 0.8);
    }
    const bool typical = found >= 0.85 && things <= 0.05 && common >= 0.7 && given >= 0.8;
    if (names.han < 3 || (!typical && !(rich && names.han >= 10 && common >= 0.15))) return std::nullopt;
    // A header that speaks of other names (用户名, user.name) yields only to a column that cannot be anything else.
    if (strength < 0 && (names.han < 20 || found < 0.95 || things > 0.01 || common < 0.85 || given < 0.9)) return std::nullopt;
    // Without a header the spread must be that of persons: weekdays and states repeat.
    const bool spread = distinct >= 0.6 * static_cast<double>(std::min<std::uint64_t>(column_.filled, 60));
    return spread ? std::optional(0.62 + 0.18 * common) : std::nullopt;
  }

  std::optional<double> latin_names(int strength, const HeaderSpeech* speech) const {
    const NameCounts& names = column_.names;
    if (strength <= 0 || names.latin == 0 || column_.share(names.latin) < 0.8) return std::nullopt;
    const std::string& word = plan_.headers.word(speech->word);
    const bool says_person = strength >= 2 && of_persons(word);
    const double known = static_cast<double>(names.latin_known) / static_cast<double>(names.latin);
    const double full = static_cast<double>(names.latin_full) / static_cast<double>(names.latin);
    const auto distinct = static_cast<double>(column_.distinct.estimate());
    if (distinct < 0.2 * static_cast<double>(std::min<std::uint64_t>(column_.filled, 50))) return std::nullopt;
    if (says_person && known >= 0.1) return 0.85;
    return known >= 0.35 && full >= 0.7 ? std::optional(0.75) : std::nullopt;
  }

  // Secrets are told by the column name; the values were judged one by one.
  void secrets() {
    if (column_.secret == SecretKind::none) return;
    const int detector = plan_.secret_detector(column_.secret);
    const Tally* tally = detector < 0 ? nullptr : column_.find(static_cast<std::uint16_t>(detector));
    if (!tally || column_.share(tally->valid()) < 0.5) return;
    claim(*tally, tally->valid(), 0.93, {"header:" + plain_header(column_.meta.name), "share:" + percent(column_.share(tally->valid()))});
  }

  bool already(std::uint16_t detector) const {
    return std::ranges::any_of(verdicts_, [&](const Verdict& v) { return v.detector == detector; });
  }

  std::vector<Verdict> settle() {
    std::ranges::stable_sort(verdicts_,
                             [](const Verdict& a, const Verdict& b) { return a.confidence * (0.6 + 0.4 * a.share) > b.confidence * (0.6 + 0.4 * b.share); });
    std::vector<Verdict> kept;
    for (Verdict& verdict : verdicts_) {
      const bool same_cells = std::ranges::any_of(kept, [&](const Verdict& other) { return other.share + verdict.share > 1.02; });
      if (!same_cells) kept.push_back(std::move(verdict));
    }
    return kept;
  }

  const ScanPlan& plan_;
  const ColumnState& column_;
  std::vector<Verdict> verdicts_;
};

}  // namespace

std::vector<Verdict> judge_column(const ScanPlan& plan, const ColumnState& column) {
  return Judge(plan, column).run();
}

bool stands_alone(const ScanPlan& plan, const ColumnState& column, const Tally& tally) {
  const HeaderSpeech* speech = column.hears(tally.detector);
  if (speech && speech->strength > 0 && static_cast<int>(tally.detector) != plan.person) return true;
  if (!plan.strong(tally.detector)) return false;
  const auto named = static_cast<int>(tally.detector);
  if (named == plan.person || named == plan.organization || named == plan.address) return false;
  if (speech && speech->strength < 0) return false;
  const std::uint64_t alike = column.makes.count(tally.make_kinds, tally.make_bytes);
  return alike <= 3 || tally.full * 10 >= alike * 3;
}

bool fits_shape(const ScanPlan& plan, std::uint16_t detector, const CellShape& shape, std::string_view value) {
  const pack::ColumnRule& rule = plan.rule(detector).column;
  const bool ranged = rule.min < rule.max;
  if (rule.shape == "number" || rule.shape == "integer") {
    double number = 0;
    if (shape.shape != Shape::integer && (shape.shape != Shape::number || rule.shape == "integer")) return false;
    return !ranged || (decimal_number(value, number) && number >= rule.min && number <= rule.max);
  }
  if (ranged && (shape.characters < rule.min || shape.characters > rule.max)) return false;
  if (rule.shape == "text") return shape.shape == Shape::text;
  if (rule.shape != "code") return true;
  if (shape.has(CellShape::kSpace) && shape.bytes > 24) return false;
  if (plan.personal(detector)) return shape.digits * 10 >= shape.characters * 8;
  return !shape.has(CellShape::kHan) &&
         (shape.digits > 0 || (shape.only(CellShape::kUpper | CellShape::kDash | CellShape::kLower | CellShape::kDot) && shape.bytes <= 24)) &&
         shape.shape != Shape::datetime;
}

}  // namespace gongdun::detect
