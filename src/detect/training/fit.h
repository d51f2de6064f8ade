// Regularised logistic regression by Newton's method. Only additions, multiplications and divisions in a fixed order: the result is the same on every
// machine that follows IEEE 754 (compile without contraction).
#pragma once
#include <vector>

#include "detect/column_features.h"

namespace gongdun::detect::training {

struct Sample {
  Features features;
  bool yes = false;
};

// Weights for features in hundredths, in units of kWeightUnit, rounded. Features that never vary get 0.
std::array<std::int32_t, kFeatures> fit(const std::vector<Sample>& samples, double ridge);

}  // namespace gongdun::detect::training
