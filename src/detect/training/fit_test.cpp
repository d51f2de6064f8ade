#include "detect/training/fit.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "detect/column_model.h"
#include "detect/training/material.h"

namespace gongdun::detect::training {
namespace {

Sample sample(std::int16_t valid, std::int16_t running, bool yes) {
  Sample out;
  out.features[Feature::bias] = 100;
  out.features[Feature::valid] = valid;
  out.features[Feature::running] = running;
  out.yes = yes;
  return out;
}

std::vector<Sample> samples() {
  std::vector<Sample> out;
  for (std::int16_t i = 0; i < 40; ++i) {
    out.push_back(sample(static_cast<std::int16_t>(60 + i), 0, true));
    out.push_back(sample(static_cast<std::int16_t>(60 + i), 100, false));
    out.push_back(sample(i, 0, false));
  }
  return out;
}

TEST(Fit_separableSamples, learnsTheSignsAndLeavesTheRestAtNothing) {
  const ColumnModel model{"test", fit(samples(), 0.1)};
  EXPECT_GT(model.weights[static_cast<std::size_t>(Feature::valid)], 0);
  EXPECT_LT(model.weights[static_cast<std::size_t>(Feature::running)], 0);
  EXPECT_EQ(model.weights[static_cast<std::size_t>(Feature::dotted)], 0);
  for (const Sample& one : samples()) EXPECT_EQ(model.score(one.features) > 0, one.yes) << one.features[Feature::valid];
}

// The weights become part of the program: any change in the arithmetic must be seen.
TEST(Fit_sameSamples_sameWeights, onEveryMachine) {
  const auto weights = fit(samples(), 0.1);
  EXPECT_EQ(weights, fit(samples(), 0.1));
  EXPECT_EQ(weights[static_cast<std::size_t>(Feature::bias)], -5114);
}

TEST(Material_sameSeed_sameTables, andEveryKindHasThreeSortsOfHeaders) {
  Random first(7), second(7);
  for (int i = 0; i < 20; ++i) {
    const MadeTable a = make_table(first), b = make_table(second);
    ASSERT_EQ(a.columns.size(), b.columns.size());
    for (std::size_t c = 0; c < a.columns.size(); ++c) {
      EXPECT_EQ(a.columns[c].header, b.columns[c].header);
      EXPECT_EQ(a.columns[c].cells, b.columns[c].cells);
    }
  }
  for (const Kind& kind : kinds()) EXPECT_EQ(std::ranges::count(std::string_view(kind.headers), '|'), 2) << kind.headers;
}

TEST(Answer_headerAndContent, contentWinsWhereItCan) {
  const Kind name{"姓名|name|xm", nullptr, "person.name", Proof::shaped}, order{"订单号|order_no|ddh", nullptr, "", Proof::header, "cn.mobile"},
      mobile{"手机号|mobile|sjh", nullptr, "cn.mobile", Proof::shaped};
  EXPECT_EQ(answer_for({.kind = &name, .told = Told::wrong, .header_of = &mobile}, "person.name"), Answer::yes);
  EXPECT_EQ(answer_for({.kind = &mobile, .told = Told::wrong, .header_of = &order}, "cn.mobile"), Answer::undecided);
  EXPECT_EQ(answer_for({.kind = &order, .told = Told::right, .header_of = &order}, "cn.mobile"), Answer::no);
  EXPECT_EQ(answer_for({.kind = &order, .told = Told::nothing}, "cn.mobile"), Answer::undecided);
  EXPECT_EQ(answer_for({.kind = &order, .told = Told::nothing}, "person.name"), Answer::no);
}

}  // namespace
}  // namespace gongdun::detect::training
