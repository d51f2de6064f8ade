// Any bytes through the XML scanner in uneven pieces: it must end, keep its depth bound and never hand on more text than came in.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/xml_scan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::read;
  if (size == 0) return 0;
  const std::size_t step = 1 + data[0];
  XmlInput whole = xml_memory_input({reinterpret_cast<const char*>(data + 1), size - 1});
  XmlScan scan([&whole, step](std::span<std::byte> into) { return whole(into.first(std::min(step, into.size()))); },
               {.depth = 50, .tag_bytes = 4096, .skipped_bytes = 1 << 16});
  std::size_t text = 0;
  for (XmlEvent event = scan.next(); event != XmlEvent::finished && event != XmlEvent::failed; event = scan.next()) {
    if (event == XmlEvent::text) text += scan.text().size();
    if (event == XmlEvent::start) {
      for (std::size_t i = 0; i < scan.attribute_count(); ++i) scan.attribute_value(i);
    }
    if (scan.depth() > 50 || text > 4 * size + 16) std::abort();  // a byte of cp1252 becomes at most three
  }
  return 0;
}
