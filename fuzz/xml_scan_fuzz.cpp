// Any bytes through the XML scanner in uneven pieces: it must end, keep its depth bound and never hand on more text than came in;
// and with its shortcuts it must say what it says without.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "read/xml_scan.h"

namespace {

using namespace gongdun::read;

constexpr XmlNames kWanted = {"t", "p"};

// Elements named q… are passed over, all others go into the trace.
std::string trace(std::string_view bytes, std::size_t step, bool shortcuts) {
  XmlInput whole = xml_memory_input(bytes);
  XmlScan scan([&whole, step](std::span<std::byte> into) { return whole(into.first(std::min(step, into.size()))); },
               {.depth = 50, .tag_bytes = 4096, .skipped_bytes = 1 << 16, .shortcuts = shortcuts});
  std::string out;
  std::size_t text = 0;
  for (XmlEvent event = scan.next(); event != XmlEvent::finished && event != XmlEvent::failed; event = scan.next()) {
    if (event == XmlEvent::text) out += scan.text(), text += scan.text().size();
    if (event == XmlEvent::end) out += '>';
    if (event != XmlEvent::start) continue;
    if (scan.depth() > 50 || text > 4 * bytes.size() + 16) std::abort();  // a byte of cp1252 becomes at most three
    if (scan.local().starts_with('q')) {
      if (!scan.skip_without(kWanted) && scan.skip() != XmlEvent::end) break;
      continue;
    }
    for (std::size_t i = 0; i < scan.attribute_count(); ++i) out += scan.attribute_value(i);
    out += '<';
    if (const auto leaf = scan.leaf()) out.append(*leaf) += '>', text += leaf->size();
  }
  return out + scan.error().message.en;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  if (trace(bytes, 1 + data[0], true) != trace(bytes, 4096, false)) std::abort();
  return 0;
}
