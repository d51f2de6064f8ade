#include "detect/column_model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/core.h>

namespace gongdun::detect {

std::int64_t ColumnModel::score(const Features& features) const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kFeatures; ++i) sum += std::int64_t{weights[i]} * features.values[i];
  return sum;
}

double chance_of(std::int64_t score) {
  return 1.0 / (1.0 + std::exp(-static_cast<double>(score) / (100.0 * kWeightUnit)));
}

std::vector<std::string> strongest_features(const ColumnModel& model, const Features& features, std::size_t count) {
  struct Part {
    std::size_t feature;
    std::int64_t weight;
  };
  std::vector<Part> parts;
  for (std::size_t i = 1; i < kFeatures; ++i) {  // 0 is the base rate
    if (const std::int64_t weight = std::int64_t{model.weights[i]} * features.values[i]; weight != 0) parts.push_back({i, weight});
  }
  std::ranges::stable_sort(parts, [](const Part& a, const Part& b) { return std::abs(a.weight) > std::abs(b.weight); });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(count, parts.size()); ++i)
    out.push_back(fmt::format("weight:{}:{:+.1f}", kFeatureNames[parts[i].feature].id, static_cast<double>(parts[i].weight) / (100.0 * kWeightUnit)));
  return out;
}

std::string reason_text(std::string_view reason, base::Lang lang) {
  struct Kind {
    std::string_view id, zh, en;
  };
  static constexpr std::array<Kind, 4> kKinds{
      {{"header:", "表头：", "header: "}, {"share:", "有效占比 ", "valid "}, {"shape:", "形状：", "shape: "}, {"valid:", "通过校验：", "validator passed: "}}};
  const bool zh = lang == base::Lang::zh;
  for (const Kind& kind : kKinds) {
    if (reason.starts_with(kind.id)) return std::string(zh ? kind.zh : kind.en).append(reason.substr(kind.id.size()));
  }
  if (!reason.starts_with("weight:")) return std::string(reason);
  const std::string_view rest = reason.substr(7);
  const std::size_t colon = std::min(rest.find(':'), rest.size());
  const auto* const name = std::ranges::find(kFeatureNames, rest.substr(0, colon), &FeatureName::id);
  if (name == kFeatureNames.end() || colon == rest.size()) return std::string(reason);
  return fmt::format("{} {}", zh ? name->zh : name->en, rest.substr(colon + 1));
}

}  // namespace gongdun::detect
