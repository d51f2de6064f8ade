#include "detect/training/fit.h"

#include <algorithm>
#include <cmath>

#include "detect/column_model.h"

namespace gongdun::detect::training {

namespace {

using Vector = std::array<double, kFeatures>;
using Matrix = std::array<Vector, kFeatures>;

// e to the power of `x`, from the series alone: the library's differs by machine in the last bit.
double power_of_e(double x) {
  x = std::clamp(x, -40.0, 40.0) / 1024;
  double sum = 1, term = 1;
  for (int i = 1; i <= 8; ++i) {
    term *= x / i;
    sum += term;
  }
  for (int i = 0; i < 10; ++i) sum *= sum;
  return sum;
}

double chance(const Vector& weights, const Features& features) {
  double sum = 0;
  for (std::size_t i = 0; i < kFeatures; ++i) sum += weights[i] * features.values[i] / 100;
  return 1 / (1 + power_of_e(-sum));
}

// Solves A x = b for a positive definite A by elimination.
Vector solve(Matrix a, Vector b) {
  for (std::size_t pivot = 0; pivot < kFeatures; ++pivot) {
    for (std::size_t row = pivot + 1; row < kFeatures; ++row) {
      const double factor = a[row][pivot] / a[pivot][pivot];
      if (factor == 0) continue;
      for (std::size_t column = pivot; column < kFeatures; ++column) a[row][column] -= factor * a[pivot][column];
      b[row] -= factor * b[pivot];
    }
  }
  for (std::size_t row = kFeatures; row-- > 0;) {
    for (std::size_t column = row + 1; column < kFeatures; ++column) b[row] -= a[row][column] * b[column];
    b[row] /= a[row][row];
  }
  return b;
}

void add_sample(const Sample& sample, const Vector& weights, Vector& slope, Matrix& bend) {
  const double p = chance(weights, sample.features), rest = (sample.yes ? 1.0 : 0.0) - p, weight = p * (1 - p);
  std::array<std::size_t, kFeatures> used{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < kFeatures; ++i) {
    if (sample.features.values[i] != 0) used[count++] = i;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double x = sample.features.values[used[i]] / 100.0;
    slope[used[i]] += rest * x;
    for (std::size_t j = 0; j < count; ++j) bend[used[i]][used[j]] += weight * x * (sample.features.values[used[j]] / 100.0);
  }
}

}  // namespace

std::array<std::int32_t, kFeatures> fit(const std::vector<Sample>& samples, double ridge) {
  constexpr int kRounds = 16;
  Vector weights{};
  for (int round = 0; round < kRounds; ++round) {
    Vector slope{};
    Matrix bend{};
    for (const Sample& sample : samples) add_sample(sample, weights, slope, bend);
    for (std::size_t i = 0; i < kFeatures; ++i) {
      const double pull = i == 0 ? ridge / 100 : ridge;  // the base rate is hardly held back
      slope[i] -= pull * weights[i];
      bend[i][i] += pull;
    }
    const Vector step = solve(bend, slope);
    for (std::size_t i = 0; i < kFeatures; ++i) weights[i] += step[i];
  }
  std::array<std::int32_t, kFeatures> out{};
  for (std::size_t i = 0; i < kFeatures; ++i) out[i] = static_cast<std::int32_t>(std::lround(weights[i] * kWeightUnit));
  return out;
}

}  // namespace gongdun::detect::training
