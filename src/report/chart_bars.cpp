// Horizontal bars: Chinese labels read best in rows. Every value is printed, so there is no value axis to look along.
#include <fmt/format.h>

#include <algorithm>

#include "report/chart_parts.h"
#include "report/text.h"

namespace gongdun::report {
namespace {

constexpr double kLabelSize = 12.5, kValueSize = 12;

double label_column(const ChartData& data) {
  double widest = 0;
  for (const auto& label : data.labels) widest = std::max(widest, em_width(label) * kLabelSize);
  return std::min(widest + 18, 230.0);
}

void draw_label(Svg& svg, const std::string& label, double right, double middle) {
  svg.text(right - 10, middle + 4.5, fit_em(label, (right - 16) / kLabelSize), Svg::Anchor::end, {kLabelSize, false, theme::kInk});
}

double top_value(const ChartData& data) {
  double top = 0;
  for (const auto& series : data.series) {
    for (const double value : series.values) top = std::max(top, drawn_value(value));
  }
  return top;
}

double row_total(const ChartData& data, std::size_t row) {
  double total = 0;
  for (const auto& series : data.series) total += drawn_value(series.values[row]);
  return total;
}

// One row of a stack. A value too wide for its part is printed after the total, beside a square of its colour.
void draw_stack(Svg& svg, const ChartData& data, std::size_t row, double left, double y, double scale) {
  constexpr double kHeight = 20;
  double x = left;
  std::vector<std::size_t> outside;
  for (std::size_t s = 0; s < data.series.size(); ++s) {
    const double value = drawn_value(data.series[s].values[row]);
    if (value <= 0) continue;
    const double width = std::max(value * scale, 1.5);
    const std::string words = number_text(value);
    svg.rect(x, y, std::max(width - 1, 1.0), kHeight, data.colors[s]);
    if (em_width(words) * 11 + 6 <= width) {
      svg.text(x + width / 2 - 0.5, y + 14, words, Svg::Anchor::middle, {11, false, ink_on(data.colors[s])});
    } else {
      outside.push_back(s);
    }
    x += width;
  }
  const std::string sum = number_text(row_total(data, row));
  svg.text(x + 6, y + 14.5, sum, Svg::Anchor::start, {kValueSize, true, theme::kInk});
  x += 14 + em_width(sum) * kValueSize;
  for (const std::size_t s : outside) {
    const std::string words = number_text(data.series[s].values[row]);
    svg.rect(x, y + 6, 8, 8, data.colors[s], 1);
    svg.text(x + 11, y + 14, words, Svg::Anchor::start, {11, false, theme::kInk2});
    x += 18 + em_width(words) * 11;
  }
}

}  // namespace

ChartSvg draw_bars(const Chart& chart, const ChartData& data, int instance) {
  Svg svg;
  const bool grouped = data.series.size() > 1;
  const double left = label_column(data), bar = grouped ? 12 : 16;
  const double row = static_cast<double>(std::max<std::size_t>(data.series.size(), 1)) * (bar + 2) + 10;
  double y = grouped ? draw_legend(svg, data, 4) + 8 : 6;
  const double first = y, top = top_value(data);
  const double scale = top > 0 ? (kChartWidth - left - 90) / top : 0;
  for (std::size_t i = 0; i < data.labels.size(); ++i, y += row) {
    draw_label(svg, data.labels[i], left, y + row / 2);
    double at = y + 5;
    for (std::size_t s = 0; s < data.series.size(); ++s, at += bar + 2) {
      const double value = data.series[s].values[i];
      const double width = drawn_value(value) > 0 ? std::max(drawn_value(value) * scale, 1.5) : 0;
      const bool own = !grouped && i < chart.tones.size();
      if (width > 0) svg.rect(left, at, width, bar, own ? data.label_colors[i] : data.colors[s], 2);
      svg.text(left + width + 7, at + bar / 2 + 4.3, number_text(value), Svg::Anchor::start, {kValueSize, true, theme::kInk});
    }
  }
  svg.line(left, first, left, y, theme::kLine, 1);
  return svg.finish(chart, y + 6, instance);
}

ChartSvg draw_stacked(const Chart& chart, const ChartData& data, base::Lang, int instance) {
  Svg svg;
  constexpr double kRow = 30;
  const double left = label_column(data);
  double y = draw_legend(svg, data, 4) + 8, top = 0;
  const double first = y;
  for (std::size_t i = 0; i < data.labels.size(); ++i) top = std::max(top, row_total(data, i));
  const double scale = top > 0 ? (kChartWidth - left - 150) / top : 0;
  for (std::size_t i = 0; i < data.labels.size(); ++i, y += kRow) {
    draw_label(svg, data.labels[i], left, y + kRow / 2);
    draw_stack(svg, data, i, left, y + 5, scale);
  }
  svg.line(left, first, left, y, theme::kLine, 1);
  return svg.finish(chart, y + 6, instance);
}

}  // namespace gongdun::report
