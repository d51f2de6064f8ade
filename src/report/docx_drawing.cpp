#include "report/docx_drawing.h"

#include <fmt/format.h>
#include <cmath>

#include <cstdint>

#include "report/text.h"

namespace gongdun::report::docx {
namespace {

std::int64_t emu(double points) {
  return std::llround(points * 12'700);
}

// {96DAC541-…} is the extension Office defined for SVG.
std::string svg_extension(std::size_t relation) {
  return fmt::format(
      "<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip "
      "xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rIdImage{}\"/></a:ext></a:extLst>",
      relation);
}

std::string graphic(std::size_t png, std::size_t svg, int id, double width, double height) {
  const std::string blip =
      svg ? fmt::format("<a:blip r:embed=\"rIdImage{}\">{}</a:blip>", png, svg_extension(svg)) : fmt::format("<a:blip r:embed=\"rIdImage{}\"/>", png);
  return fmt::format(
      "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
      "<pic:cNvPr id=\"{0}\" name=\"Picture {0}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{1}<a:stretch><a:fillRect/></a:stretch>"
      "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{2}\" cy=\"{3}\"/></a:xfrm><a:prstGeom prst=\"rect\">"
      "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>",
      id, blip, emu(width), emu(height));
}

}  // namespace

std::string drawing_inline(const InlinePicture& picture) {
  return fmt::format(
      "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{}\" cy=\"{}\"/>"
      "<wp:docPr id=\"{}\" name=\"Picture {}\" descr=\"{}\"/><wp:cNvGraphicFramePr/>{}</wp:inline></w:drawing></w:r>",
      emu(picture.width), emu(picture.height), picture.id, picture.id, xml(picture.description),
      graphic(picture.png, picture.svg, picture.id, picture.width, picture.height));
}

std::string drawing_behind(const Band& band) {
  return fmt::format(
      "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{0}\" behindDoc=\"1\" "
      "locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"page\">"
      "<wp:posOffset>{1}</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"page\"><wp:posOffset>{5}</wp:posOffset></wp:positionV>"
      "<wp:extent cx=\"{2}\" cy=\"{3}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/><wp:docPr id=\"{0}\" name=\"Band {0}\" descr=\"\"/>"
      "<wp:cNvGraphicFramePr/>{4}</wp:anchor></w:drawing></w:r>",
      band.id, emu(band.left), emu(band.width), emu(band.height), graphic(band.png, 0, band.id, band.width, band.height), emu(band.top));
}

}  // namespace gongdun::report::docx
