#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "report/chart_parts.h"
#include "report/document.h"
#include "report/svg_image.h"
#include "report/test_support.h"

namespace gongdun::report {
namespace {

using test::count;
using test::has;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

Chart chart(ChartKind kind) {
  return {kind,
          "级别分布（项）",
          "核心数据 2 项",
          {"核心数据", "重要数据", "一般数据"},
          {{"项", {2, 17, 299}, Tone::normal}},
          {Tone::core, Tone::important, Tone::general2}};
}

std::string svg(const Chart& one) {
  return chart_svg(one, base::Lang::zh);
}

TEST(Chart_svg, every_kind_is_well_formed_and_drawable) {
  for (const ChartKind kind : {ChartKind::bars, ChartKind::stacked_bars, ChartKind::donut, ChartKind::radar}) {
    const ChartSvg picture = make_chart(chart(kind), base::Lang::zh, 1);
    EXPECT_EQ(test::xml_fault(picture.svg), "");
    ASSERT_TRUE(svg_to_png(picture, 1).has_value());
    EXPECT_TRUE(has(picture.svg, "<title id=\"c1t\">级别分布（项）</title>"));
    EXPECT_TRUE(has(picture.svg, ">299<")) << "values are printed";
    EXPECT_TRUE(has(picture.svg, ">重要数据<"));
  }
}

TEST(Chart_svg, donut_shows_total_and_shares) {
  const std::string picture = svg(chart(ChartKind::donut));
  EXPECT_TRUE(has(picture, ">318<"));
  EXPECT_TRUE(has(picture, ">94.0%<"));
  EXPECT_TRUE(has(picture, "#9B1C20"));
}

TEST(Chart_svg, one_slice_is_a_full_ring) {
  Chart one = chart(ChartKind::donut);
  one.labels = {"全部"};
  one.series[0].values = {5};
  EXPECT_TRUE(has(svg(one), "<circle"));
}

TEST(Chart_svg, zero_and_missing_look_different) {
  Chart bars = chart(ChartKind::bars);
  bars.series[0].values = {0, kMissing, 7};
  EXPECT_TRUE(has(svg(bars), ">0<"));
  EXPECT_TRUE(has(svg(bars), ">—<"));
}

TEST(Chart_svg, radar_has_no_point_for_a_missing_value) {
  Chart radar = chart(ChartKind::radar);
  radar.labels = {"分类分级", "权限管理", "加密保护", "监测预警", "应急处置", "组织制度"};
  radar.series[0].values = {80, 70, kMissing, 60, 50, 40};
  EXPECT_EQ(count(svg(radar), "<circle"), 5U);
  EXPECT_FALSE(has(svg(radar), "Z\" fill"));
}

TEST(Chart_svg, labels_beyond_the_limit_are_added_up) {
  Chart many = chart(ChartKind::donut);
  many.labels.clear();
  many.tones.clear();
  many.series[0].values.clear();
  for (int i = 0; i < 50; ++i) {
    many.labels.push_back("类别" + std::to_string(i));
    many.series[0].values.push_back(2);
  }
  EXPECT_TRUE(has(svg(many), "其他（合计 41 项）"));
  EXPECT_TRUE(has(svg(many), ">82<"));
  EXPECT_TRUE(has(svg(many), ">100<"));
}

TEST(Chart_svg, hostile_numbers_and_labels_stay_drawable) {
  for (const ChartKind kind : {ChartKind::bars, ChartKind::stacked_bars, ChartKind::donut, ChartKind::radar}) {
    Chart bad = chart(kind);
    bad.title = bad.caption = test::hostile();
    bad.labels = {test::hostile(), std::string(100'000, 'x'), "", "甲"};
    bad.series = {{test::hostile(), {1e308, -5, std::numeric_limits<double>::infinity()}, Tone::normal}, {"", {}, Tone::core}};
    const ChartSvg picture = make_chart(bad, base::Lang::zh, 1);
    EXPECT_EQ(test::xml_fault(picture.svg), "");
    EXPECT_FALSE(has(picture.svg, "nan"));
    EXPECT_FALSE(has(picture.svg, "inf"));
    EXPECT_LT(picture.svg.size(), 20'000U);
    EXPECT_TRUE(svg_to_png(picture, 1).has_value());
  }
}

TEST(Chart_svg, empty_chart_is_drawable) {
  for (const ChartKind kind : {ChartKind::bars, ChartKind::stacked_bars, ChartKind::donut, ChartKind::radar}) {
    EXPECT_TRUE(svg_to_png(make_chart({kind, "", "", {}, {}, {}}, base::Lang::en, 1), 1).has_value());
  }
}

}  // namespace
}  // namespace gongdun::report
