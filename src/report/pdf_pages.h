// The flow of pages: where the pen is, when a page ends, the running header and footer, and simple shapes. With no cairo context it only
// measures: the first of two passes, which finds the page of every heading and the number of pages.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "report/document.h"
#include "report/pdf_text.h"
#include "report/theme.h"

namespace gongdun::report {

class Pages {
 public:
  Pages(const Document& document, const Typesetter& type, cairo_t* cairo, int total) : document_(document), type_(type), cairo_(cairo), total_(total) {}

  cairo_t* cairo() const { return cairo_; }
  const Typesetter& type() const { return type_; }
  int page() const { return page_; }
  double y() const { return y_; }
  double left() const { return theme::kMarginX; }
  double width() const { return theme::kBodyWidth; }
  double bottom() const { return theme::kPageHeight - theme::kMarginBottom; }
  double room() const { return bottom() - y_; }
  double body_height() const { return bottom() - theme::kMarginTop; }
  bool at_top() const { return y_ <= theme::kMarginTop + 0.5; }

  void move(double by) {
    y_ += by;
    gap_ = 0;
  }
  // Space after a block and space before the next do not add up: the larger one holds, and none at the top of a page.
  void gap(double height) {
    y_ += height;
    gap_ = height;
  }
  void space(double height);
  void need(double height);  // starts a page if this much does not fit
  void next_page();
  void skip_page();  // ends a page without header and footer (the cover)
  void finish();     // ends the last page

  void fill(double x, double y, double width, double height, theme::Hex color, double radius = 0);
  void frame(double x, double y, double width, double height, theme::Hex color, double radius = 0);
  void rule(double x1, double x2, double y, theme::Hex color, double thickness = 0.6);

  // Draws a text that may take several pages, keeping two lines together at both ends. `behind` is called for every piece before its text.
  void flow(const TextBlock& text, double x, const std::function<void(double top, double height)>& behind = {});

 private:
  void decorate();
  std::size_t lines_that_fit(const TextBlock& text, std::size_t from) const;

  const Document& document_;
  const Typesetter& type_;
  cairo_t* cairo_;
  int total_;
  int page_ = 1;
  double y_ = theme::kMarginTop;
  double gap_ = 0;
};

}  // namespace gongdun::report
