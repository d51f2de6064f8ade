#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "report/chart_parts.h"
#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

constexpr double kOuter = 104, kInner = 66, kCentreX = 190;

struct Point {
  double x = 0, y = 0;
};
Point on_circle(double centre_y, double radius, double turn) {
  const double angle = (turn - 0.25) * 2 * std::numbers::pi;
  return {kCentreX + radius * std::cos(angle), centre_y + radius * std::sin(angle)};
}

void draw_slice(Svg& svg, double centre_y, double from, double to, theme::Hex fill) {
  if (to - from > 0.9999) {  // an arc cannot end where it began
    svg.raw(fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"none\" stroke=\"#{}\" stroke-width=\"{:.1f}\"/>", kCentreX, centre_y,
                        (kOuter + kInner) / 2, fill, kOuter - kInner));
    return;
  }
  const Point a = on_circle(centre_y, kOuter, from), b = on_circle(centre_y, kOuter, to);
  const Point c = on_circle(centre_y, kInner, to), d = on_circle(centre_y, kInner, from);
  const int large = to - from > 0.5 ? 1 : 0;
  svg.raw(
      fmt::format("<path d=\"M{:.2f} {:.2f}A{} {} 0 {} 1 {:.2f} {:.2f}L{:.2f} {:.2f}A{} {} 0 {} 0 {:.2f} {:.2f}Z\" fill=\"#{}\" "
                  "stroke=\"#FFFFFF\" stroke-width=\"1.5\"/>",
                  a.x, a.y, kOuter, kOuter, large, b.x, b.y, c.x, c.y, kInner, kInner, large, d.x, d.y, fill));
}

std::string percent(double share) {
  if (share > 0 && share < 0.001) return "<0.1%";
  return fmt::format("{:.1f}%", share * 100);
}

void draw_row(Svg& svg, const ChartData& data, std::size_t i, double value, double share, double y) {
  constexpr double kLeft = 350, kValueRight = 590, kShareRight = 668;
  svg.rect(kLeft, y - 10.5, 12, 12, data.label_colors[i], 2);
  svg.text(kLeft + 20, y, fit_em(data.labels[i], 12.5), Svg::Anchor::start, {13, false, theme::kInk});
  svg.text(kValueRight, y, number_text(value), Svg::Anchor::end, {13, true, theme::kInk});
  svg.text(kShareRight, y, percent(share), Svg::Anchor::end, {12, false, theme::kInk3});
  svg.line(kLeft, y + 9, kShareRight, y + 9, theme::kLineSoft, 1);
}

}  // namespace

ChartSvg draw_donut(const Chart& chart, const ChartData& data, base::Lang lang, int instance) {
  Svg svg;
  constexpr double kRow = 28;
  const std::vector<double> none;
  const auto& values = data.series.empty() ? none : data.series.front().values;
  double total = 0;
  for (const double value : values) total += drawn_value(value);
  const double rows = static_cast<double>(values.size()) * kRow;
  const double height = std::max(2 * kOuter + 24, rows + 20), centre = height / 2;
  if (total <= 0) draw_slice(svg, centre, 0, 1, theme::kLineSoft);
  double from = 0, y = centre - rows / 2 + 19;
  for (std::size_t i = 0; i < values.size(); ++i, y += kRow) {
    const double share = total > 0 ? drawn_value(values[i]) / total : 0;
    if (share > 0) draw_slice(svg, centre, from, from + share, data.label_colors[i]);
    draw_row(svg, data, i, values[i], share, y);
    from += share;
  }
  const std::string sum = number_text(total);
  svg.text(kCentreX, centre + 5, sum, Svg::Anchor::middle, {std::min(30.0, 110 / std::max(em_width(sum), 1.0)), true, theme::kNavy});
  svg.text(kCentreX, centre + 26, words::total(lang), Svg::Anchor::middle, {12, false, theme::kInk3});
  return svg.finish(chart, height, instance);
}

}  // namespace gongdun::report
