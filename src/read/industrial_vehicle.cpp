// Vehicles, ships and aircraft: bus databases and traces, AUTOSAR, navigation sentences, flight and voyage logs.
#include <algorithm>
#include <cctype>
#include <charconv>

#include "read/delegate.h"
#include "read/industrial_text.h"
#include "read/nmea2000.h"
#include "read/sniff.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

using namespace sniff;

// A message: "BO_ 171 NAME: 8 ECU".
bool dbc_message(std::string_view text) {
  while (!text.empty()) {
    std::string_view line = take_line(text);
    if (!line.starts_with("BO_ ")) continue;
    line.remove_prefix(4);
    if (skip_digits(line) && skip_char(line, ' ') && has(line, ": ")) return true;
  }
  return false;
}

int dbc(const Sniff& s) {
  return dbc_message(s.text) || (line_starts(s.text, "NS_ :") && line_starts(s.text, "BU_:")) ? kMagic : 0;
}

// PEAK symbol files: "FormatVersion=6.0 // Do not edit this line!", a title, sections of symbols.
int can_sym(const Sniff& s) {
  return body(s).starts_with("FormatVersion=") && line_starts(s.text, "Title=") && (has(s.text, "{SEND") || has(s.text, "{RECEIVE}") || has(s.text, "Sig="))
             ? kMagic
             : 0;
}

int ldf(const Sniff& s) {
  return has(s.text.substr(0, 4096), "LIN_description_file") ? kMagic : 0;
}
int a2l(const Sniff& s) {
  return line_starts(s.text, "ASAP2_VERSION") || (line_starts(s.text, "/begin PROJECT") && has(s.text, "/begin MODULE")) ? kMagic : 0;
}

// "(1502984866.421964) can0 09F112CC#FF72" of candump -l, or "can0  123   [8]  11 22" of candump.
bool candump_line(std::string_view line) {
  if (skip_char(line, '(')) {
    if (!skip_digits(line) || !skip_char(line, '.') || !skip_digits(line) || !skip_char(line, ')')) return false;
    skip_blanks(line);
  }
  const std::size_t space = line.find(' ');
  if (space == line.npos || space == 0 || space > 16 || line.substr(0, space).find("can") == line.npos) return false;
  line.remove_prefix(space);
  skip_blanks(line);
  if (!skip_hex(line)) return false;
  if (line.starts_with('#')) return true;
  skip_blanks(line);
  return skip_char(line, '[') && skip_digits(line) && skip_char(line, ']');
}

int candump(const Sniff& s) {
  return vote(s, "#", candump_line).most(3, 0.8) ? kStructure : 0;
}

// Frames whose 29-bit identifiers carry the numbers only NMEA 2000 uses (126208 and above), one in three at least.
int marine_bus(const Sniff& s) {
  const Vote lines = vote(s, "#;", [](std::string_view line) {
    for (std::size_t at = 0; at + 8 <= line.size(); ++at) {
      if (at > 0 && line[at - 1] != ' ') continue;
      std::uint32_t id = 0;
      const auto [end, error] = std::from_chars(line.data() + at, line.data() + at + 8, id, 16);
      const bool ends = at + 8 == line.size() || line[at + 8] == ' ' || line[at + 8] == '#';
      if (error == std::errc() && end == line.data() + at + 8 && ends && nmea2000_only(pgn_of(id))) return true;
    }
    return false;
  });
  return lines.most(3, 0.3) ? kMagic : 0;
}

int vector_asc(const Sniff& s) {
  const std::string_view head = body(s).substr(0, 2000);
  return head.starts_with("date ") && has(head, "timestamps") && line_starts(head, "base ") ? kMagic : 0;
}

int pcan_trace(const Sniff& s) {
  return body(s).starts_with(";$FILEVERSION=") ? kMagic : 0;
}

// $GPGGA,...*5A and !AIVDM,...*26, possibly after a time or tag block.
bool nmea_sentence(std::string_view line, std::string_view talkers) {
  if (line.starts_with('\\')) line.remove_prefix(std::min(line.find('\\', 1), line.size() - 1) + 1);
  if (line.size() < 8 || talkers.find(line.front()) == line.npos) return false;
  line.remove_prefix(1);
  std::size_t letters = 0;
  while (letters < line.size() && (std::isupper(static_cast<unsigned char>(line[letters])) || std::isdigit(static_cast<unsigned char>(line[letters]))))
    ++letters;
  return letters >= 4 && letters <= 8 && letters < line.size() && line[letters] == ',';
}

bool ais_sentence(std::string_view line) {
  const std::size_t at = line.find('!');
  if (at == line.npos || line.size() < at + 7) return false;
  const std::string_view kind = line.substr(at + 3, 3);
  return (kind == "VDM" || kind == "VDO") && line[at + 6] == ',';
}

int ais(const Sniff& s) {
  const Vote ais_lines = vote(s, "#", ais_sentence);
  const Vote all = vote(s, "#", [](std::string_view line) { return ais_sentence(line) || nmea_sentence(line, "$!"); });
  return ais_lines.hits >= 2 && all.most(2, 0.5) && 4 * ais_lines.hits >= all.hits ? kStructure + 1 : 0;
}

int nmea0183(const Sniff& s) {
  return vote(s, "#", [](std::string_view line) { return nmea_sentence(line, "$!") && !line.starts_with("!PDGY"); }).most(3, 0.7) ? kStructure : 0;
}

bool skip_clock(std::string_view& line) {  // 00:29:58.617
  return skip_digits(line, 2) && skip_char(line, ':') && skip_digits(line, 2) && skip_char(line, ':') && skip_digits(line, 2) && skip_char(line, '.') &&
         skip_digits(line);
}

bool skip_date(std::string_view& line) {  // 2021-08-07
  return skip_digits(line, 4) && skip_char(line, '-') && skip_digits(line, 2) && skip_char(line, '-') && skip_digits(line, 2) && !line.empty();
}

// Captures of NMEA 2000 gateways: Actisense/canboat (time,prio,PGN,src,dst,len,hex..), Yacht Devices (time R id hex..), iKonvert (!PDGY,..),
// and canboat's decoded lines (time prio src dst PGN name: ..).
bool nmea2000_line(std::string_view line) {
  if (line.starts_with("!PDGY,")) return true;
  std::string_view clock = line;
  if (skip_clock(clock)) return (clock.starts_with(" R ") || clock.starts_with(" T ")) && clock.size() > 11 && (clock.remove_prefix(3), skip_hex(clock, 8));
  if (!skip_date(line)) return false;
  line.remove_prefix(1);  // 'T', '-' or '_'
  if (!skip_clock(line)) return false;
  skip_char(line, 'Z');
  const bool commas = line.starts_with(',');
  for (int field = 0; field < 4; ++field) {
    if (commas ? !skip_char(line, ',') : !line.starts_with(' ')) return false;
    skip_blanks(line);
    if (!skip_digits(line)) return false;
  }
  return commas || line.starts_with(' ');
}

int nmea2000(const Sniff& s) {
  if (vote(s, "#", nmea2000_line).most(3, 0.8)) return kStructure;
  return (pcan_trace(s) != 0 || candump(s) != 0) && marine_bus(s) != 0 ? kMagic + 1 : 0;
}

// The same bus as three kinds of programs write it down.
base::Status extract_marine(ByteSource& source, ExtractContext& context) {
  const auto head = source.head();
  if (!head) return std::unexpected(head.error());
  const auto text = head_text(source);
  if (!text) return std::unexpected(text.error());
  const Sniff sniff{.head = *head, .text = text->utf8, .whole = text->whole};
  if (pcan_trace(sniff) != 0) return extract_pcan_trace(source, context);
  return candump(sniff) != 0 ? extract_candump(source, context) : extract_nmea2000(source, context);
}

// BaseStation lines (MSG,3,…) and exports of raw Mode S frames: time,"28 hex digits","6 hex digits",type code.
bool adsb_line(std::string_view line) {
  if (line.starts_with("MSG,")) return std::count(line.begin(), line.end(), ',') >= 10;
  if (!skip_digits(line, 9) || (skip_char(line, '.') && !skip_digits(line)) || !skip_char(line, ',')) return false;
  skip_char(line, '"');
  std::string_view frame = line;
  if (!skip_hex(line, 14)) return false;
  const std::size_t digits = frame.size() - line.size();
  return digits == 14 || digits == 28;
}

int adsb(const Sniff& s) {
  return vote(s, "#", adsb_line).most(3, 0.9) ? kStructure : 0;
}

int igc(const Sniff& s) {
  return body(s).starts_with('A') && (line_starts(s.text, "HFDTE") || line_starts(s.text, "HFDTEDATE")) ? kMagic : 0;
}

// ISO 8211 (S-57 charts): a 24-byte leader "00243 3LE1 0900".
int s57(const Sniff& s) {
  const std::string_view b = s.bytes();
  return b.size() > 24 && b.substr(0, 5).find_first_not_of("0123456789") == b.npos && b.substr(5, 3) == "3LE" && b.substr(10, 2) == "09" ? kMagic : 0;
}

// Firmware images as text records.
bool hex_record(std::string_view line) {
  return line.size() >= 11 && skip_char(line, ':') && skip_hex(line, 10) && line.empty();
}
bool s_record(std::string_view line) {
  return line.size() >= 10 && skip_char(line, 'S') && line[0] >= '0' && line[0] <= '9' && skip_hex(line, 8) && line.empty();
}
int intel_hex(const Sniff& s) {
  return vote(s, "", hex_record).most(2, 0.98) ? kStructure : 0;
}
int srec(const Sniff& s) {
  return vote(s, "", s_record).most(2, 0.98) ? kStructure : 0;
}

GD_FORMAT({"dbc", "CAN 通信矩阵（DBC）", "CAN database (DBC)", "dbc", dbc, extract_dbc});
GD_FORMAT({"kcd", "CAN 网络定义（KCD）", "CAN network definition (KCD)", "kcd", root_with<"kayak.2codeornot2code.org", "NetworkDefinition">, as<"xml">});
GD_FORMAT({"can-sym", "CAN 符号文件（SYM）", "CAN symbols (PEAK SYM)", "sym", can_sym, as<"ini">});
GD_FORMAT({"ldf", "LIN 通信描述（LDF）", "LIN description", "ldf", ldf, extract_ldf});
GD_FORMAT({"a2l", "标定与测量描述（A2L）", "ASAM MCD-2 MC description", "a2l", a2l, extract_a2l});
GD_FORMAT({"arxml", "AUTOSAR 描述文件（ARXML）", "AUTOSAR description", "arxml", root<"AUTOSAR">, as<"xml">});
GD_FORMAT({"odx", "车辆诊断描述（ODX）", "vehicle diagnostics (ODX)", "odx odx-d odx-c odx-f", root<"ODX">, as<"xml">});
GD_FORMAT({"fibex", "车载网络描述（FIBEX）", "FIBEX network description", "xml", root<"FIBEX">, as<"xml">});
GD_FORMAT({"opendrive", "道路网络（OpenDRIVE）", "OpenDRIVE road network", "xodr", root<"OpenDRIVE">, as<"xml">});
GD_FORMAT({"openscenario", "驾驶场景（OpenSCENARIO）", "OpenSCENARIO scenario", "xosc", root<"OpenSCENARIO">, as<"xml">});
GD_FORMAT({"candump", "CAN 报文记录（candump）", "CAN log (candump)", "log", candump, extract_candump});
GD_FORMAT({"vector-asc", "CAN 报文记录（ASC）", "CAN log (ASC)", "asc", vector_asc, extract_vector_asc});
GD_FORMAT({"pcan-trace", "CAN 报文记录（PCAN TRC）", "CAN trace (PCAN)", "trc", pcan_trace, extract_pcan_trace});
GD_FORMAT({"nmea0183", "导航语句（NMEA 0183）", "NMEA 0183 sentences", "nmea log txt", nmea0183, extract_nmea});
GD_FORMAT({"ais", "船舶自动识别报文（AIS）", "AIS sentences", "ais nmea txt", ais, extract_nmea});
GD_FORMAT({"nmea2000-log", "船舶总线记录（NMEA 2000）", "NMEA 2000 capture", "raw log txt trc", nmea2000, extract_marine});
GD_FORMAT({"adsb", "飞机广播报文（ADS-B／Mode S）", "ADS-B / Mode S messages", "csv txt", adsb, extract_adsb});
GD_FORMAT({"s57", "电子海图（S-57）", "electronic chart (S-57)", "000", s57});
GD_FORMAT({"rtz", "航线（RTZ）", "route plan (RTZ)", "rtz", root_with<"cirm.org/RTZ", "route">, as<"xml">});
GD_FORMAT({"gpx", "轨迹（GPX）", "GPX track", "gpx", root<"gpx">, as<"xml">});
GD_FORMAT({"kml", "地理标注（KML）", "KML", "kml", root<"kml">, as<"xml">});
GD_FORMAT({"gml", "地理标记语言（GML）", "GML", "gml", root_with<"opengis.net/gml", "FeatureCollection">, as<"xml">});
GD_FORMAT({"igc", "飞行轨迹（IGC）", "flight track (IGC)", "igc", igc, extract_listing});
GD_FORMAT({"s1000d", "技术出版物数据模块（S1000D）", "S1000D data module", "xml", root_with<"dmCode", "dmodule">, as<"xml">});
GD_FORMAT({"rosbag", "机器人数据包（ROS bag）", "ROS bag", "bag", magic<"#ROSBAG V">});
GD_FORMAT({"mcap", "机器人数据包（MCAP）", "MCAP", "mcap", magic<"\x89MCAP0\r\n">});
GD_FORMAT({"intel-hex", "固件映像（Intel HEX）", "firmware image (Intel HEX)", "hex ihex", intel_hex, extract_listing});
GD_FORMAT({"srec", "固件映像（S-record）", "firmware image (S-record)", "s19 srec mot", srec, extract_listing});

}  // namespace
}  // namespace gongdun::read
