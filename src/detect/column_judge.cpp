#include "detect/column_judge.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/core.h>

#include "detect/column_model.h"

namespace gongdun::detect {

namespace {

std::string percent(double share) {
  return fmt::format("{:.0f}%", share * 100);
}

class Judge {
 public:
  Judge(const ScanPlan& plan, const ColumnState& column, const Neighbours& neighbours) : plan_(plan), column_(column), neighbours_(neighbours) {}

  std::vector<Verdict> run() {
    if (column_.filled == 0) return {};
    for (const Tally& tally : column_.tallies) {
      if (const ColumnModel* model = plan_.models[tally.detector])
        by_model(*model, tally);
      else
        by_values(tally);
    }
    secrets();
    for (const Tally& tally : column_.tallies) by_header(tally);
    return settle();
  }

 private:
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

  // Cells that count for the claim, once it stands.
  static std::uint64_t cells_of(const Tally& tally) {
    const std::uint64_t read = tally.valid() + tally.headed;
    return std::max({tally.partial > read ? read + tally.partial : read, tally.fit});
  }

  // Nothing here proves itself: the trained model weighs all that is known of the column. The pack still says what it may not be claimed without.
  void by_model(const ColumnModel& model, const Tally& tally) {
    const pack::Detector& rule = plan_.rule(tally.detector);
    const HeaderSpeech* speech = column_.hears(tally.detector);
    const bool speaks = speech && speech->strength > 0;
    const bool only_shape = plan_.personal(tally.detector) || tally.fit > tally.valid();
    if (rule.column.header_only && only_shape && (!speaks || speech->strength < 2)) return;
    // 卓玛央金 among 迪丽热巴·买买提: names without a family name, borne out by their neighbours.
    const bool dotted = static_cast<int>(tally.detector) == plan_.person && column_.names.dotted > 0;
    if (column_.share(cells_of(tally) + (dotted ? column_.names.plausible : 0)) < rule.column.min_share_header) return;
    const Features features = features_of(plan_, column_, tally, neighbours_);
    // 电表号, 派工单号: the header says what the number is, unless it is one of persons.
    if (numbers_only(rule) && features[Feature::numbering] > 0 && features[Feature::other_person] == 0) return;
    const std::int64_t score = model.score(features);
    if (score <= 0) return;
    // A column whose header and values agree is surer than one value beside a word.
    const double most = speaks ? (1 + rule.confidence_context) / 2 : (rule.confidence + rule.confidence_context) / 2;
    std::vector<std::string> reasons{"share:" + percent(std::min(1.0, column_.share(cells_of(tally))))};
    if (speaks) reasons.insert(reasons.begin(), header_reason(*speech));
    std::ranges::move(strongest_features(model, features, 4), std::back_inserter(reasons));
    claim(tally, cells_of(tally), rule.confidence + (most - rule.confidence) * (2 * chance_of(score) - 1), std::move(reasons));
  }

  // Detectors with patterns: the share of valid values decides, the header lowers what is asked.
  void by_values(const Tally& tally) {
    const pack::Detector& rule = plan_.rule(tally.detector);
    if (tally.valid() + tally.partial + tally.headed == 0 || rule.text_only || plan_.secret(tally.detector)) return;
    if (rule.column.header_only && plan_.personal(tally.detector) && !column_.hears(tally.detector)) return;
    std::uint64_t cells = tally.valid();
    const HeaderSpeech* speech = column_.hears(tally.detector);
    const bool speaks = speech && speech->strength > 0;
    const bool against = speech && speech->strength < 0;
    const bool strong = plan_.strong(tally.detector) || checks_prove(tally, rule);
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

  // One random number in ten passes its check digit: a whole column of different ones does not.
  bool checks_prove(const Tally& tally, const pack::Detector& rule) const {
    static constexpr std::array<std::string_view, 3> kChecks{"luhn", "imei", "vin_gb16735"};
    const bool checked = std::ranges::any_of(rule.validators, [](const std::string& name) { return std::ranges::find(kChecks, name) != kChecks.end(); });
    return checked && tally.distinct.estimate() >= 8 && column_.share(tally.full) >= 0.95;
  }

  // An address under 订单号 is no number.
  static bool numbers_only(const pack::Detector& rule) { return rule.column.shape != "text"; }

  double wanted_share(const pack::Detector& rule, bool strong, bool speaks, bool against) const {
    if (against) return strong ? 0.9 : 2.0;
    if (speaks) return rule.column.min_share_header;
    if (rule.confidence < 0.4) return 2.0;
    double share = rule.column.min_share;
    if (column_.filled < 3 && !strong) share = 2.0;
    if (!strong && !column_.meta.name.empty()) share = numbers_only(rule) && numbering_header(column_.meta.name) ? 2.0 : std::max(share, 0.9);
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
    if (!rule.column.header_only || tally.fit == 0 || plan_.models[tally.detector] || already(tally.detector)) return;
    const HeaderSpeech* speech = column_.hears(tally.detector);
    if (!speech || speech->strength < 2) return;
    const double share = column_.share(tally.fit);
    if (share < std::max(rule.column.min_share_header, 0.3)) return;
    const auto distinct = static_cast<double>(column_.distinct.estimate());
    if (column_.filled >= 5 && distinct < rule.column.min_distinct * static_cast<double>(std::min<std::uint64_t>(column_.filled, 2000))) return;
    const double certainty = speech->strength == 3 ? 1.0 : 0.94;
    Tally shown = tally;
    shown.distinct = column_.distinct;
    shown.masked = 0;
    claim(shown, tally.fit, rule.confidence_context * certainty * (0.85 + 0.15 * share),
          {header_reason(*speech), "shape:" + column_.shape(), "share:" + percent(share)});
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
  const Neighbours& neighbours_;
  std::vector<Verdict> verdicts_;
};

}  // namespace

std::vector<Verdict> judge_column(const ScanPlan& plan, const ColumnState& column, const Neighbours& neighbours) {
  return Judge(plan, column, neighbours).run();
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
