#include "report/chart_parts.h"
#include "report/document.h"

namespace gongdun::report {

ChartSvg make_chart(const Chart& chart, base::Lang lang, int instance) {
  switch (chart.kind) {
    case ChartKind::bars: return draw_bars(chart, chart_data(chart, lang, 30), instance);
    case ChartKind::stacked_bars: return draw_stacked(chart, chart_data(chart, lang, 24), lang, instance);
    case ChartKind::donut: return draw_donut(chart, chart_data(chart, lang, 10), lang, instance);
    case ChartKind::radar:  // a web of two axes is a line, one of very many is a blur
      if (chart.labels.size() < 3 || chart.labels.size() > 16) return draw_bars(chart, chart_data(chart, lang, 30), instance);
      return draw_radar(chart, chart_data(chart, lang, 16), instance);
  }
  return {};
}

std::string chart_svg(const Chart& chart, base::Lang lang) {
  return make_chart(chart, lang, 1).svg;
}

}  // namespace gongdun::report
