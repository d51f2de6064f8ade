// Rendering our own SVG with librsvg: onto a PDF page as vectors, or to a PNG for word processors. Nothing is ever loaded from outside.
#pragma once
#include <string>

#include "base/error.h"
#include "report/chart_parts.h"

typedef struct _cairo cairo_t;  // NOLINT: cairo's own name

namespace gongdun::report {

// Does nothing without a context. False if the picture could not be drawn.
bool draw_svg(cairo_t* cairo, const std::string& svg, double x, double y, double width, double height);

base::Result<std::string> svg_to_png(const ChartSvg& picture, double scale);

// A picture of one pixel, for bands of colour in word processors.
base::Result<std::string> pixel_png(theme::Hex color);

}  // namespace gongdun::report
