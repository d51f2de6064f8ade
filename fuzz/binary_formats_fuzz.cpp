// Binary formats, chosen by the first byte: any bytes behind it, under small limits. No crash, no endless loop; what comes out has sound cells.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/extract_in_memory.h"

using namespace gongdun::read;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<std::string_view, 19> kFormats{"dbf",        "parquet",    "sqlite", "ulog",      "dataflash", "gdsii", "dwg",
                                                             "stl-binary", "dxf-binary", "dlis",   "shapefile", "segy",      "mdf",   "stdf",
                                                             "vector-blf", "png",        "jpeg",   "tiff",      "parquet"};
  if (size == 0) return 0;
  Limits limits;
  limits.whole_bytes = 1 << 20;
  limits.block_bytes = 16 << 10;
  limits.columns = 64;
  const auto got = extract_in_memory(kFormats[data[0] % kFormats.size()], {reinterpret_cast<const char*>(data) + 1, size - 1}, limits);
  for (const RecordedTable& table : got.item.tables) {
    for (const auto& row : table.rows) {
      for (const auto& [column, value] : row) {
        if (column >= table.table.columns.size() || value.find(kCellSeparator) != std::string::npos) std::abort();
      }
    }
  }
  return 0;
}
