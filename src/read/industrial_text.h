// Extractors of industrial text formats that give meaning, one file each; industrial_*.cpp registers them beside their identifiers.
#pragma once
#include "read/format.h"

namespace gongdun::read {

base::Status extract_dbc(ByteSource& source, ExtractContext& context);
base::Status extract_ldf(ByteSource& source, ExtractContext& context);
base::Status extract_a2l(ByteSource& source, ExtractContext& context);
base::Status extract_nmea(ByteSource& source, ExtractContext& context);  // NMEA 0183 and AIS
base::Status extract_candump(ByteSource& source, ExtractContext& context);
base::Status extract_vector_asc(ByteSource& source, ExtractContext& context);
base::Status extract_pcan_trace(ByteSource& source, ExtractContext& context);
base::Status extract_spef(ByteSource& source, ExtractContext& context);
base::Status extract_nmea2000(ByteSource& source, ExtractContext& context);
base::Status extract_adsb(ByteSource& source, ExtractContext& context);
base::Status extract_dxf(ByteSource& source, ExtractContext& context);
base::Status extract_step(ByteSource& source, ExtractContext& context);  // and IFC
base::Status extract_iges(ByteSource& source, ExtractContext& context);
base::Status extract_hpgl(ByteSource& source, ExtractContext& context);
base::Status extract_stl(ByteSource& source, ExtractContext& context);
base::Status extract_gcode(ByteSource& source, ExtractContext& context);
base::Status extract_gerber(ByteSource& source, ExtractContext& context);
base::Status extract_excellon(ByteSource& source, ExtractContext& context);
base::Status extract_kicad(ByteSource& source, ExtractContext& context);
base::Status extract_eclipse_deck(ByteSource& source, ExtractContext& context);
base::Status extract_plc_source(ByteSource& source, ExtractContext& context);  // Structured Text and STEP 7 sources
base::Status extract_comtrade(ByteSource& source, ExtractContext& context);
base::Status extract_mdm(ByteSource& source, ExtractContext& context);
base::Status extract_lef(ByteSource& source, ExtractContext& context);
base::Status extract_liberty(ByteSource& source, ExtractContext& context);
base::Status extract_netlist(ByteSource& source, ExtractContext& context);  // SPICE and CDL
base::Status extract_verilog(ByteSource& source, ExtractContext& context);
base::Status extract_las(ByteSource& source, ExtractContext& context);

}  // namespace gongdun::read
