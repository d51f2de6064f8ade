// First byte: the rest is a compound file; or the main stream of a workbook, a document, a presentation or a message in an intact one; or what is
// packed inside them.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "read/compound_writer.h"
#include "read/extract_in_memory.h"
#include "read/property_set.h"
#include "read/rtf_packed.h"
#include "read/vba_project.h"

namespace {

std::string file_of(std::string_view name, std::string bytes, std::string_view second = {}, std::string more = {}) {
  gongdun::read::CompoundWriter writer;
  writer.stream(0, name, std::move(bytes));
  if (!second.empty()) writer.stream(0, second, std::move(more));
  return writer.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::read;
  if (size < 3) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data + 3), size - 3);
  const std::size_t cut = std::min<std::size_t>(bytes.size(), data[1] | data[2] << 8);  // where the second stream begins
  const std::string first = bytes.substr(0, cut), second = bytes.substr(cut);
  Limits limits;
  limits.whole_bytes = 2 << 20;
  switch (data[0] % 7) {
    case 0: (void)extract_in_memory("ole", bytes, limits); break;
    case 1: (void)extract_in_memory("ole", file_of("Workbook", bytes), limits); break;
    case 2: (void)extract_in_memory("ole", file_of("WordDocument", first, "1Table", second), limits); break;
    case 3: (void)extract_in_memory("ole", file_of("PowerPoint Document", first, "Current User", second), limits); break;
    case 4: (void)extract_in_memory("ole", file_of("__properties_version1.0", first, "__substg1.0_10090102", second), limits); break;
    case 5: (void)extract_in_memory("xls", bytes, limits); break;
    default:
      (void)read_property_set(bytes);
      (void)vba_expand(bytes, 1 << 20);
      (void)unpack_rtf(bytes, 1 << 20);
  }
  return 0;
}
