// Wells, reservoirs, mines and surveys: logs, simulation decks, seismic data, grids, point clouds.
#include <cctype>

#include "read/delegate.h"
#include "read/geoeas.h"
#include "read/industrial_text.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

// CWLS LAS: a ~V section and at least one other ~ section, each at the beginning of a line.
int las(const Sniff& s) {
  std::string_view rest = body(s);
  bool version = false;
  std::size_t sections = 0;
  while (!rest.empty()) {
    std::string_view line = take_line(rest);
    skip_blanks(line);
    if (!line.starts_with('~') || line.size() < 2 || std::isalpha(static_cast<unsigned char>(line[1])) == 0) continue;
    ++sections;
    version = version || line[1] == 'V' || line[1] == 'v';
  }
  return version && (sections >= 2 || line_starts(s.text, "VERS")) ? kMagic : 0;
}

// Reservoir simulator decks: section keywords alone on their lines.
int eclipse_deck(const Sniff& s) {
  int keywords = 0;
  for (const std::string_view word : {"RUNSPEC",  "GRID",  "EDIT",  "PROPS", "REGIONS", "SOLUTION", "SUMMARY",  "SCHEDULE", "DIMENS", "WELSPECS", "COMPDAT",
                                      "SPECGRID", "COORD", "ZCORN", "PERMX", "PORO",    "WCONPROD", "WCONINJE", "SWOF",     "PVTO",   "EQUIL"}) {
    std::string_view rest = s.text;
    bool found = false;
    while (!rest.empty() && !found) {
      std::string_view line = take_line(rest);
      found = line.starts_with(word) && line.find_first_not_of(" \t", word.size()) == line.npos;
    }
    keywords += found ? 1 : 0;
  }
  return keywords >= 2 && has(s.text, "/") ? kStructure : 0;
}

int geoeas(const Sniff& s) {
  return geoeas_header(body(s)).has_value() ? kStructure : 0;
}

int witsml(const Sniff& s) {
  const XmlRoot root_tag = xml_root(body(s));
  return has(root_tag.tag, "witsml.org") || has(root_tag.tag, "energistics.org") ? kSpecific : 0;
}

int surfer_text(const Sniff& s) {
  return body(s).starts_with("DSAA") ? kMagic : 0;
}

int esri_ascii_grid(const Sniff& s) {
  const std::string_view head = s.text.substr(0, 400);
  return starts_ignoring_case(body(s), "ncols") && line_starts(head, "nrows") && line_starts(head, "cellsize") ? kMagic : 0;
}

int geojson(const Sniff& s) {
  return json_opening(body(s)) == '{' && has(s.text, "\"FeatureCollection\"") && json_key(s.text, "features") ? kSpecific : 0;
}

GD_FORMAT({"las", "测井数据（LAS）", "well log (LAS)", "las", las, extract_las});
GD_FORMAT({"eclipse-deck", "油藏数值模拟输入（Eclipse）", "reservoir simulation deck", "data inc grdecl", eclipse_deck, extract_eclipse_deck});
GD_FORMAT({"geoeas", "地质统计数据（GeoEAS／GSLIB）", "geostatistical data (GeoEAS/GSLIB)", "dat gslib", geoeas, extract_geoeas});
GD_FORMAT({"witsml", "钻完井数据（WITSML／PRODML／RESQML）", "WITSML, PRODML or RESQML", "xml", witsml, as<"xml">});
GD_FORMAT({"lidar-las", "激光点云（LAS/LAZ）", "lidar point cloud", "las laz", magic<"LASF">});
GD_FORMAT({"e57", "激光点云（E57）", "point cloud (E57)", "e57", magic<"ASTM-E57">});
GD_FORMAT({"surfer-grid", "网格数据（Surfer）", "Surfer grid", "grd", magic<"DSBB">});
GD_FORMAT({"surfer-grid-text", "网格数据（Surfer 文本）", "Surfer grid, text", "grd", surfer_text, extract_listing});
GD_FORMAT({"esri-ascii-grid", "栅格数据（Esri ASCII）", "Esri ASCII grid", "asc", esri_ascii_grid, extract_listing});
GD_FORMAT({"geojson", "地理数据（GeoJSON）", "GeoJSON", "geojson json", geojson, as<"json">});
GD_FORMAT({"geopackage", "地理数据包（GeoPackage）", "GeoPackage", "gpkg", magic<"GPKG", 68>, as<"sqlite">});
GD_FORMAT({"netcdf", "科学数据（NetCDF）", "NetCDF", "nc", magic<"CDF\x01">});

}  // namespace
}  // namespace gongdun::read
