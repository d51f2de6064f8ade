// What the extractors of industrial text formats say of small hand-made files, and that none of them minds where a file ends.
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kDbc = R"(VERSION "7.1"

NS_ :
	CM_
BS_:
BU_: Gateway

BO_ 171 Brake: 8 Gateway
 SG_ Pressure M : 7|16@0- (0.1,-40) [-40|120.5] "bar" Radar,Gateway
 SG_ Mode m1 : 8|2@1+ (1,0) [0|3] "" Vector__XXX
BO_ 2566844672 Pgn: 8 Vector__XXX
CM_ SG_ 171 Pressure "Pressure of the
main cylinder; password=Tr0ub4dor";
CM_ "Owner: Zhang";
BA_ "BusType" "CAN";
BA_ "GenMsgCycleTime" BO_ 171 20;
VAL_ 171 Mode 1 "on" ;
EV_ Something: 0 [0|1] "" 0 1 DUMMY_NODE_VECTOR0 Vector__XXX;
)";

TEST(Dbc_file, is_tables_of_messages_and_signals) {
  const auto got = extract_in_memory("dbc", kDbc);
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("message"), (Strings{"Brake", "Pgn", "Brake", "Brake"}));
  EXPECT_EQ(got.column("id"), (Strings{"171", "419361024"}));
  EXPECT_EQ(got.column("frame"), (Strings{"standard", "extended"}));
  EXPECT_EQ(got.column("factor"), (Strings{"0.1", "1"}));
  EXPECT_EQ(got.column("maximum"), (Strings{"120.5", "3"}));
  EXPECT_EQ(got.column("receivers"), (Strings{"Radar,Gateway"}));
  EXPECT_EQ(got.column("unit"), (Strings{"bar"}));
  EXPECT_EQ(got.column("node"), (Strings{"Gateway"}));
  EXPECT_EQ(got.column("meaning"), (Strings{"on"}));
  EXPECT_EQ(got.column("comment"), (Strings{"Pressure of the\nmain cylinder; password=Tr0ub4dor", "Owner: Zhang"}));
  EXPECT_EQ(got.column("BusType"), (Strings{"CAN"}));
  EXPECT_EQ(got.column("attribute"), (Strings{"GenMsgCycleTime"}));
  EXPECT_EQ(got.row_of("Pressure"), 9U);
}

TEST(Dbc_file, leaves_what_no_table_carries_as_text) {
  const auto got = extract_in_memory("dbc", kDbc);
  EXPECT_EQ(got.item.text, "EV_ Something: 0 [0|1] \"\" 0 1 DUMMY_NODE_VECTOR0 Vector__XXX;\n");
}

TEST(Dbc_file, with_an_open_quote_keeps_the_words_as_text) {
  const auto got = extract_in_memory("dbc", "BO_ 1 A: 8 B\nCM_ \"never closed\nkey = 1\n");
  EXPECT_NE(got.item.text.find("key = 1"), std::string::npos);
}

constexpr std::string_view kLdf = R"(/* owner: Li */
LIN_description_file;
LIN_protocol_version = "2.1";
LIN_speed = 19.2 kbps;
Nodes { Master: CEM, 5 ms, 0.1 ms; 
Slaves: LSM; }
Signals {
  Light: 2, 0, CEM, LSM, RSM;
}
Frames {
  Frm1: 32, CEM, 3 {
    Light, 0;
  }
}
Node_attributes { LSM { product_id = 0x4A4F, 0x4841; } }
Signal_encoding_types { Temp { physical_value, 0, 254, 0.5, -40, "degC";
  logical_value, 255, "invalid"; } }
Schedule_tables { Normal { Frm1 delay 15 ms; } }
)";

TEST(Ldf_file, is_tables_of_nodes_signals_frames_and_encodings) {
  const auto got = extract_in_memory("ldf", kLdf);
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("LIN_speed"), (Strings{"19.2 kbps"}));
  EXPECT_EQ(got.column("node"), (Strings{"CEM", "LSM", "LSM"}));
  EXPECT_EQ(got.column("subscribers"), (Strings{"LSM, RSM"}));
  EXPECT_EQ(got.column("id"), (Strings{"32"}));
  EXPECT_EQ(got.column("signal"), (Strings{"Light", "Light"}));
  EXPECT_EQ(got.column("unit_or_text"), (Strings{"degC", "invalid"}));
  EXPECT_EQ(got.item.text, " owner: Li \nFrm1 delay 15 ms\n");
}

constexpr std::string_view kA2l = R"(ASAP2_VERSION 1 60
/begin PROJECT Engine "Engine control"
  /begin HEADER "made by Wang" VERSION "3" PROJECT_NO P12 /end HEADER
  /begin MODULE M "" // secret module
    /begin MOD_PAR "" SUPPLIER "Acme" PHONE_NO "010-1" SYSTEM_CONSTANT "CYL" "6" /end MOD_PAR
    /begin MEASUREMENT n_eng "Engine ""speed""
second line" UWORD CM_n 0 0 0 8000.5 ECU_ADDRESS 0xD000 /begin IF_DATA XCP 1 /end IF_DATA /end MEASUREMENT
    /begin CHARACTERISTIC KF "Map" MAP 0x8100 Lay 0 CM_q 0 90 PHYS_UNIT "mg" /end CHARACTERISTIC
    /begin COMPU_METHOD CM_n "rpm" LINEAR "%6.1" "1/min" COEFFS_LINEAR 0.25 0 /end COMPU_METHOD
  /end MODULE
/end PROJECT
)";

TEST(A2l_file, is_tables_of_objects_and_conversions) {
  const auto got = extract_in_memory("a2l", kA2l);
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("object"), (Strings{"n_eng", "KF"}));
  EXPECT_EQ(got.column("long_identifier"), (Strings{"Engine \"speed\"\nsecond line", "Map", "rpm"}));
  EXPECT_EQ(got.column("upper_limit"), (Strings{"8000.5", "90"}));
  EXPECT_EQ(got.column("address"), (Strings{"0xD000", "0x8100"}));
  EXPECT_EQ(got.column("unit"), (Strings{"mg", "1/min"}));
  EXPECT_EQ(got.column("project"), (Strings{"Engine"}));
  EXPECT_EQ(got.column("header.description"), (Strings{"made by Wang"}));
  EXPECT_EQ(got.column("mod_par.supplier"), (Strings{"Acme"}));
  EXPECT_EQ(got.column("system_constant.CYL"), (Strings{"6"}));
  EXPECT_NE(got.item.text.find("IF_DATA XCP 1"), std::string::npos);
  EXPECT_NE(got.item.text.find("secret module"), std::string::npos);
}

constexpr std::string_view kLas = R"(# operator: Zhao
~VERSION INFORMATION
 VERS.   2.0 : CWLS
 WRAP.   YES : wrapped
~WELL
 STRT.M  1670.0 : first depth
 WELL.   ANY 12: WELL NAME
 DATE.   2001-01-01 12:30 : LOG DATE
~CURVE
 DEPT.M       : Depth
 RT  .OHMM 07 : Resistivity
 GR  .API     : Gamma ray
~PARAMETER
 MUD. GEL CHEM : Mud type
~OTHER
 key = value
~A
1670.0
  10.5 -999.25
1670.5 11
77
)";

TEST(Las_file, wrapped_is_well_pairs_and_a_table_of_curves) {
  const auto got = extract_in_memory("las", kLas);
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("WELL"), (Strings{"ANY 12"}));
  EXPECT_EQ(got.column("DATE"), (Strings{"2001-01-01 12:30"}));
  EXPECT_EQ(got.column("MUD"), (Strings{"GEL CHEM"}));
  EXPECT_EQ(got.column("DEPT"), (Strings{"1670.0", "1670.5"}));
  EXPECT_EQ(got.column("GR"), (Strings{"-999.25", "77"}));
  const Table& readings = got.item.tables.back().table;
  ASSERT_EQ(readings.columns.size(), 3U);
  EXPECT_EQ(readings.columns[1].unit, "OHMM");
  EXPECT_EQ(readings.columns[1].comment, "Resistivity 07");
  EXPECT_NE(got.item.text.find("key = value"), std::string::npos);
  EXPECT_NE(got.item.text.find("operator: Zhao"), std::string::npos);
}

TEST(Las_file, of_version_3_has_tables_by_definition) {
  const auto got = extract_in_memory("las",
                                     "~Version\nVERS. 3.0 : v\nWRAP. NO : n\nDLM. COMMA : d\n~Well\n~Log_Definition\nDEPT.M : depth {F}\nGR.API : gamma "
                                     "{F}\n~Core_Definition\nCTOP.M : top {F}\nCDES. : text {S}\n~Core_Data[1] | "
                                     "Core_Definition\n3,sand stone\n~Log_Data | Log_Definition\n1,2\n");
  EXPECT_EQ(got.column("GR"), (Strings{"2"}));
  EXPECT_EQ(got.column("CDES"), (Strings{"sand stone"}));
}

TEST(Las_file, of_version_1_has_its_values_behind_the_colon) {
  const auto got = extract_in_memory("las", "~V\nVERS. 1.2: v\n~W\nSTRT.M 5:\nCOMP. COMPANY: ANY OIL\n~C\nD.M : d\n");
  EXPECT_EQ(got.column("STRT"), (Strings{"5"}));
  EXPECT_EQ(got.column("COMP"), (Strings{"ANY OIL"}));
  EXPECT_EQ(got.item.tables.back().table.columns[0].name, "D");
}

constexpr std::string_view kCandump = "# start\n(1502984866.421964) can0 09F112CC#FF72\n can1  123   [2]  11 22\nnot a frame\n";
constexpr std::string_view kAsc =
    "date Mon Nov 2 2020\nbase hex  timestamps absolute\n   0.010000 1  123             Rx   d 2 A0 0F\n 0.02 CANFD 2 Tx 1A0x Name 1 0 8 8 00\n 0.03 1 "
    "Statistic: 12\n";
constexpr std::string_view kTrc = ";$FILEVERSION=1.1\n; made by Qian\n     1)        48.6  Rx     09F11201  2  FF 50 \n";

TEST(Can_log, is_a_table_of_frames) {
  auto got = extract_in_memory("candump", kCandump);
  EXPECT_EQ(got.column("time"), (Strings{"1502984866.421964"}));
  EXPECT_EQ(got.column("id"), (Strings{"09F112CC", "123"}));
  EXPECT_EQ(got.column("data"), (Strings{"FF72", "11 22"}));
  EXPECT_EQ(got.column("length"), (Strings{"2", "2"}));
  EXPECT_EQ(got.item.text, "# start\nnot a frame\n");
  got = extract_in_memory("vector-asc", kAsc);
  EXPECT_EQ(got.column("date"), (Strings{"Mon Nov 2 2020"}));
  EXPECT_EQ(got.column("id"), (Strings{"123", "1A0x"}));
  EXPECT_EQ(got.column("channel"), (Strings{"1", "2"}));
  EXPECT_EQ(got.column("data").front(), "A0 0F");
  EXPECT_NE(got.item.text.find("Statistic"), std::string::npos);
  got = extract_in_memory("pcan-trace", kTrc);
  EXPECT_EQ(got.column("FILEVERSION"), (Strings{"1.1"}));
  EXPECT_EQ(got.column("direction"), (Strings{"Rx"}));
  EXPECT_EQ(got.column("data"), (Strings{"FF 50"}));
}

TEST(Can_log, of_a_ship_names_its_messages) {
  const auto got = extract_in_memory("candump", "(1.5) can0 09F11201#FF50\n(1.6) can0 18FEF100#00\n(1.7) can0 123#00\n");
  EXPECT_EQ(got.column("NMEA 2000 message"), (Strings{"vessel heading"}));
  EXPECT_EQ(got.column("id"), (Strings{"09F11201", "18FEF100", "123"}));
}

TEST(Can_log, is_told_as_a_ships_bus_by_its_numbers_only) {
  std::string ship, truck;
  for (int i = 0; i < 9; ++i) {
    ship += "(1.5) can0 09F1120" + std::to_string(i) + "#FF50\n";
    truck += "(1.5) can0 18FEF10" + std::to_string(i) + "#FF50\n";
  }
  EXPECT_EQ(identified(ship), "nmea2000-log");
  EXPECT_EQ(identified(truck), "candump");
  EXPECT_EQ(extract_in_memory("nmea2000-log", ship).column("channel").size(), 9U);
  const std::string trace = ";$FILEVERSION=1.1\n;\n 1) 48.6 Rx 09F11201 2 FF 50\n 2) 49.6 Rx 09F80101 2 FF 50\n 3) 50.6 Rx 0DF50B23 2 FF 50\n";
  EXPECT_EQ(identified(trace), "nmea2000-log");
  EXPECT_EQ(extract_in_memory("nmea2000-log", trace).column("direction").size(), 3U);
}

constexpr std::string_view kSpef =
    "*SPEF \"IEEE 1481-1998\"\n*DESIGN \"radio_top\"\n*C_UNIT 1 FF\n// made at night\n\n*NAME_MAP\n*1 clk\n*2 u_core/n12\n\n*PORTS\n*1 I\n\n"
    "*D_NET *2 12.5\n*CONN\n*I *1 I\n*CAP\n1 *2:1 2.2\n*END\n";

TEST(Spef_file, names_nets_and_ports_without_their_elements) {
  EXPECT_EQ(identified(kSpef), "spef");
  const auto got = extract_in_memory("spef", kSpef);
  EXPECT_EQ(got.column("DESIGN"), (Strings{"radio_top"}));
  EXPECT_EQ(got.column("name"), (Strings{"clk", "u_core/n12"}));
  EXPECT_EQ(got.column("port"), (Strings{"*1"}));
  EXPECT_EQ(got.column("net"), (Strings{"*2"}));
  EXPECT_EQ(got.column("total_capacitance"), (Strings{"12.5"}));
  EXPECT_EQ(got.column("elements"), (Strings{"4"}));
  EXPECT_EQ(got.item.text, " made at night\n");
}

constexpr std::string_view kNmea =
    "$GPGGA,184353.07,1929.045,S,02410.506,E,1,04,2.6,100.00,M,-33.9,M,,0000*6D\n"
    "$GPRMC,225446,A,4916.45,N,12311.12,W,000.5,054.7,191194,020.3,E*68 extra\n$GPWPL,4917.16,N,12310.64,W,003*65\n$GPGSV,3,1,11,03*74\n# by Sun\n";
// Test vectors in wide public use: a position report, and static data of a ship in two parts.
constexpr std::string_view kAis =
    "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n"
    "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n!AIVDM,2,2,1,A,88888888880,2*25\n!AIVDM,1,1,,B,,0*25\n";

TEST(Nmea_sentences, give_positions_in_degrees) {
  const auto got = extract_in_memory("nmea0183", kNmea);
  EXPECT_EQ(got.column("latitude"), (Strings{"-19.484083", "49.274167", "49.286000"}));
  EXPECT_EQ(got.column("longitude"), (Strings{"24.175100", "-123.185333", "-123.177333"}));
  EXPECT_EQ(got.column("time"), (Strings{"18:43:53.07", "22:54:46"}));
  EXPECT_EQ(got.column("date"), (Strings{"1994-11-19"}));
  EXPECT_EQ(got.column("speed"), (Strings{"000.5"}));
  EXPECT_EQ(got.column("waypoint"), (Strings{"003"}));
  EXPECT_EQ(got.column("fields"), (Strings{"3,1,11,03"}));
  EXPECT_NE(got.item.text.find("by Sun"), std::string::npos);
  EXPECT_NE(got.item.text.find("extra"), std::string::npos);
}

TEST(Ais_sentences, say_which_ship_is_where) {
  const auto got = extract_in_memory("ais", kAis);
  EXPECT_EQ(got.column("mmsi"), (Strings{"477553000", "351759000"}));
  EXPECT_EQ(got.column("latitude"), (Strings{"47.582833"}));
  EXPECT_EQ(got.column("longitude"), (Strings{"-122.345833"}));
  EXPECT_EQ(got.column("course"), (Strings{"51.0"}));
  EXPECT_EQ(got.column("status"), (Strings{"moored"}));
  EXPECT_EQ(got.column("ship_name"), (Strings{"EVER DIADEM"}));
  EXPECT_EQ(got.column("imo"), (Strings{"9134270"}));
  EXPECT_EQ(got.column("call_sign"), (Strings{"3FOF8"}));
  EXPECT_EQ(got.column("destination"), (Strings{"NEW YORK"}));
  EXPECT_EQ(got.column("fields"), (Strings{"1,1,,B,,0"}));
}

constexpr std::string_view kNmea2000 =
    "# capture\n2021-08-07-17:06:37.249,2,129025,36,255,8,40,42,0f,00,80,84,1e,00\n00:29:58.617 R 09F8010D FF FF FF 7F FF FF FF 7F\n"
    "!PDGY,127250,2,3,255,481.734,2C20AAAAAAE=\n2020-03-04T00:29:58.618 2  13 255 130306 Wind Data:  Wind Speed = 4.20 m/s\n"
    "2020-03-04T00:29:58.618 2 013 255 130306 : ff a4 01\nloose words\n";

TEST(Nmea2000_capture, names_groups_and_decodes_positions) {
  const auto got = extract_in_memory("nmea2000-log", kNmea2000);
  EXPECT_EQ(got.column("pgn"), (Strings{"129025", "129025", "127250", "130306", "130306"}));
  EXPECT_EQ(got.column("parameter_group"), (Strings{"position, rapid update", "position, rapid update", "vessel heading", "Wind Data", "wind data"}));
  EXPECT_EQ(got.column("source"), (Strings{"36", "13", "3", "13", "013"}));
  EXPECT_EQ(got.column("latitude"), (Strings{"0.1000000"}));
  EXPECT_EQ(got.column("longitude"), (Strings{"0.2000000"}));
  EXPECT_EQ(got.column("values"), (Strings{"Wind Speed = 4.20 m/s"}));
  EXPECT_EQ(got.item.text, "# capture\nloose words\n");
}

constexpr std::string_view kAdsb =
    "1457996400,\"8D4840D6202CC371C32CE0576098\",\"4840D6\",4\n1457996401,\"8D40621D58C382D690C8AC2863A7\",\"40621D\",11\n"
    "1457996402,\"8D485020994409940838175B284F\",\"485020\",19\nMSG,3,1,1,4CA2D6,1,2008/11/28,14:53:50,2008/11/28,14:58:51,,34000,,,51.45,0.0,,,0,0,0,0\n";

TEST(Adsb_frames, say_who_flies_how) {
  const auto got = extract_in_memory("adsb", kAdsb);
  EXPECT_EQ(got.column("icao_address"), (Strings{"4840D6", "40621D", "485020", "4CA2D6"}));
  EXPECT_EQ(got.column("callsign"), (Strings{"KLM1023"}));
  EXPECT_EQ(got.column("altitude"), (Strings{"38000", "34000"}));
  EXPECT_EQ(got.column("speed"), (Strings{"159"}));
  EXPECT_EQ(got.column("track"), (Strings{"183"}));
  EXPECT_EQ(got.column("latitude"), (Strings{"51.45"}));
  EXPECT_TRUE(got.column("more").empty());
}

constexpr std::string_view kMdm =
    "! VERSION = 6.00\nBEGIN_HEADER\n ICCAP_INPUTS\n  vb V B D CM 0.001 LIN 1 -5 0.2\n ICCAP_OUTPUTS\n  cbd C B D CM B\n ICCAP_VALUES\n  TEMP \" 70.0 \"\n"
    "END_HEADER\n\nBEGIN_DB\n ICCAP_VAR vd 0.1\n\n #vb  cbd\n -5 1.9e-11\n -4.8 1.93e-11\nEND_DB\nBEGIN_DB\n #vb cbd\n 0 1\nEND_DB\n";

TEST(Mdm_measurement, is_conditions_and_readings) {
  const auto got = extract_in_memory("mdm", kMdm);
  EXPECT_EQ(got.column("TEMP"), (Strings{"70.0"}));
  EXPECT_EQ(got.column("vd"), (Strings{"0.1"}));
  EXPECT_EQ(got.column("cbd"), (Strings{"1.9e-11", "1.93e-11", "1"}));
  EXPECT_EQ(got.item.tables.back().table.columns[1].unit, "F");
  EXPECT_EQ(got.column("role"), (Strings{"input", "output"}));
}

constexpr std::string_view kLef =
    "# by Yang\nVERSION 5.7 ;\nUNITS\n  DATABASE MICRONS 1000 ;\nEND UNITS\nLAYER M1\n  TYPE ROUTING ;\nEND M1\nMACRO INV\n  CLASS CORE ;\n  SIZE 3.36 BY 3.78 "
    ";\n  PIN A\n"
    "    DIRECTION INPUT ;\n    USE SIGNAL ;\n    PORT\n      LAYER M1 ;\n        RECT 0 0 1 1 ;\n    END\n  END A\n  OBS\n    LAYER M1 ;\n  END\nEND INV\nEND "
    "LIBRARY\n";

TEST(Lef_library, is_macros_pins_and_rules) {
  const auto got = extract_in_memory("lef", kLef);
  EXPECT_EQ(got.column("VERSION"), (Strings{"5.7"}));
  EXPECT_EQ(got.column("pin"), (Strings{"A"}));
  EXPECT_EQ(got.column("direction"), (Strings{"INPUT"}));
  EXPECT_EQ(got.column("height"), (Strings{"3.78"}));
  EXPECT_EQ(got.column("property"), (Strings{"DATABASE", "TYPE"}));
  EXPECT_EQ(got.item.text, " by Yang\n");
}

constexpr std::string_view kLiberty =
    "/* by Zhu */\nlibrary (cmos) {\n  voltage_unit : \"1V\" ;\n  capacitive_load_unit (1,pf);\n  revision : 1.0\n  cell(INV) {\n    area : 5.4 ;\n    pin(A) "
    "{\n      direction : "
    "input ;\n      timing() { related_pin : \"B\"; cell_rise(t) { values (\"0.1, 0.2\", \\\n \"0.3\"); } }\n    }\n  }\n}\n";

TEST(Liberty_library, is_cells_and_pins) {
  const auto got = extract_in_memory("liberty", kLiberty);
  EXPECT_EQ(got.column("library"), (Strings{"cmos"}));
  EXPECT_EQ(got.column("voltage_unit"), (Strings{"1V"}));
  EXPECT_EQ(got.column("revision"), (Strings{"1.0"}));
  EXPECT_EQ(got.column("cell"), (Strings{"INV", "INV"}));
  EXPECT_EQ(got.column("value"), (Strings{"5.4", "input"}));
  EXPECT_NE(got.item.text.find("by Zhu"), std::string::npos);
  EXPECT_NE(got.item.text.find("related_pin"), std::string::npos);
  EXPECT_EQ(got.item.text.find("0.2"), std::string::npos);
}

constexpr std::string_view kSpice =
    "* inverter by Qin\n.subckt inv a y\n+ vdd vss\nM1 y a vss vss nmos W=1u L=0.13u\nR1 a y 1k $ feedback\n.ends\n.model nmos NMOS level=54\n.param "
    "p=1\n.end\n";

TEST(Netlist, is_subcircuits_devices_and_models) {
  const auto got = extract_in_memory("spice", kSpice);
  EXPECT_EQ(got.column("pins"), (Strings{"a y  vdd vss"}));
  EXPECT_EQ(got.column("device"), (Strings{"M1", "R1"}));
  EXPECT_EQ(got.column("model"), (Strings{"nmos", "1k", "nmos"}));
  EXPECT_EQ(got.column("nodes"), (Strings{"y a vss vss", "a y"}));
  EXPECT_NE(got.item.text.find("feedback"), std::string::npos);
}

constexpr std::string_view kVerilog =
    "// by You\nmodule top #(parameter W = 8) (input clk, /* bus */\n  input [7:0] a, b, output reg [W-1:0] y [0:3]);\n  wire x = 1'b0;\nendmodule\nmodule "
    "old(p, q);\n input p; // first\n"
    " output q;\nendmodule\n";

TEST(Verilog_source, has_modules_with_ports_and_the_rest_as_text) {
  const auto got = extract_in_memory("verilog", kVerilog);
  EXPECT_EQ(got.column("module"), (Strings{"top", "old", "old", "old"}));  // all ports of "top" are of one line
  EXPECT_EQ(got.column("direction"), (Strings{"output", "input", "output"}));
  EXPECT_NE(got.item.text.find("wire x = 1'b0;"), std::string::npos);
  EXPECT_NE(got.item.text.find(" bus "), std::string::npos);
}

constexpr std::string_view kSt =
    "(* pump by Xu *)\nFUNCTION_BLOCK FB_Pump\nVAR_INPUT\n  bStart AT %IX0.1 : BOOL := FALSE; // start button\n  rP, rQ : REAL;\nEND_VAR\nIF bStart THEN\n  x "
    ":= 'a(*b';\nEND_IF\n"
    "END_FUNCTION_BLOCK\nFUNCTION F : INT\n";

TEST(Plc_source, has_units_variables_and_statements) {
  auto got = extract_in_memory("structured-text", kSt);
  EXPECT_EQ(got.column("unit"), (Strings{"FB_Pump", "F", "FB_Pump", "FB_Pump"}));
  EXPECT_EQ(got.column("variable"), (Strings{"bStart", "rP, rQ"}));
  EXPECT_EQ(got.column("address"), (Strings{"%IX0.1"}));
  EXPECT_EQ(got.column("initial_value"), (Strings{"FALSE"}));
  EXPECT_EQ(got.column("remark"), (Strings{"start button"}));
  EXPECT_NE(got.item.text.find("x := 'a(*b';"), std::string::npos);
  EXPECT_NE(got.item.text.find(" pump by Xu "), std::string::npos);
  got = extract_in_memory(
      "s7-source",
      "DATA_BLOCK \"Recipe\"\nTITLE = Steel recipe\nAUTHOR : Li\nSTRUCT\n  Temp : REAL; // furnace\nEND_STRUCT;\nBEGIN\n Temp := 1600.0;\nEND_DATA_BLOCK\n");
  EXPECT_EQ(got.column("AUTHOR"), (Strings{"Li"}));
  EXPECT_EQ(got.column("variable"), (Strings{"Temp"}));
  EXPECT_NE(got.item.text.find("Temp := 1600.0"), std::string::npos);
}

constexpr std::string_view kComtrade =
    "North substation,REC7,1999\n2,1A,1D\n1,Ia,A,Line 1,A,0.1,0,0,-99,99,600,5,P\n1,Trip,,Line "
    "1,0\n50\n1\n1000,400\n01/02/2020,10:00:00.0\n01/02/2020,10:00:01.0\nASCII\n";

TEST(Comtrade_configuration, names_station_and_channels) {
  const auto got = extract_in_memory("comtrade-cfg", kComtrade);
  EXPECT_EQ(got.column("station_name"), (Strings{"North substation"}));
  EXPECT_EQ(got.column("channel"), (Strings{"Ia", "Trip"}));
  EXPECT_EQ(got.column("unit"), (Strings{"A"}));
  EXPECT_EQ(got.column("line_frequency"), (Strings{"50"}));
  EXPECT_EQ(got.column("trigger_time"), (Strings{"01/02/2020,10:00:01.0"}));
}

// Samples by format, for what all of them must bear.
const std::vector<std::pair<std::string_view, std::string_view>>& samples() {
  static const std::vector<std::pair<std::string_view, std::string_view>> kSamples{
      {"dbc", kDbc},
      {"ldf", kLdf},
      {"a2l", kA2l},
      {"las", kLas},
      {"candump", kCandump},
      {"vector-asc", kAsc},
      {"pcan-trace", kTrc},
      {"spef", kSpef},
      {"nmea0183", kNmea},
      {"ais", kAis},
      {"nmea2000-log", kNmea2000},
      {"adsb", kAdsb},
      {"mdm", kMdm},
      {"lef", kLef},
      {"liberty", kLiberty},
      {"spice", kSpice},
      {"verilog", kVerilog},
      {"structured-text", kSt},
      {"comtrade-cfg", kComtrade},
  };
  return kSamples;
}

TEST(Industrial_text, that_ends_anywhere_is_read_to_there) {
  for (const auto& [format, text] : samples()) {
    for (std::size_t size = 0; size <= text.size(); ++size) EXPECT_TRUE(extract_in_memory(format, text.substr(0, size)).status) << format << " " << size;
  }
}

}  // namespace
}  // namespace gongdun::read
