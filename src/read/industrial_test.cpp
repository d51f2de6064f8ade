// What the identifiers say to a head of each text format, to look-alikes, and to the real files of the sample collection.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

// A head of each text format.
const std::map<std::string, std::string>& heads() {
  static const std::map<std::string, std::string> kHeads{
      {"dxf", "  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1015\n  0\nENDSEC\n  0\nEOF\n"},
      {"step", "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('AP214'));\nENDSEC;\n"},
      {"ifc", "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\n"},
      {"gcode", "%\nO1000\n(PART 1)\nN10 G21 G90\nN20 G0 X0 Y0 Z5.\nN30 G1 Z-1. F100\nN40 G1 X10.5 Y-3\nN50 G2 X1 Y1 I2 J0\nN60 M30\n%\n"},
      {"gerber", "%FSLAX36Y36*%\n%MOMM*%\n%ADD10C,0.1*%\nD10*\nX0Y0D02*\nM02*\n"},
      {"dbc", "VERSION \"\"\n\nNS_ :\n\nBS_:\n\nBU_: ECU\n\nBO_ 100 MSG: 8 ECU\n SG_ SIG : 0|8@1+ (1,0) [0|255] \"\" ECU\n"},
      {"las", "~VERSION INFORMATION\n VERS. 2.0 : CWLS\n WRAP. NO :\n~WELL\n STRT.M 1:\n~A\n1 2\n"},
      {"candump", "(1502984866.421964) can0 123#DEADBEEF\n(1502984866.421965) can0 124#00\n(1502984866.421966) can0 125#01\n"},
      {"nmea0183", "$GPGGA,184353.07,1929.045,S,02410.506,E,1,04,2.6,100.00,M,-33.9,M,,0000*6D\n$GPGLL,1,2*1\n$GPRMC,1,2*1\n"},
      {"ais", "!AIVDM,1,1,,A,13HOI:0P0000VOHLCnHQKwvL05Ip,0*23\n!AIVDM,1,1,,B,133sVfPP00PD>hRMDH@jNOvN20S8,0*7F\n"},
      {"structured-text", "FUNCTION_BLOCK FB_Pump\nVAR_INPUT\n  bStart : BOOL;\nEND_VAR\nIF bStart THEN\n  x := 1;\nEND_IF;\nEND_FUNCTION_BLOCK\n"},
      {"l5x", "<?xml version=\"1.0\"?>\n<RSLogix5000Content SchemaRevision=\"1.0\"><Controller/></RSLogix5000Content>"},
      {"opcua-nodeset", "<UANodeSet xmlns=\"http://opcfoundation.org/UA/2011/03/UANodeSet.xsd\"></UANodeSet>"},
      {"arxml", "<AUTOSAR xmlns=\"http://autosar.org/schema/r4.0\"></AUTOSAR>"},
      {"geoeas", "Walker\n2\nX coordinate\nV ppm\n1 2.5\n3 4.5\n"},
      {"lef", "VERSION 5.7 ;\nBUSBITCHARS \"[]\" ;\nMACRO INV\n  CLASS CORE ;\nEND INV\n"},
      {"liberty", "/* c */\nlibrary (x) {\n  cell (a) { area : 1; }\n}\n"},
      {"spice", "* netlist\n.subckt inv a y vdd vss\nM1 y a vss vss n\n.ends\n"},
      {"verilog", "module top (input a, output y);\n  assign y = ~a;\nendmodule\n"},
      {"cyclonedx-json", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.4\", \"components\": []}"},
      {"openapi", "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"t\"}, \"paths\": {}}"},
      {"pem", "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n"},
      {"ppk", "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n"},
      {"intel-hex", ":10010000214601360121470136007EFE09D2190140\n:100110002146017E17C20001FF5F16002148011928\n:00000001FF\n"},
      {"comtrade-cfg", "STATION,1,1999\n4,2A,2D\n1,Ia,A,,A,1,0,0,-1,1,1,1,S\n"},
  };
  return kHeads;
}

TEST(Identification_of_industrial_text, finds_each_format) {
  for (const auto& [id, text] : heads()) EXPECT_EQ(identified(text), id) << text;
}

// A file may end anywhere in its own magic: some answer comes, whatever the length.
TEST(Identification, of_a_file_that_ends_in_its_head_says_something) {
  for (const auto& [id, text] : heads()) {
    for (std::size_t size = 0; size <= text.size(); ++size) identified(text.substr(0, size));
  }
  using namespace std::string_literals;
  const std::string gds = "\0\x06\0\x02\0\x07\0\x1c\x01\x02"s;
  for (std::size_t size = 0; size <= gds.size(); ++size) EXPECT_EQ(identified(gds.substr(0, size)) == "gdsii", size == gds.size()) << size;
}

// The same of every file of the collection, whose binary magics no list here repeats.
TEST(Identification, of_a_sample_cut_short_says_something) {
  const std::filesystem::path root = std::filesystem::path(GD_SOURCE_DIR) / "../shared/samples";
  if (!std::filesystem::exists(root)) GTEST_SKIP() << "the sample collection is not here: " << root;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string head(600, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    for (std::size_t size = 0; size < head.size(); size += size < 64 ? 1 : 37) identified(head.substr(0, size));
  }
}

TEST(Identification_of_binaries, goes_by_magic_and_not_by_letters_in_prose) {
  using namespace std::string_literals;
  EXPECT_EQ(identified("\x7F"s
                       "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"s),
            "elf");
  EXPECT_EQ(identified("SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0\x01"s), "sqlite");
  EXPECT_EQ(identified("\0\x06\0\x02\0\x07\0\x1c\x01\x02\x07\xe6\0\x01"s), "gdsii");
  EXPECT_EQ(identified("\xa5\x0f\xf0\x5a\x1e\x02\0\0"s
                       "0M3C\x0b\0\xff\0"s),
            "cadkey-prt");
  EXPECT_EQ(identified("ORC is a creature of legend.\n"), "text");
  EXPECT_EQ(identified("BMW builds cars.\n"), "text");
  EXPECT_EQ(identified("LOGGED IN at noon, LOGGED OUT at one.\n"), "text");
  EXPECT_EQ(identified("PACK the boxes, PAR1 is a hole in one.\n"), "text");
}

TEST(Identification_of_adapter_items, goes_by_the_labels_of_a_controller) {
  EXPECT_EQ(identified("# items\nmode|Controller Mode\nexec|Execution\nprog|Program/Main\nSrpm|RPM\nXabs|X\n"), "mtconnect-shdr");
  EXPECT_NE(identified("name|Title\nexec|Execution\ncity|Town\ncode|Postcode\nx|X\n"), "mtconnect-shdr");
}

TEST(Identification_of_lookalikes, leaves_ordinary_text_and_tables_alone) {
  EXPECT_EQ(identified("VERSION 1.0\nThis release fixes bugs.\nBO_ is not here.\n"), "text");
  EXPECT_EQ(identified("A short title\n3\nitems were found in the box today\nand two more\n"), "text");
  EXPECT_EQ(identified("PROGRAM of the day\nFUNCTION follows form.\nTYPE your name here.\n"), "text");
  EXPECT_EQ(identified("GRID\nPROPS to the team.\n"), "text");
  EXPECT_EQ(identified("In the beginning; PUt it down; PA system; SPace; then rest.\n"), "text");
  EXPECT_EQ(identified("M1 motor replaced\nG4 gear worn\nX7 axis checked by Li\nand so on\n"), "text");
}

// Kinds of the collection whose files must all get one of these ids.
TEST(Identification_of_samples, agrees_with_the_manifest) {
  const std::filesystem::path root = std::filesystem::path(GD_SOURCE_DIR) / "../shared/samples";
  std::ifstream manifest(root / "MANIFEST.tsv");
  if (!manifest) GTEST_SKIP() << "the sample collection is not here: " << root;
  const std::map<std::string, std::set<std::string>> allowed{
      {"can-dbc", {"dbc"}},
      {"autosar-arxml", {"arxml"}},
      {"opcua-nodeset", {"opcua-nodeset"}},
      {"mtconnect", {"mtconnect", "mtconnect-shdr", "csv"}},
      {"mtconnect-shdr", {"mtconnect-shdr"}},
      {"garment-pattern-json", {"garment-pattern"}},
      {"pattern-cad-xml", {"valentina-pattern"}},
      {"well-log-las", {"las"}},
      {"cad-2d", {"dxf", "dwg", "hpgl", "gpx", "dgn", "dwf"}},
      {"device-measurement-mdm", {"mdm"}},
      {"sbom-cyclonedx", {"cyclonedx-json", "cyclonedx-xml"}},
      {"eda-lef/lib/cdl/gds", {"lef", "liberty", "cdl", "spice", "gdsii"}},
      {"ais-nmea", {"ais"}},
      {"nmea2000-log", {"nmea2000-log", "candump", "pcan-trace", "csv"}},
      {"geoeas-dat", {"geoeas"}},
      {"gsdml/esi", {"gsdml", "esi"}},
      {"email-eml", {"eml"}},
      {"sql-dump", {"sql-dump"}},
      {"sql-dump-zh", {"sql-dump"}},
      {"adsb-modes-csv", {"adsb"}},
      {"drillhole-csv", {"csv"}},
      {"reservoir-table", {"csv", "xlsx"}},
      {"engine-timeseries-zh", {"csv"}},
      {"historian-csv-zh", {"csv"}},
      {"timeseries-csv", {"csv"}},
  };
  std::string line;
  std::size_t judged = 0;
  while (std::getline(manifest, line)) {
    std::stringstream fields(line);
    std::string path, sector, kind;
    std::getline(fields, path, '\t');
    std::getline(fields, sector, '\t');
    std::getline(fields, kind, '\t');
    const auto expected = allowed.find(kind);
    if (expected == allowed.end()) continue;
    std::ifstream file(root / path, std::ios::binary);
    std::string head(kHeadBytes, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    ++judged;
    EXPECT_TRUE(expected->second.contains(identified(head))) << path << " is " << identified(head);
  }
  EXPECT_GT(judged, 300U);
}

TEST(Geoeas_file, is_a_table_with_its_variables) {
  const auto got = extract_in_memory("geoeas", "Clustered data\n2\nXlocation\nPrimary\n39.5 .06\n40.5 1.6\n");
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.title, "Clustered data");
  EXPECT_EQ(got.column("Primary"), (std::vector<std::string>{".06", "1.6"}));
  EXPECT_EQ(got.row_of("1.6"), 6U);
}

}  // namespace
}  // namespace gongdun::read
