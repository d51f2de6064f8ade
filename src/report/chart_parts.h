// What the chart kinds share: an SVG canvas, colours, number labels, legend. Sizes are SVG user units (px); charts are kChartWidth wide.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"
#include "report/theme.h"

namespace gongdun::report {

inline constexpr double kChartWidth = 680;

struct ChartSvg {
  std::string svg;
  double width = kChartWidth, height = 0;
};

// `instance` makes the ids inside the picture unique on a page that shows several.
ChartSvg make_chart(const Chart& chart, base::Lang lang, int instance);

class Svg {
 public:
  enum class Anchor { start, middle, end };
  struct Type {
    double size = 12;
    bool bold = false;
    theme::Hex color = theme::kInk;
  };

  // `text` is escaped here; the caller has cleaned it. y is the baseline.
  void text(double x, double y, std::string_view text, Anchor anchor, const Type& type);
  void rect(double x, double y, double width, double height, theme::Hex fill, double radius = 0);
  void line(double x1, double y1, double x2, double y2, theme::Hex stroke, double width = 1);
  void raw(std::string_view markup) { body_ += markup; }
  // The whole picture, with title and description for those who cannot see it.
  ChartSvg finish(const Chart& chart, double height, int instance) const;

 private:
  std::string body_;
};

// A chart ready to draw: labels and names cleaned and fitted, rows beyond the limit added up into one "others" row.
struct ChartData {
  std::vector<std::string> labels;
  std::vector<Series> series;            // every series has one value per label; NaN = missing
  std::vector<theme::Hex> colors;        // per series
  std::vector<theme::Hex> label_colors;  // per label (bars of one series, donut)
  std::vector<std::string_view> label_marks;
};
ChartData chart_data(const Chart& chart, base::Lang lang, std::size_t most_labels);

double drawn_value(double value);    // NaN, infinity and negative values draw as zero; their label tells them apart
theme::Hex ink_on(theme::Hex fill);  // black or white text, whichever reads better
// Draws a row of coloured squares with names from `y`; returns the height it took.
double draw_legend(Svg& svg, const ChartData& data, double y);

ChartSvg draw_bars(const Chart& chart, const ChartData& data, int instance);
ChartSvg draw_stacked(const Chart& chart, const ChartData& data, base::Lang lang, int instance);
ChartSvg draw_donut(const Chart& chart, const ChartData& data, base::Lang lang, int instance);
ChartSvg draw_radar(const Chart& chart, const ChartData& data, int instance);

}  // namespace gongdun::report
