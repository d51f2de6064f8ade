#include "detect/column_model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gongdun::detect {
namespace {

TEST(ColumnModels_generated, everyModelWeighsSomething) {
  EXPECT_GE(column_models().size(), 8U);
  for (const ColumnModel& model : column_models()) {
    EXPECT_TRUE(std::ranges::any_of(model.weights, [](std::int32_t weight) { return weight != 0; })) << model.detector;
    EXPECT_TRUE(std::ranges::all_of(model.weights, [](std::int32_t weight) { return std::abs(weight) < 20 * kWeightUnit; })) << model.detector;
  }
}

TEST(ColumnModel_score, isTheSumOfWeightTimesValue) {
  ColumnModel model{"test", {}};
  model.weights[static_cast<std::size_t>(Feature::bias)] = -2 * kWeightUnit;
  model.weights[static_cast<std::size_t>(Feature::valid)] = 4 * kWeightUnit;
  Features features;
  features[Feature::bias] = 100;
  features[Feature::valid] = 50;
  EXPECT_EQ(model.score(features), 0);
  EXPECT_DOUBLE_EQ(chance_of(0), 0.5);
  features[Feature::valid] = 100;
  EXPECT_NEAR(chance_of(model.score(features)), 0.88, 0.01);
}

TEST(StrongestFeatures_severalThatCount, byStrengthWithoutTheBase) {
  ColumnModel model{"test", {}};
  model.weights[static_cast<std::size_t>(Feature::bias)] = -9 * kWeightUnit;
  model.weights[static_cast<std::size_t>(Feature::valid)] = kWeightUnit;
  model.weights[static_cast<std::size_t>(Feature::things)] = -3 * kWeightUnit;
  Features features;
  features[Feature::bias] = features[Feature::valid] = features[Feature::things] = 100;
  EXPECT_EQ(strongest_features(model, features, 4), (std::vector<std::string>{"weight:things:-3.0", "weight:valid:+1.0"}));
}

TEST(ReasonText_everyKind, inBothLanguages) {
  EXPECT_EQ(reason_text("weight:told_valid:+2.3", base::Lang::zh), "表头与取值一致 +2.3");
  EXPECT_EQ(reason_text("weight:told_valid:+2.3", base::Lang::en), "header and values agree +2.3");
  EXPECT_EQ(reason_text("header:姓名", base::Lang::zh), "表头：姓名");
  EXPECT_EQ(reason_text("share:97%", base::Lang::en), "valid 97%");
  EXPECT_EQ(reason_text("weight:unheard", base::Lang::en), "weight:unheard");
  EXPECT_EQ(reason_text("word", base::Lang::zh), "word");
}

}  // namespace
}  // namespace gongdun::detect
