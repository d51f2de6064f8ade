// Pictures in a DOCX (DrawingML, ECMA-376 part 1 §20.4). Sizes in points.
#pragma once
#include <cstddef>
#include <string>

namespace gongdun::report::docx {

// In the line of text: a PNG every program shows, and the same picture as SVG for those that can.
struct InlinePicture {
  std::size_t png = 0, svg = 0;  // numbers of the relationships
  int id = 0;
  double width = 0, height = 0;
  std::string description;  // cleaned; read to those who cannot see it
};
std::string drawing_inline(const InlinePicture& picture);

// A band of colour at a place on the page, behind the text.
struct Band {
  std::size_t png = 0;
  int id = 0;
  double left = 0, top = 0, width = 0, height = 0;
};
std::string drawing_behind(const Band& band);

}  // namespace gongdun::report::docx
