// Trained judgement of a column for one detector: a regularised logistic model over Features. The weights are whole numbers made in the build by
// training/ from material of its own and compiled in (column_weights.cpp is generated), so a decision is the same on every machine.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "detect/column_features.h"

namespace gongdun::detect {

inline constexpr std::int32_t kWeightUnit = 1024;  // weight of one natural logarithm of the odds for a feature of 100

struct ColumnModel {
  std::string_view detector;
  std::array<std::int32_t, kFeatures> weights;

  // Logarithm of the odds × 100 × kWeightUnit; above 0 the column is claimed.
  std::int64_t score(const Features& features) const;
};

double chance_of(std::int64_t score);  // 0 … 1

// By detector id; generated. Detectors without a model are judged by the rule of their pack.
std::span<const ColumnModel> column_models();

// The features that moved the score most, strongest first, as "weight:ID:+2.3".
std::vector<std::string> strongest_features(const ColumnModel& model, const Features& features, std::size_t count);

// A reason of a claim as a reader sees it: "表头与取值一致 +2.3", "表头：姓名".
std::string reason_text(std::string_view reason, base::Lang lang);

}  // namespace gongdun::detect
