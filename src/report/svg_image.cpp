#include "report/svg_image.h"

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <cmath>
#include <memory>

#include "report/pdf_text.h"

namespace gongdun::report {
namespace {

struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Cairo = std::unique_ptr<cairo_t, FreeCairo>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

base::Result<std::string> encode(cairo_surface_t* surface, bool drawn) {
  std::string png;
  if (drawn && cairo_surface_write_to_png_stream(surface, append, &png) == CAIRO_STATUS_SUCCESS) return png;
  return base::fail(base::Code::internal, "图表无法绘制为图片，请将本提示反馈给开发人员", "a chart could not be drawn: please report this message");
}

}  // namespace

bool draw_svg(cairo_t* cairo, const std::string& svg, double x, double y, double width, double height) {
  if (!cairo) return true;
  GError* error = nullptr;
  RsvgHandle* handle = rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error);
  if (!handle) {
    g_clear_error(&error);
    return false;
  }
  const RsvgRectangle place{x, y, width, height};
  cairo_save(cairo);
  const bool drawn = rsvg_handle_render_document(handle, cairo, &place, &error);
  cairo_restore(cairo);
  g_clear_error(&error);
  g_object_unref(handle);
  return drawn;
}

base::Result<std::string> svg_to_png(const ChartSvg& picture, double scale) {
  const double width = picture.width * scale, height = picture.height * scale;
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height))));
  const Cairo cairo(cairo_create(surface.get()));
  set_color(cairo.get(), theme::kWhite);
  cairo_paint(cairo.get());
  return encode(surface.get(), draw_svg(cairo.get(), picture.svg, 0, 0, width, height));
}

base::Result<std::string> pixel_png(theme::Hex color) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1));
  const Cairo cairo(cairo_create(surface.get()));
  set_color(cairo.get(), color);
  cairo_paint(cairo.get());
  return encode(surface.get(), true);
}

}  // namespace gongdun::report
