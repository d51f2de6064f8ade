// Integrated circuits: layout, libraries, netlists, hardware description, timing, test and measurement.
#include <cctype>

#include "read/delegate.h"
#include "read/industrial_text.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

int lef(const Sniff& s) {
  const bool part = line_starts(s.text, "MACRO ") || line_starts(s.text, "LAYER ") || line_starts(s.text, "SITE ") || line_starts(s.text, "VIA ");
  return part && line_starts(s.text, "VERSION ") &&
                 (line_starts(s.text, "BUSBITCHARS") || line_starts(s.text, "DIVIDERCHAR") || line_starts(s.text, "SYMMETRY "))
             ? kStructure + 1
             : 0;
}

int def(const Sniff& s) {
  return line_starts(s.text, "DESIGN ") && line_starts(s.text, "DIEAREA") && line_starts(s.text, "VERSION ") ? kStructure + 2 : 0;
}

int liberty(const Sniff& s) {
  std::string_view rest = body(s);
  while (rest.starts_with("/*")) {
    const std::size_t end = rest.find("*/");
    if (end == rest.npos) return 0;
    rest.remove_prefix(end + 2);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  }
  return rest.starts_with("library") && has(rest.substr(0, 200), "(") && has(rest.substr(0, 400), "{") ? kMagic : 0;
}

// Netlists: a .subckt with its .ends, or element lines among simulator commands.
int netlist_commands(const Sniff& s) {
  int commands = 0;
  for (const std::string_view word :
       {".subckt ", ".ends", ".model ", ".param", ".include ", ".lib ", ".tran ", ".ac ", ".dc ", ".end", ".option", ".global "}) {
    commands += line_starts(s.text, word) ? 1 : 0;
  }
  return commands;
}
bool is_netlist(const Sniff& s) {
  const bool subcircuit = line_starts(s.text, ".subckt ");
  return (subcircuit && (line_starts(s.text, ".ends") || !s.whole)) || (line_starts(s.text, ".model ") && netlist_commands(s) >= 2) || netlist_commands(s) >= 4;
}
bool is_cdl(const Sniff& s) {
  return line_starts(s.text, "*.PININFO") || line_starts(s.text, "*.BIPOLAR") || line_starts(s.text, "*.SCALE") || line_starts(s.text, "*.RESI");
}
int spice(const Sniff& s) {
  return is_netlist(s) && !is_cdl(s) ? kStructure : 0;
}
int cdl(const Sniff& s) {
  return is_netlist(s) && is_cdl(s) ? kStructure : 0;
}

// A module header with its ports, and statements of the language.
int verilog(const Sniff& s) {
  if (!line_starts(s.text, "module ") || !has(s.text, ";")) return 0;
  const bool ends = line_starts(s.text, "endmodule") || !s.whole;
  const bool statements = line_starts(s.text, "input ") || line_starts(s.text, "output ") || line_starts(s.text, "wire ") || line_starts(s.text, "assign ") ||
                          line_starts(s.text, "reg ") || line_starts(s.text, "always") || line_starts(s.text, "logic ");
  return ends && statements ? kStructure : 0;
}

int vhdl(const Sniff& s) {
  return line_starts(s.text, "entity ") && (line_starts(s.text, "architecture ") || line_starts(s.text, "port")) &&
                 (line_starts(s.text, "library ieee") || line_starts(s.text, "end "))
             ? kStructure
             : 0;
}

int mdm(const Sniff& s) {
  return line_starts(s.text, "BEGIN_HEADER") && has(s.text, "ICCAP_") ? kMagic : 0;
}
int touchstone(const Sniff& s) {
  std::string_view rest = body(s);
  for (int i = 0; i < 200 && !rest.empty(); ++i) {
    std::string_view line = take_line(rest);
    skip_blanks(line);
    if (line.empty() || line.starts_with('!')) continue;
    if (!skip_char(line, '#')) return 0;
    skip_blanks(line);
    const bool unit =
        starts_ignoring_case(line, "hz") || starts_ignoring_case(line, "khz") || starts_ignoring_case(line, "mhz") || starts_ignoring_case(line, "ghz");
    return unit && (has(line, " R ") || has(line, " r ")) ? kMagic : 0;
  }
  return 0;
}

int sdf(const Sniff& s) {
  return body(s).starts_with("(DELAYFILE") ? kMagic : 0;
}
int sdc(const Sniff& s) {
  const Vote lines = vote(s, "#", [](std::string_view line) {
    return line.starts_with("create_") || line.starts_with("set_") || line.starts_with("current_design") || line.starts_with("group_path");
  });
  return lines.most(3, 0.5) && (has(s.text, "create_clock") || has(s.text, "set_input_delay")) ? kStructure : 0;
}
int vcd(const Sniff& s) {
  return body(s).starts_with('$') && line_starts(s.text, "$timescale") && line_starts(s.text, "$scope") ? kMagic : 0;
}
int edif(const Sniff& s) {
  return starts_ignoring_case(body(s), "(edif ") ? kMagic : 0;
}
int ibis(const Sniff& s) {
  return line_starts(s.text.substr(0, 8192), "[IBIS Ver]") ? kMagic : 0;
}

GD_FORMAT({"spef", "版图寄生参数（SPEF）", "chip parasitics (SPEF)", "spef spf", opens<"*SPEF \"IEEE 1481", "*SPEF \"ieee 1481">, extract_spef});
GD_FORMAT({"oasis", "集成电路版图（OASIS）", "IC layout (OASIS)", "oas", magic<"%SEMI-OASIS">});
GD_FORMAT({"lef", "单元版图抽象（LEF）", "library exchange format (LEF)", "lef", lef, extract_lef});
GD_FORMAT({"def", "设计布局布线（DEF）", "design exchange format (DEF)", "def", def, extract_listing});
GD_FORMAT({"liberty", "单元时序库（Liberty）", "cell timing library (Liberty)", "lib", liberty, extract_liberty});
GD_FORMAT({"spice", "电路网表（SPICE）", "SPICE netlist", "sp spice cir ckt", spice, extract_netlist});
GD_FORMAT({"cdl", "电路网表（CDL）", "CDL netlist", "cdl", cdl, extract_netlist});
GD_FORMAT({"verilog", "硬件描述（Verilog）", "Verilog source", "v sv vh", verilog, extract_verilog});
GD_FORMAT({"vhdl", "硬件描述（VHDL）", "VHDL source", "vhd vhdl", vhdl, extract_listing});
GD_FORMAT({"mdm", "器件测量数据（IC-CAP MDM）", "device measurement (IC-CAP MDM)", "mdm", mdm, extract_mdm});
GD_FORMAT({"touchstone", "网络参数（Touchstone）", "network parameters (Touchstone)", "s1p s2p s3p s4p", touchstone, extract_listing});
GD_FORMAT({"sdf-delay", "标准延时文件（SDF）", "standard delay format", "sdf", sdf, extract_listing});
GD_FORMAT({"sdc", "时序约束（SDC）", "design constraints (SDC)", "sdc xdc", sdc, extract_listing});
GD_FORMAT({"vcd", "仿真波形（VCD）", "value change dump", "vcd", vcd, extract_listing});
GD_FORMAT({"edif", "电路交换格式（EDIF）", "EDIF netlist", "edf edif", edif, extract_listing});
GD_FORMAT({"ibis", "输入输出缓冲模型（IBIS）", "I/O buffer model (IBIS)", "ibs", ibis, extract_listing});
GD_FORMAT({"klayout", "版图工具设置（KLayout）", "KLayout settings", "lyp lyt lym lydrc", root<"layer-properties", "technology", "klayout-macro">, as<"xml">});

}  // namespace
}  // namespace gongdun::read
