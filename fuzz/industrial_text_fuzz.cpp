// Industrial text formats: any bytes must be read within the limits, without a crash and without an endless loop. The first byte chooses
// the format, the rest is its text.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "read/extract_in_memory.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kFormats[] = {"dbc",       "ldf",          "a2l",    "las",      "candump", "vector-asc",   "pcan-trace", "nmea0183",
                                                  "ais",       "nmea2000-log", "adsb",   "dxf",      "step",    "iges",         "hpgl",       "stl",
                                                  "gcode",     "mdm",          "lef",    "liberty",  "spice",   "cdl",          "verilog",    "structured-text",
                                                  "s7-source", "comtrade-cfg", "gerber", "excellon", "kicad",   "eclipse-deck", "spef"};
  if (size == 0) return 0;
  gongdun::read::Limits limits;
  limits.block_bytes = 4096;
  limits.cell_bytes = 1024;
  limits.columns = 64;
  limits.depth = 20;
  gongdun::read::extract_in_memory(kFormats[data[0] % std::size(kFormats)], {reinterpret_cast<const char*>(data) + 1, size - 1}, limits);
  return 0;
}
