#include "report/pdf_pages.h"

#include <cairo.h>

#include <algorithm>
#include <numbers>

#include "report/text.h"
#include "report/words.h"

namespace gongdun::report {

void Pages::space(double height) {
  if (!at_top()) y_ += std::max(height - gap_, 0.0);
  gap_ = 0;
}

void Pages::need(double height) {
  if (height > room() + 0.01 && !at_top()) next_page();
}

void Pages::decorate() {
  if (!cairo_) return;
  const TextStyle small{.face = Face::sans, .size = theme::kSmallSize, .line = theme::kSmallLine, .color = theme::kInk3, .single_line = true};
  TextStyle right = small;
  right.align = Align::right;
  constexpr double kTop = 43;
  type_.set(clean(document_.header), small, width() * 0.7).draw(cairo_, left(), kTop);
  type_.set(clean(document_.cover.classification), right, width() * 0.28).draw(cairo_, left() + width() * 0.72, kTop);
  rule(left(), left() + width(), kTop + 17, theme::kLine, 0.5);
  const double foot = theme::kPageHeight - 48;
  rule(left(), left() + width(), foot - 6, theme::kLine, 0.5);
  type_.set(clean(document_.cover.organization), small, width() * 0.6).draw(cairo_, left(), foot);
  type_.set(words::page_of(document_.lang, page_, total_), right, width() * 0.38).draw(cairo_, left() + width() * 0.62, foot);
}

void Pages::next_page() {
  decorate();
  skip_page();
}

void Pages::skip_page() {
  if (cairo_) cairo_show_page(cairo_);
  ++page_;
  gap_ = 0;
  y_ = theme::kMarginTop;
}

void Pages::finish() {
  decorate();
  if (cairo_) cairo_show_page(cairo_);
}

namespace {

void rounded(cairo_t* cairo, double x, double y, double width, double height, double radius) {
  using std::numbers::pi;
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + width - radius, y + radius, radius, -pi / 2, 0);
  cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, pi / 2);
  cairo_arc(cairo, x + radius, y + height - radius, radius, pi / 2, pi);
  cairo_arc(cairo, x + radius, y + radius, radius, pi, 3 * pi / 2);
  cairo_close_path(cairo);
}

}  // namespace

void Pages::fill(double x, double y, double width, double height, theme::Hex color, double radius) {
  if (!cairo_) return;
  set_color(cairo_, color);
  if (radius > 0)
    rounded(cairo_, x, y, width, height, radius);
  else
    cairo_rectangle(cairo_, x, y, width, height);
  cairo_fill(cairo_);
}

void Pages::frame(double x, double y, double width, double height, theme::Hex color, double radius) {
  if (!cairo_) return;
  set_color(cairo_, color);
  cairo_set_line_width(cairo_, 0.6);
  if (radius > 0)
    rounded(cairo_, x, y, width, height, radius);
  else
    cairo_rectangle(cairo_, x, y, width, height);
  cairo_stroke(cairo_);
}

void Pages::rule(double x1, double x2, double y, theme::Hex color, double thickness) {
  if (!cairo_) return;
  set_color(cairo_, color);
  cairo_set_line_width(cairo_, thickness);
  cairo_move_to(cairo_, x1, y);
  cairo_line_to(cairo_, x2, y);
  cairo_stroke(cairo_);
}

std::size_t Pages::lines_that_fit(const TextBlock& text, std::size_t from) const {
  const auto& lines = text.lines();
  std::size_t to = from;
  while (to < lines.size() && lines[to].bottom - lines[from].top <= room() + 0.01) ++to;
  if (to == lines.size()) return to;
  // No single line alone at the foot of a page, nor at the head of the next.
  if (to == lines.size() - 1 && to > from) --to;
  if (to - from < 2 && !at_top()) to = from;
  return to == from && at_top() ? from + 1 : to;
}

void Pages::flow(const TextBlock& text, double x, const std::function<void(double top, double height)>& behind) {
  const auto& lines = text.lines();
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t to = lines_that_fit(text, from);
    if (to == from) {
      next_page();
      continue;
    }
    const double height = lines[to - 1].bottom - lines[from].top;
    if (behind) behind(y_, height);
    text.draw_lines(cairo_, x, y_, from, to);
    y_ += height;
    from = to;
    if (from < lines.size()) next_page();
  }
}

}  // namespace gongdun::report
