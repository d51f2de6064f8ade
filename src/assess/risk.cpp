#include "assess/risk.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include <fmt/format.h>

#include "crypto/sm3.h"

namespace gongdun::assess {

using pack::State;

namespace {

constexpr std::size_t kLargestBefore = 64u << 20;

std::size_t rank(const std::vector<pack::Named>& list, const std::string& id) {
  return static_cast<std::size_t>(std::ranges::find_if(list, [&](const pack::Named& one) { return one.id == id; }) - list.begin());
}

// The facts of the enterprise as they are for assets of one grade and content: a question for processors of important data bears on important assets alone.
class AssetFacts {
 public:
  AssetFacts(const RiskInput& input, const RiskAsset& asset) : facts_(input.picture.facts) {
    own_["core_data"] = asset.grade == "core";
    own_["important_data"] = asset.grade == "important" || asset.grade == "core";
    own_["personal_information"] = asset.classes.contains("personal") || asset.classes.contains("personal_sensitive");
    for (const pack::Flag& flag : input.questions.flags)
      if (const auto known = pack::holds(flag.when, *this)) own_[flag.named.id] = *known;
  }
  pack::FactValue operator()(const std::string& name) const {
    const auto found = own_.find(name);
    return found == own_.end() ? facts_(name) : found->second;
  }

 private:
  const FactBook& facts_;
  std::map<std::string, pack::FactValue> own_;
};

class Assessor {
 public:
  explicit Assessor(const RiskInput& input) : in_(input), score_(score(input.questions, input.picture)) {}

  RiskResult run() {
    for (const ItemView& item : in_.picture.items)
      if (item.question->type == pack::AnswerType::score && item.asked != ItemView::Asked::not_applicable && item.state &&
          (*item.state == State::partial || *item.state == State::noncompliant))
        gap(item);
    for (const pack::RiskSignal& signal : in_.method.signals) by_signal(signal);
    std::ranges::stable_sort(out_.risks, [&](const Risk& a, const Risk& b) { return key(a) < key(b); });
    out_.count.resize(in_.method.risks.size());
    for (const Risk& one : out_.risks) ++out_.count[std::min(rank(in_.method.risks, one.level), out_.count.size() - 1)];
    return std::move(out_);
  }

 private:
  std::tuple<std::size_t, std::size_t> key(const Risk& one) const { return {rank(in_.method.risks, one.level), rank(in_.method.harms, one.harm)}; }

  static bool shows(const RiskAsset& asset, const pack::RiskSignal& signal) {
    return std::ranges::any_of(signal.classes, [&](const std::string& one) { return asset.classes.contains(one); });
  }

  void gap(const ItemView& item) {
    std::map<std::string, std::vector<const RiskAsset*>> by_grade;
    for (const RiskAsset& asset : in_.assets)
      if (pack::holds(item.question->applies, AssetFacts(in_, asset)) != false) by_grade[asset.grade].push_back(&asset);
    if (in_.assets.empty()) by_grade[grade_by_facts()] = {};
    for (auto& [grade, assets] : by_grade) {
      Risk risk;
      risk.gap = &item;
      risk.source = item.question->risk.empty() ? in_.method.sources.back().id : item.question->risk;
      risk.likelihood = of_domain(item);
      for (const pack::RiskSignal& signal : in_.method.signals) {
        if (signal.source != risk.source || std::ranges::none_of(assets, [&](const RiskAsset* one) { return shows(*one, signal); })) continue;
        if (rank(in_.method.likelihoods, signal.likelihood) >= rank(in_.method.likelihoods, risk.likelihood)) continue;
        risk.likelihood = signal.likelihood;
        risk.raised_by.push_back(&signal);
      }
      finish(std::move(risk), grade, std::move(assets), *item.state == State::partial ? in_.method.partial_lowers : 0);
    }
  }

  void by_signal(const pack::RiskSignal& signal) {
    std::map<std::string, std::vector<const RiskAsset*>> by_grade;
    for (const RiskAsset& asset : in_.assets)
      if (shows(asset, signal)) by_grade[asset.grade].push_back(&asset);
    for (auto& [grade, assets] : by_grade) {
      Risk risk;
      risk.signal = &signal;
      risk.source = signal.source;
      risk.likelihood = signal.likelihood;
      finish(std::move(risk), grade, std::move(assets), 0);
    }
  }

  void finish(Risk risk, const std::string& grade, std::vector<const RiskAsset*> assets, int lower) {
    risk.grade = grade;
    risk.assets = std::move(assets);
    std::ranges::sort(risk.assets, {}, &RiskAsset::id);
    const auto harm = std::ranges::find_if(in_.method.harm, [&](const pack::GradeHarm& one) { return one.grade == grade; });
    // A grade the method does not name weighs as the gravest.
    const std::size_t at = (harm == in_.method.harm.end() ? 0 : rank(in_.method.harms, harm->degree)) + static_cast<std::size_t>(lower);
    risk.harm = in_.method.harms[std::min(at, in_.method.harms.size() - 1)].id;
    risk.level = in_.matrix.cells.at(risk.likelihood).at(risk.harm);
    risk.key = (risk.gap != nullptr ? risk.gap->question->meta.id : risk.signal->meta.id) + "/" + grade;
    std::string rests = risk.key + "\n" + risk.harm + "\n" + risk.likelihood + "\n" + risk.level;
    if (risk.gap != nullptr) rests += "\n" + std::string(pack::state_id(*risk.gap->state));
    for (const RiskAsset* one : risk.assets) {
      rests += "\n" + one->id;
      for (const std::string& each : one->classes) rests += " " + each;
    }
    risk.state = crypto::sm3_hex(rests).substr(0, 32);
    out_.risks.push_back(std::move(risk));
  }

  std::string of_domain(const ItemView& item) const {
    const auto domain = std::ranges::find_if(score_.domains, [&](const DomainScore& one) { return one.domain->named.id == item.question->domain; });
    const double reached = domain == score_.domains.end() ? 0 : domain->score.value_or(0);
    for (const pack::LikelihoodBand& band : in_.method.likelihood)
      if (reached >= band.min) return band.degree;
    return in_.method.likelihoods.front().id;
  }

  std::string grade_by_facts() const {
    const auto yes = [&](const char* fact) { return in_.picture.facts(fact) == pack::FactValue(true); };
    return yes("core_data") ? "core" : yes("important_data") ? "important" : "general-4";
  }

  const RiskInput& in_;
  Score score_;
  RiskResult out_;
};

}  // namespace

RiskResult assess_risks(const RiskInput& input) {
  return Assessor(input).run();
}

base::Status compare_with(RiskResult& result, std::string_view before, const std::string& file) {
  const auto wrong = [&] {
    return base::fail(base::Code::invalid_input, "不是 diagnose risk --format json 写出的结果", "this is no result written by diagnose risk --format json",
                      file);
  };
  if (before.size() > kLargestBefore) return base::fail(base::Code::limit, "文件过大", "the file is too large", file);
  const auto old = nlohmann::json::parse(before, nullptr, false);
  if (!old.is_object() || !old.contains("form") || old["form"] != "gongdun-risk/1" || !old.contains("risks") || !old["risks"].is_array()) return wrong();
  std::map<std::string, std::string> states;
  for (const auto& one : old["risks"]) {
    if (!one.is_object() || !one.contains("key") || !one["key"].is_string() || !one.contains("state") || !one["state"].is_string()) return wrong();
    states[one["key"].get<std::string>()] = one["state"].get<std::string>();
  }
  result.partial = true;
  for (Risk& one : result.risks) {
    const auto found = states.find(one.key);
    one.changed = found == states.end() || found->second != one.state;
    if (found != states.end()) states.erase(found);
  }
  result.gone.clear();
  for (const auto& [key, state] : states) result.gone.push_back(key);
  return {};
}

std::vector<RiskTerm> risk_terms(const RiskView& view) {
  std::vector<RiskTerm> out;
  if (view.clocks == nullptr) return out;
  for (const std::string& id : view.input.method.clocks)
    if (const pack::ClockRule* rule = view.clocks->clock(id)) out.push_back({rule, count(rule->term, view.issued, {}, view.days)});
  return out;
}

}  // namespace gongdun::assess
