// Words out of drawings, models and machine programs, and that none of their extractors minds where a file ends.
#include <gtest/gtest.h>

#include "read/cad_text.h"
#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using Strings = std::vector<std::string>;

TEST(Cad_text, is_without_its_codes) {
  EXPECT_EQ(plain_cad_text("{\\fArial|b0;\\H2.5x;Weight\\~12} kg\\PMade by \\S1^2; \\\\ \\U+00B2", true), "Weight 12 kg\nMade by 1/2 \\ ²");
  EXPECT_EQ(plain_cad_text("%%c20%%p0.1 %%d %%065 100%% C:\\Plans {a}"), "Ø20±0.1 ° A 100%% C:\\Plans {a}");
  EXPECT_EQ(plain_cad_text("\\M+5D6D0\\M+5B9FA", true), "中国");
  EXPECT_EQ(plain_cad_text("\\U+4E2D\\U+", true), "中\\U+");
  EXPECT_EQ(plain_step_text("It''s \\X2\\4E2D56FD\\X0\\ \\X\\B0 \\S\\D"), "It's 中国 ° Ä");
}

constexpr std::string_view kDxf =
    "999\nplotted by Li\n  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1027\n  9\n$CUSTOMPROPERTYTAG\n  1\nProject\n  9\n$CUSTOMPROPERTY\n  1\nSecret "
    "pump\n  0\nENDSEC\n  0\nSECTION\n  2\nTABLES\n  0\nLAYER\n  2\nWALLS\n  6\nDASHED\n  0\nENDSEC\n  0\nSECTION\n  2\nBLOCKS\n  0\nBLOCK\n  2\nFRAME\n  "
    "4\nTitle block\n  0\nENDBLK\n  0\nENDSEC\n  0\nSECTION\n  2\nENTITIES\n  0\nMTEXT\n  8\nWALLS\n 10\n1.0\n  3\n{\\H3;Material\n  1\n: \\C1;Q235}\n  "
    "0\nATTRIB\n  8\n0\n  2\nDRAWN_BY\n  1\nZhang San\n  0\nDIMENSION\n  8\nDIM\n  1\n<> H7\n 42\n25.4\n  0\nLINE\n 10\n1.5\n  0\nENDSEC\n  0\nEOF\n";

TEST(Dxf_drawing, says_its_words) {
  const auto got = extract_in_memory("dxf", kDxf);
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("Project"), (Strings{"Secret pump"}));
  EXPECT_EQ(got.column("DRAWN_BY"), (Strings{"Zhang San"}));
  EXPECT_EQ(got.column("text"), (Strings{"Material: Q235", "<> H7"}));
  EXPECT_EQ(got.column("measurement"), (Strings{"25.4"}));
  EXPECT_EQ(got.column("linetype"), (Strings{"DASHED"}));
  EXPECT_EQ(got.column("block"), (Strings{"FRAME"}));
  EXPECT_EQ(got.item.text, "plotted by Li\n");
  EXPECT_EQ(got.row_of("Zhang San"), 68U);
}

constexpr std::string_view kStep =
    "ISO-10303-21;\nHEADER;\n/* by Wu */\nFILE_DESCRIPTION(('a part'),'2;1');\nFILE_NAME('bolt.stp','2020-01-01',('Zhang'),('Acme','East'),'pre','CAD "
    "1','boss');\n"
    "FILE_SCHEMA(('AP214'));\nENDSEC;\nDATA;\n#1=PRODUCT('P-1','\\X2\\87BA6813\\X0\\ M8;x','it''s',(#2));\n#2=CARTESIAN_POINT('',(0.,1.));\n"
    "#3=DESCRIPTIVE_REPRESENTATION_ITEM('material','Q235');\n#4=DESCRIPTIVE_REPRESENTATION_ITEM('material','Q235');\n"
    "#5=(NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.));\n#6=PERSON('1','Li','Si',$,$,$);\nENDSEC;\nEND-ISO-10303-21;\n";

TEST(Step_model, says_who_made_what) {
  const auto got = extract_in_memory("step", kStep);
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("author"), (Strings{"Zhang"}));
  EXPECT_EQ(got.column("organization"), (Strings{"Acme, East"}));
  EXPECT_EQ(got.column("product"), (Strings{"螺栓 M8;x"}));
  EXPECT_EQ(got.column("description"), (Strings{"a part", "it's"}));
  EXPECT_EQ(got.column("last_name"), (Strings{"Li"}));
  EXPECT_EQ(got.column("text"), (Strings{"Q235"}));
  EXPECT_EQ(got.column("entity").size(), 1U + 5U);
  EXPECT_EQ(got.item.text, " by Wu \n");
}

std::string iges() {
  const auto record = [](std::string body, char section, int number) {
    body.resize(72, ' ');
    const std::string digits = std::to_string(number);
    return body + section + std::string(7 - digits.size(), ' ') + digits + "\n";
  };
  return record("made for Bob", 'S', 1) + record("1H,,1H;,4HPUMP,8Hpump.igs,3HCAD,2Hv1,32,38,6,308,15,4HPUMP,1.0,2,2HMM,", 'G', 1) +
         record("1,0.01,15H20200101.120000,0.001,100.0,8HLi, Wang,4HAcme,11,0,;", 'G', 2) + record("     212       1", 'D', 1) + record("     212", 'D', 2) +
         record("212,1,5,1.0,1.0,1,0.,0.,0,0,0.,0.,0.,5HSCALE;", 'P', 1) + record("S      1G      2", 'T', 1);
}

TEST(Iges_model, says_who_made_what) {
  const auto got = extract_in_memory("iges", iges());
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("product_id"), (Strings{"PUMP"}));
  EXPECT_EQ(got.column("author"), (Strings{"Li, Wang"}));
  EXPECT_EQ(got.column("organization"), (Strings{"Acme"}));
  EXPECT_EQ(got.column("text"), (Strings{"SCALE"}));
  EXPECT_EQ(got.column("count"), (Strings{"1"}));
  EXPECT_EQ(got.item.text, "made for Bob\n");
}

constexpr std::string_view kHpgl =
    "\x1b%-12345X@PJL SET JOBNAME=pump\nINPS100,200;SP1;PEab@LB\xff;EPSP2LBMaterial \xd6\xd0\xb9\xfa\x03PU1,2CO\"by Li\";DT#LBend#";

TEST(Hpgl_plot, says_its_labels) {
  const auto got = extract_in_memory("hpgl", kHpgl);
  ASSERT_TRUE(got.status);
  EXPECT_EQ(got.column("label"), (Strings{"Material 中国", "end"}));
  EXPECT_EQ(got.column("plot_size"), (Strings{"100,200"}));
  EXPECT_EQ(got.item.text, "PJL SET JOBNAME=pump\nby Li\n");
}

constexpr std::string_view kStl =
    "solid pump housing\nfacet normal 0 0 1\n outer loop\n  vertex 0 0 0\n  vertex 1 0 0\n  vertex 0 1e-3 0\n endloop\nendfacet\nendsolid\nkey = 1\n";

TEST(Stl_mesh, says_its_names_and_size) {
  const auto got = extract_in_memory("stl", kStl);
  EXPECT_EQ(got.column("solid"), (Strings{"pump housing"}));
  EXPECT_EQ(got.column("facets"), (Strings{"1"}));
  EXPECT_EQ(got.item.text, "key = 1\n");
}

constexpr std::string_view kGcode = "%\nO1234 (FLANGE / LI)\nN10 T01 M06 ; drill 8 mm\nN20 S1200 M3 G0 X-5. Y10\nG1 Z-2.5 F100\nX20.5\n#100 = 5\n/M30\n%\n";

TEST(Cnc_program, says_tools_speeds_and_travel) {
  const auto got = extract_in_memory("gcode", kGcode);
  EXPECT_EQ(got.column("program"), (Strings{"1234"}));
  EXPECT_EQ(got.column("tool"), (Strings{"01"}));
  EXPECT_EQ(got.column("spindle_speed"), (Strings{"1200"}));
  EXPECT_EQ(got.column("feed"), (Strings{"100"}));
  EXPECT_EQ(got.column("m_functions"), (Strings{"M06", "M3", "M30"}));
  EXPECT_EQ(got.item.text, "FLANGE / LI\n drill 8 mm\n#100 = 5\n");
}

constexpr std::string_view kGerber =
    "G04 by Kong*\n%TF.ProjectId,Pump,123,rev1*%\n%FSLAX36Y36*%\n%MOMM*%\n%ADD10C,0.1*%\nD10*\nX0Y0D02*\n%LNtop copper*%\nM02*\n";
constexpr std::string_view kExcellon = "M48\n; drawn by Cao\nMETRIC,TZ\nT1C0.800F200\n%\nT1\nX10.0Y-3.2\nM30\n";
constexpr std::string_view kKicad =
    "(kicad_pcb (version 20221018) (generator pcbnew)\n (title_block (title \"Motor \\\"A\\\"\") (company \"Acme\") (comment 1 \"by Yan\"))\n (net 0 \"\") "
    "(net 1 \"GND\")\n"
    " (footprint \"R:R_0603\" (layer \"F.Cu\") (property \"Reference\" \"R1\")\n  (property \"Value\" \"10k\"))\n (gr_text \"secret\nboard\" (at 1 2))\n "
    "(image (data \"abc\")))\n";
constexpr std::string_view kDeck =
    "-- made by Hua\nRUNSPEC\nTITLE\n North field\nDIMENS\n 10 20 3 /\nPORO\n 600*0.2 /\nWELSPECS\n 'PROD1' 'G1' 5 5 1* 'OIL' /\n/\n";

TEST(Board_files, say_their_attributes_tools_and_parts) {
  auto got = extract_in_memory("gerber", kGerber);
  EXPECT_EQ(got.column(".ProjectId"), (Strings{"Pump,123,rev1"}));
  EXPECT_EQ(got.column("layer_name"), (Strings{"top copper"}));
  EXPECT_EQ(got.column("aperture"), (Strings{"D10"}));
  EXPECT_EQ(got.item.text, "by Kong\n");
  got = extract_in_memory("excellon", kExcellon);
  EXPECT_EQ(got.column("diameter"), (Strings{"0.800"}));
  EXPECT_EQ(got.item.text, " drawn by Cao\n");
  got = extract_in_memory("kicad", kKicad);
  EXPECT_EQ(got.column("title"), (Strings{"Motor \"A\""}));
  EXPECT_EQ(got.column("comment 1"), (Strings{"by Yan"}));
  EXPECT_EQ(got.column("net"), (Strings{"GND"}));
  EXPECT_EQ(got.column("library_part"), (Strings{"R:R_0603", "R:R_0603"}));
  EXPECT_EQ(got.column("value"), (Strings{"R1", "10k"}));
  EXPECT_EQ(got.column("text"), (Strings{"secret\nboard"}));
  EXPECT_EQ(got.item.text, "abc\n");
}

TEST(Reservoir_deck, says_title_keywords_and_wells) {
  const auto got = extract_in_memory("eclipse-deck", kDeck);
  EXPECT_EQ(got.column("title"), (Strings{"North field"}));
  EXPECT_EQ(got.column("object"), (Strings{"PROD1"}));
  EXPECT_EQ(got.column("keyword"), (Strings{"WELSPECS", "RUNSPEC", "TITLE", "DIMENS", "PORO", "WELSPECS"}));
  EXPECT_EQ(got.column("values"), (Strings{"3", "600"}));
  EXPECT_EQ(got.item.text, " made by Hua\n");
}

TEST(Symbols_of_a_bus, are_pairs) {
  const std::string text =
      "FormatVersion=6.0 // Do not edit this line!\nTitle=\"Pump bus\"\n{SENDRECEIVE}\n[Status]\nID=123h\nLen=8\nVar=Speed unsigned 0,16 /u:rpm\n";
  EXPECT_EQ(identified(text), "can-sym");
  EXPECT_EQ(extract_in_memory("can-sym", text).column("Title"), (Strings{"Pump bus"}));
}

TEST(Cad_formats, that_end_anywhere_are_read_to_there) {
  const std::string model = iges();
  for (const auto& [format, text] : std::vector<std::pair<std::string_view, std::string_view>>{{"dxf", kDxf},
                                                                                               {"step", kStep},
                                                                                               {"ifc", kStep},
                                                                                               {"iges", model},
                                                                                               {"hpgl", kHpgl},
                                                                                               {"stl", kStl},
                                                                                               {"gcode", kGcode},
                                                                                               {"gerber", kGerber},
                                                                                               {"excellon", kExcellon},
                                                                                               {"kicad", kKicad},
                                                                                               {"eclipse-deck", kDeck}}) {
    for (std::size_t size = 0; size <= text.size(); ++size) EXPECT_TRUE(extract_in_memory(format, text.substr(0, size)).status) << format << " " << size;
  }
}

}  // namespace
}  // namespace gongdun::read
