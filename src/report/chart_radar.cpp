#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "report/chart_parts.h"
#include "report/text.h"

namespace gongdun::report {
namespace {

constexpr double kRadius = 122, kCentreX = kChartWidth / 2;
constexpr std::array<std::string_view, 4> kDashes = {"", "6 4", "2 3", "9 3 2 3"};  // series differ in line as well as in colour

struct Web {
  double centre_y = 0, top = 1;
  std::size_t axes = 0;
};
struct Point {
  double x = 0, y = 0;
};

Point at(const Web& web, std::size_t axis, double share) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(axis) / static_cast<double>(web.axes) - std::numbers::pi / 2;
  return {kCentreX + kRadius * share * std::cos(angle), web.centre_y + kRadius * share * std::sin(angle)};
}

// 5 for a five-step scale, 100 for marks out of a hundred, else the next round number.
double scale_top(const ChartData& data) {
  double most = 0;
  for (const auto& series : data.series) {
    for (const double value : series.values) most = std::max(most, drawn_value(value));
  }
  if (most <= 1) return 1;
  if (most <= 5) return 5;
  if (most <= 10) return 10;
  if (most <= 100) return 100;
  const double power = std::pow(10, std::floor(std::log10(most)));
  return std::ceil(most / power) * power;
}

std::string ring(const Web& web, double share) {
  std::string points;
  for (std::size_t i = 0; i < web.axes; ++i) points += fmt::format("{:.1f},{:.1f} ", at(web, i, share).x, at(web, i, share).y);
  points.pop_back();
  return points;
}

void draw_web(Svg& svg, const Web& web) {
  for (int step = 5; step >= 1; --step) {
    svg.raw(fmt::format("<polygon points=\"{}\" fill=\"#{}\" stroke=\"#{}\" stroke-width=\"1\"/>", ring(web, step / 5.0),
                        step % 2 ? theme::kSoft : theme::kWhite, theme::kLine));
  }
  for (std::size_t i = 0; i < web.axes; ++i) svg.line(kCentreX, web.centre_y, at(web, i, 1).x, at(web, i, 1).y, theme::kLine, 0.8);
}

void draw_axis_label(Svg& svg, const Web& web, const ChartData& data, std::size_t axis) {
  const Point end = at(web, axis, 1), away = at(web, axis, 1.13);
  const double lean = end.x - kCentreX;
  const auto anchor = std::abs(lean) < 3 ? Svg::Anchor::middle : lean > 0 ? Svg::Anchor::start : Svg::Anchor::end;
  std::string values;
  for (const auto& series : data.series) values += (values.empty() ? "" : " / ") + number_text(series.values[axis]);
  const double y = away.y + (end.y < web.centre_y - 3 ? -8 : end.y > web.centre_y + 3 ? 8 : 0);
  svg.text(away.x, y, fit_em(data.labels[axis], 14), anchor, {13, true, theme::kInk});
  svg.text(away.x, y + 16, values, anchor, {12, false, theme::kInk3});
}

// Missing values have no point and break the line: drawing them at zero would claim something.
void draw_series(Svg& svg, const Web& web, const Series& series, theme::Hex color, std::size_t index) {
  std::string path, dots;
  bool whole = true, pen_down = false;
  for (std::size_t i = 0; i < web.axes; ++i) {
    if (!std::isfinite(series.values[i])) {
      whole = pen_down = false;
      continue;
    }
    const Point p = at(web, i, std::min(drawn_value(series.values[i]) / web.top, 1.0));
    path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", p.x, p.y);
    dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.4\" fill=\"#{}\"/>", p.x, p.y, color);
    pen_down = true;
  }
  const std::string_view dash = kDashes[index % kDashes.size()];
  const std::string dashes = dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash);
  const std::string fill = whole && index == 0 ? fmt::format("#{}\" fill-opacity=\"0.14", color) : "none";
  if (!path.empty()) {
    svg.raw(fmt::format("<path d=\"{}{}\" fill=\"{}\" stroke=\"#{}\" stroke-width=\"2.2\" stroke-linejoin=\"round\"{}/>", path, whole ? "Z" : "", fill, color,
                        dashes));
  }
  svg.raw(dots);
}

}  // namespace

ChartSvg draw_radar(const Chart& chart, const ChartData& data, int instance) {
  Svg svg;
  const double legend = data.series.size() > 1 ? draw_legend(svg, data, 4) : 0;
  const Web web{legend + 44 + kRadius, scale_top(data), data.labels.size()};
  draw_web(svg, web);
  for (std::size_t s = data.series.size(); s-- > 0;) draw_series(svg, web, data.series[s], data.colors[s], s);
  for (int step = 1; step <= 5; ++step) {
    svg.text(kCentreX + 4, web.centre_y - kRadius * step / 5 + 11, number_text(web.top * step / 5), Svg::Anchor::start, {9, false, theme::kInk3});
  }
  for (std::size_t i = 0; i < web.axes; ++i) draw_axis_label(svg, web, data, i);
  return svg.finish(chart, web.centre_y + kRadius + 46, instance);
}

}  // namespace gongdun::report
