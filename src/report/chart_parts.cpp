#include "report/chart_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {
namespace {

// More labels than fit are added up in one last row, so that totals still hold.
void fold(std::vector<double>& values, std::size_t keep) {
  double rest = 0;
  for (std::size_t i = keep; i < values.size(); ++i) rest += drawn_value(values[i]);
  values.resize(keep);
  values.push_back(rest);
}

unsigned channel(theme::Hex color, std::size_t at) {
  const auto nibble = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); };
  return nibble(color[at]) * 16 + nibble(color[at + 1]);
}

}  // namespace

void Svg::text(double x, double y, std::string_view words, Anchor anchor, const Type& type) {
  const char* where = anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
  body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.4g}\" text-anchor=\"{}\" fill=\"#{}\"{}>{}</text>", x, y, type.size, where, type.color,
                       type.bold ? " font-weight=\"700\"" : "", xml(words));
}

void Svg::rect(double x, double y, double width, double height, theme::Hex fill, double radius) {
  body_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#{}\"", x, y, width, height, fill);
  if (radius > 0) body_ += fmt::format(" rx=\"{:.1f}\"", radius);
  body_ += "/>";
}

void Svg::line(double x1, double y1, double x2, double y2, theme::Hex stroke, double width) {
  body_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#{}\" stroke-width=\"{:.2g}\"/>", x1, y1, x2, y2, stroke, width);
}

ChartSvg Svg::finish(const Chart& chart, double height, int instance) const {
  ChartSvg out;
  out.height = height;
  out.svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\" "
      "aria-labelledby=\"c{2}t c{2}d\" font-family=\"'{3}','PingFang SC','Microsoft YaHei',sans-serif\">"
      "<title id=\"c{2}t\">{4}</title><desc id=\"c{2}d\">{5}</desc>{6}</svg>",
      out.width, height, instance, theme::kSans, clean_xml(chart.title), clean_xml(chart.caption, 600), body_);
  return out;
}

double drawn_value(double value) {
  return std::isfinite(value) && value > 0 ? std::min(value, 1e300) : 0;
}

theme::Hex ink_on(theme::Hex fill) {
  const double light = 0.2126 * channel(fill, 0) + 0.7152 * channel(fill, 2) + 0.0722 * channel(fill, 4);
  return light > 145 ? theme::kInk : theme::kWhite;
}

ChartData chart_data(const Chart& chart, base::Lang lang, std::size_t most_labels) {
  ChartData data;
  const std::size_t all = chart.labels.size();
  const std::size_t keep = all > most_labels ? most_labels - 1 : all;
  for (std::size_t i = 0; i < keep; ++i) {
    data.labels.push_back(clean(chart.labels[i], 60));
    const Tone tone = i < chart.tones.size() ? chart.tones[i] : Tone::normal;
    const bool own = i < chart.tones.size();
    data.label_colors.push_back(own ? theme::look(tone).fill : theme::kSeries[i % theme::kSeries.size()]);
    data.label_marks.push_back(own ? theme::look(tone).mark : std::string_view());
  }
  if (keep < all) {
    data.labels.push_back(words::others(lang, all - keep));
    data.label_colors.push_back(theme::look(Tone::muted).fill);
    data.label_marks.emplace_back();
  }
  for (std::size_t s = 0; s < std::min<std::size_t>(chart.series.size(), 8); ++s) {
    Series series = chart.series[s];
    series.name = clean(series.name, 40);
    series.values.resize(all, std::numeric_limits<double>::quiet_NaN());
    if (keep < all) fold(series.values, keep);
    const bool plain = series.tone == Tone::normal && chart.series.size() > 1;
    data.colors.push_back(plain ? theme::kSeries[s % theme::kSeries.size()] : theme::look(series.tone).fill);
    data.series.push_back(std::move(series));
  }
  return data;
}

double draw_legend(Svg& svg, const ChartData& data, double y) {
  constexpr double kSize = 12, kRow = 20;
  double x = 8, top = y;
  for (std::size_t s = 0; s < data.series.size(); ++s) {
    const std::string name = fit_em(data.series[s].name, 16);
    const double width = 16 + em_width(name) * kSize + 20;
    if (x + width > kChartWidth && x > 8) {
      x = 8;
      top += kRow;
    }
    svg.rect(x, top + 3, 11, 11, data.colors[s], 2);
    svg.text(x + 16, top + 13, name, Svg::Anchor::start, {kSize, false, theme::kInk2});
    x += width;
  }
  return top + kRow - y;
}

}  // namespace gongdun::report
