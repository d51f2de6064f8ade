#include <gtest/gtest.h>

#include <string>

#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

using test::make_zip;
using test::Parts;
using test::read_bytes;
using test::ReadResult;

constexpr std::string_view kMain = "application/vnd.ms-visio.drawing.main+xml";

Parts drawing(const std::string& first, const std::string& second = {}) {
  const auto page = [](const std::string& shapes) { return "<PageContents><Shapes>" + shapes + "</Shapes></PageContents>"; };
  return {
      {"[Content_Types].xml", "<Types><Override PartName=\"/visio/document.xml\" ContentType=\"" + std::string(kMain) + "\"/></Types>"},
      {"_rels/.rels",
       R"(<Relationships><Relationship Id="r" Type="http://schemas.microsoft.com/visio/2010/relationships/document" Target="visio/document.xml"/></Relationships>)"},
      {"visio/document.xml", "<VisioDocument/>"},
      {"visio/pages/page2.xml", page(second)},
      {"visio/pages/page10.xml", page("<Shape><Text>第十页</Text></Shape>")},
      {"visio/pages/page1.xml", page(first)},
      {"visio/masters/master1.xml", page("<Shape><Text>stencil</Text></Shape>")},
      {"docProps/core.xml", "<cp:coreProperties><dc:title>生产网拓扑</dc:title></cp:coreProperties>"}};
}

TEST(Visio_drawing, texts_of_shapes_come_page_by_page_without_stencils) {
  const ReadResult result =
      read_bytes(make_zip(drawing("<Shape><Text><cp IX='0'/>核心交换机<pp IX='0'/> SW-1</Text></Shape>", "<Shape><Text>二级站</Text></Shape>")));
  EXPECT_EQ(result.format, "vsdx");
  EXPECT_EQ(result.part(""), "核心交换机 SW-1\n二级站\n第十页\n");
  EXPECT_EQ(result.part("properties"), "title: 生产网拓扑\n");
  EXPECT_TRUE(result.item.unread.empty());
}

TEST(Visio_drawing, shape_data_is_read_with_its_labels_and_other_cells_are_not) {
  const ReadResult result = read_bytes(make_zip(
      drawing("<Shape><Cell N='PinX' V='5.8'/><Section N='User'><Row N='Color'><Cell N='Value' V='#fff'/></Row></Section><Section N='Property'><Row N='Row_1'>"
              "<Cell N='Value' V='192.168.7.1'/><Cell N='Label' V='管理地址'/></Row><Row N='Empty'><Cell N='Label' V='资产号'/></Row></Section></Shape>")));
  EXPECT_EQ(result.part(""), "管理地址: 192.168.7.1\n第十页\n");
}

TEST(Visio_drawing, cut_page_keeps_what_came_before_and_says_so) {
  Parts parts = drawing("<Shape><Text>留下</Text></Shape>");
  parts.at(3).second = "<PageContents><Shapes><Shape><Text>半";
  const ReadResult result = read_bytes(make_zip(parts));
  EXPECT_NE(result.part("").find("留下"), std::string::npos);
  EXPECT_NE(result.part("").find("第十页"), std::string::npos);
  EXPECT_FALSE(result.item.unread.empty());
}

}  // namespace
}  // namespace gongdun::read
