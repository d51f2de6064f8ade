// Setting text with Pango for the PDF: fixed line heights, lengths in points (the context is set to 72 dpi; at Pango's default of 96 every text
// would come out a third too large), and access to single lines so that long text can flow over pages.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "report/document.h"
#include "report/theme.h"

typedef struct _cairo cairo_t;            // NOLINT: cairo's own name, declared here to keep its header out of ours
typedef struct _PangoLayout PangoLayout;  // NOLINT

namespace gongdun::report {

enum class Face { sans, serif, mono };

struct TextStyle {
  Face face = Face::sans;
  double size = theme::kBodySize, line = theme::kBodyLine;
  theme::Hex color = theme::kInk;
  bool bold = false;
  Align align = Align::left;
  double indent = 0;  // first line
  bool justify = false;
  bool single_line = false;  // cut with an ellipsis instead of wrapping
};

// Bytes [begin, end) of the text look different.
struct TextRun {
  std::size_t begin = 0, end = 0;
  bool bold = false, code = false;
  theme::Hex color = theme::kInk;
};

class TextBlock {
 public:
  struct Line {
    double top = 0, bottom = 0, baseline = 0, x = 0;
  };

  explicit TextBlock(PangoLayout* layout);
  double height() const { return lines_.empty() ? 0 : lines_.back().bottom; }
  double width() const;  // of the longest line
  const std::vector<Line>& lines() const { return lines_; }
  void draw(cairo_t* cairo, double x, double y) const { draw_lines(cairo, x, y, 0, lines_.size()); }
  // Lines [from, to), the first of them with its top at y.
  void draw_lines(cairo_t* cairo, double x, double y, std::size_t from, std::size_t to) const;
  void set_color(theme::Hex color) { color_ = color; }

 private:
  struct Free {
    void operator()(PangoLayout* layout) const;
  };
  std::unique_ptr<PangoLayout, Free> layout_;
  std::vector<Line> lines_;
  theme::Hex color_ = theme::kInk;
};

class Typesetter {
 public:
  explicit Typesetter(base::Lang lang);
  ~Typesetter();
  // `text` is cleaned. `width` in points; 0 = unlimited.
  TextBlock set(std::string_view text, const TextStyle& style, double width, std::span<const TextRun> runs = {}) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct Rgb {
  double r = 0, g = 0, b = 0;
};
Rgb rgb(theme::Hex color);
void set_color(cairo_t* cairo, theme::Hex color);

}  // namespace gongdun::report
