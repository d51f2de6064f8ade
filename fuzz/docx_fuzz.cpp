// First byte: which reader gets the bytes as its main part (Word, slides, OpenDocument text or sheet), inside an intact package.
#include <cstddef>
#include <cstdint>
#include <string>

#include "read/office_test_kit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::read;
  if (size == 0) return 0;
  const std::string part(reinterpret_cast<const char*>(data + 1), size - 1);
  Limits limits;
  limits.whole_bytes = 2 << 20;
  const auto types = [](const std::string& name, const std::string& kind) {
    return "<Types><Override PartName=\"/" + name + "\" ContentType=\"application/vnd.openxmlformats-officedocument." + kind + ".main+xml\"/></Types>";
  };
  switch (data[0] % 5) {
    case 0:
      test::read_bytes(test::make_zip({{"[Content_Types].xml", types("word/document.xml", "wordprocessingml.document")},
                                       {"word/document.xml", part},
                                       {"word/_rels/document.xml.rels", part}},
                                      true),
                       limits);
      break;
    case 1:
      test::read_bytes(test::make_zip({{"[Content_Types].xml", types("ppt/presentation.xml", "presentationml.presentation")},
                                       {"ppt/presentation.xml", part},
                                       {"ppt/slides/slide1.xml", part}},
                                      true),
                       limits);
      break;
    case 2:
      test::read_bytes(test::make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", part}, {"styles.xml", part}}, true), limits);
      break;
    case 3:
      test::read_bytes(test::make_zip({{"[Content_Types].xml",
                                        R"(<Types><Override PartName="/visio/document.xml" ContentType="application/vnd.ms-visio.drawing.main+xml"/></Types>)"},
                                       {"visio/document.xml", part},
                                       {"visio/pages/page1.xml", part},
                                       {"visio/comments.xml", part}},
                                      true),
                       limits);
      break;
    default:
      test::read_bytes(
          test::make_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", part}, {"META-INF/manifest.xml", part}}, true),
          limits);
  }
  return 0;
}
