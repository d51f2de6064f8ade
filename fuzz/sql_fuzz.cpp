// SQL dumps: any bytes must be read within the limits, without a crash and without an endless loop.
#include <cstddef>
#include <cstdint>

#include "read/extract_in_memory.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gongdun::read::Limits limits;
  limits.block_bytes = 4096;
  limits.cell_bytes = 1024;
  limits.columns = 64;
  gongdun::read::extract_in_memory("sql-dump", {reinterpret_cast<const char*>(data), size}, limits);
  return 0;
}
