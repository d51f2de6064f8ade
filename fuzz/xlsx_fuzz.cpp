// First byte even: the bytes are the package. Odd: they are a worksheet, shared strings and styles inside an intact package.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "read/office_test_kit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::read;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  Limits limits;
  limits.whole_bytes = 2 << 20;
  limits.expansion_floor = 8 << 20;
  if (data[0] % 2 == 0) {
    test::read_bytes(bytes, limits);
    return 0;
  }
  const std::string part(bytes);
  const std::string types =
      R"(<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)";
  test::read_bytes(
      test::make_zip({{"[Content_Types].xml", types},
                      {"xl/workbook.xml", "<workbook><sheets><sheet name=\"s\" r:id=\"a\"/></sheets></workbook>"},
                      {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"worksheet\" Target=\"s.xml\"/></Relationships>"},
                      {"xl/s.xml", part},
                      {"xl/styles.xml", part},
                      {"xl/sharedStrings.xml", part}},
                     true),
      limits);
  return 0;
}
