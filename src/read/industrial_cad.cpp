// Computer-aided design and manufacture: drawings, solids, meshes, machine programs, embroidery and garment patterns.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>

#include "read/delegate.h"
#include "read/industrial_text.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

// DXF text: pairs of lines, a group code and a value; the first pair is 0/SECTION, after optional 999 comments.
int dxf(const Sniff& s) {
  std::string_view rest = body(s);
  for (int pair = 0; pair < 40 && !rest.empty(); ++pair) {
    std::string_view code = take_line(rest);
    std::string_view value = take_line(rest);
    skip_blanks(code);
    skip_blanks(value);
    if (code.starts_with("999")) continue;
    return code.starts_with("0") && code.size() <= 2 && value.starts_with("SECTION") ? kMagic : 0;
  }
  return 0;
}

// MicroStation V7: element type 8/9/10 header, words to follow; V8 is an OLE file.
int dgn(const Sniff& s) {
  return starts(s, std::string_view("\x08\x09\xfe\x02", 4)) || starts(s, std::string_view("\xc8\x09\xfe\x02", 4)) ? kMagic : 0;
}

bool is_step(const Sniff& s) {
  return body(s).starts_with("ISO-10303-21;");
}
bool is_ifc(const Sniff& s) {
  return has(s.text, "FILE_SCHEMA(('IFC") || has(s.text, "FILE_SCHEMA (('IFC");
}
int step(const Sniff& s) {
  return is_step(s) && !is_ifc(s) ? kMagic : 0;
}
int ifc(const Sniff& s) {
  return is_step(s) && is_ifc(s) ? kMagic : 0;
}

// IGES: 80-column records; column 73 holds the section letter, 74-80 the sequence number.
int iges(const Sniff& s) {
  std::string_view rest = s.text;
  const std::string_view first = take_line(rest);
  return first.size() == 80 && first[72] == 'S' && first.ends_with("1") && first.substr(73, 6).find_first_not_of(" 0") == first.npos ? kMagic : 0;
}

// HP-GL and HP-GL/2: two-letter commands, each with numbers; the opening ones are from a short list.
int hpgl(const Sniff& s) {
  std::string_view b = s.bytes().substr(0, 512);
  if (b.starts_with("\x1b%") || b.starts_with("\x1b.")) b.remove_prefix(std::min(b.size(), b.find_first_of("ABabY(") + 1));
  while (!b.empty() && (b.front() == '\r' || b.front() == '\n' || b.front() == ' ' || b.front() == ';')) b.remove_prefix(1);
  if (!b.starts_with("IN") && !b.starts_with("BP") && !b.starts_with("DF") && !b.starts_with("SP") && !b.starts_with("PU")) return 0;
  if (b.size() < 6 || std::isalpha(static_cast<unsigned char>(b[2])) * std::islower(static_cast<unsigned char>(b[2])) != 0) return 0;
  int seen = 0;
  for (const std::string_view command : {"PU", "PD", "PA", "SP", "PE", "PW", "PS", "IN", "PC", "LT", "IP", "SC", "CI"}) {
    const std::size_t at = b.find(command);
    if (at == b.npos || at + 2 >= b.size()) continue;
    const char next = b[at + 2];
    seen += next == ';' || next == '-' || std::isdigit(static_cast<unsigned char>(next)) || std::isupper(static_cast<unsigned char>(next)) ? 1 : 0;
  }
  return seen >= 4 && b.find(';') != b.npos ? kSpecific : 0;
}

int stl_text(const Sniff& s) {
  return body(s).starts_with("solid") && has(s.text, "facet normal") && has(s.text, "vertex") ? kMagic : 0;
}

// RS-274 / DIN 66025 programs: most lines are words of a letter and a number, with G and M words among them.
int gcode(const Sniff& s) {
  std::size_t g_words = 0;
  const Vote lines = vote(s, "(;%", [&](std::string_view line) {
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.starts_with('O') || line.starts_with(':')) return line.size() > 1 && std::isdigit(static_cast<unsigned char>(line[1])) != 0;
    std::size_t words = 0;
    while (!line.empty() && line.front() != '(' && line.front() != ';') {
      const char letter = static_cast<char>(std::toupper(static_cast<unsigned char>(line.front())));
      if (std::string_view("NGMXYZABCIJKRFSTPQLDHUVWE").find(letter) == std::string_view::npos) return false;
      line.remove_prefix(1);
      skip_blanks(line);
      const std::size_t number = line.find_first_not_of("+-.0123456789");
      if (number == 0 || line.empty()) return false;
      if (letter == 'G' || letter == 'M') ++g_words;
      line.remove_prefix(std::min(number, line.size()));
      skip_blanks(line);
      ++words;
    }
    return words > 0;
  });
  return lines.most(6, 0.8) && g_words >= 4 ? kStructure : 0;
}

int gerber(const Sniff& s) {
  return has(s.text.substr(0, 8192), "%FSLA") && has(s.text.substr(0, 8192), "*%") ? kMagic : 0;
}
int excellon(const Sniff& s) {
  return body(s).starts_with("M48") && (has(s.text, "METRIC") || has(s.text, "INCH")) ? kMagic : 0;
}

int jt(const Sniff& s) {
  return starts(s, "Version ") && has(s.bytes().substr(0, 80), " JT ") ? kMagic : 0;
}

// Parasolid transmit files open with the whole alphabet.
int parasolid(const Sniff& s) {
  return starts(s, "**ABCDEFGHIJKLMNOPQRSTUVWXYZ") ? kMagic : 0;
}
int acis(const Sniff& s) {
  std::string_view rest = body(s);
  std::string_view line = take_line(rest);
  int numbers = 0;
  while (skip_digits(line)) {
    ++numbers;
    skip_blanks(line);
  }
  return numbers >= 3 && has(s.text.substr(0, 400), "ACIS ") ? kMagic : 0;
}

int valentina(const Sniff& s) {
  return root<"pattern">(s) != 0 && (has(s.text, "<draw") || has(s.text, "Valentina") || has(s.text, "Seamly")) ? kSpecific : 0;
}
int embroidery_dst(const Sniff& s) {
  return starts(s, "LA:") && starts(s, "\rST:", 19) ? kMagic : 0;
}

GD_FORMAT({"dxf", "CAD 图形交换文件（DXF）", "DXF drawing", "dxf", dxf, extract_dxf});
GD_FORMAT({"dwf", "CAD 发布图（DWF）", "DWF published drawing", "dwf dwfx", magic<"(DWF V">});
GD_FORMAT({"dgn", "MicroStation 图纸（DGN）", "DGN drawing", "dgn", dgn});
GD_FORMAT({"step", "产品模型数据（STEP，GB/T 16656.21）", "STEP product model", "stp step p21", step, extract_step});
GD_FORMAT({"ifc", "建筑信息模型（IFC）", "IFC building model", "ifc", ifc, extract_step});
GD_FORMAT({"iges", "图形交换文件（IGES）", "IGES model", "igs iges", iges, extract_iges});
GD_FORMAT({"hpgl", "绘图仪指令（HPGL）", "HP-GL plot", "plt hpgl hpg", hpgl, extract_hpgl});
GD_FORMAT({"stl", "三角网格模型（STL 文本）", "STL mesh, text", "stl", stl_text, extract_stl});
GD_FORMAT({"ply", "点云／网格（PLY）", "PLY mesh or point cloud", "ply",
           [](const Sniff& s) { return starts(s, "ply") && s.text.empty() && has(s.bytes(), "format binary_") ? kMagic : 0; }});
GD_FORMAT({"ply-text", "点云／网格（PLY 文本）", "PLY mesh or point cloud, text", "ply", opens<"ply\nformat ascii", "ply\r\nformat ascii">, extract_listing});
GD_FORMAT({"gltf-binary", "三维模型（glTF 二进制）", "glTF binary model", "glb", magic<"glTF">});
GD_FORMAT({"jt", "轻量化三维模型（JT）", "JT model", "jt", jt});
GD_FORMAT({"parasolid", "三维实体（Parasolid）", "Parasolid transmit file", "x_t x_b xmt_txt", parasolid, extract_listing});
GD_FORMAT({"acis-sat", "三维实体（ACIS SAT）", "ACIS solid, text", "sat", acis, extract_listing});
GD_FORMAT({"cadkey-prt", "CADKEY 零件图", "CADKEY part", "prt", magic<"\xa5\x0f\xf0\x5a">});
GD_FORMAT({"catia-v5", "CATIA V5 模型", "CATIA V5 model", "catpart catproduct catdrawing", magic<"V5_CFV2">});
GD_FORMAT({"rhino-3dm", "Rhino 三维模型", "Rhino 3DM model", "3dm", magic<"3D Geometry File Format ">});
GD_FORMAT({"gcode", "数控加工程序（G 代码）", "CNC program (G-code)", "nc ngc tap cnc gcode mpf", gcode, extract_gcode});
GD_FORMAT({"gerber", "电路板光绘文件（Gerber）", "Gerber photoplot", "gbr ger gtl gbl gts gbs gto gbo", gerber, extract_gerber});
GD_FORMAT({"excellon", "电路板钻孔文件（Excellon）", "Excellon drill file", "drl xln", excellon, extract_excellon});
GD_FORMAT({"kicad", "电路设计文件（KiCad）", "KiCad design", "kicad_pcb kicad_sch kicad_sym kicad_mod",
           opens<"(kicad_", "(footprint ", "(module ", "EESchema", "PCBNEW-">, extract_kicad});
GD_FORMAT({"eagle", "电路设计文件（EAGLE）", "EAGLE design", "sch brd lbr", root<"eagle">, as<"xml">});
GD_FORMAT({"3mf", "三维打印模型（3MF）", "3MF model", "3mf", zip_with<"3D/3dmodel.model">, as<"zip">});
GD_FORMAT({"svg", "矢量图（SVG）", "SVG drawing", "svg", root<"svg">, as<"xml">});
GD_FORMAT({"valentina-pattern", "服装纸样（Valentina／Seamly）", "Valentina/Seamly garment pattern", "val sm2d", valentina, as<"xml">});
GD_FORMAT({"valentina-measurements", "服装尺寸表（Valentina／Seamly）", "Valentina/Seamly measurements", "vit smis vst smms",
           root<"vit", "vst", "smis", "smms">, as<"xml">});
GD_FORMAT({"garment-pattern", "服装纸样（JSON 版片）", "garment pattern (panels as JSON)", "json", json_with<"pattern", "panels", "edges">, as<"json">});
GD_FORMAT({"embroidery-dst", "刺绣花样（Tajima DST）", "Tajima embroidery", "dst", embroidery_dst});
GD_FORMAT({"embroidery-pes", "刺绣花样（Brother PES）", "Brother embroidery", "pes", magic<"#PES">});

}  // namespace
}  // namespace gongdun::read
