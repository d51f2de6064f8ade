// Any bytes as a filled-in list: no crash, rows that rise, no more cells than the limit allows.
#include <cstdint>
#include <cstdlib>

#include "read/sheet_rows.h"
#include "read/stream_source.h"

using namespace gongdun::read;

namespace {

struct Rising final : RowSink {
  std::uint64_t last = 0;
  bool sheet(const std::string&, bool) override {
    last = 0;
    return true;
  }
  bool row(std::uint64_t number, const std::vector<std::string>& cells) override {
    if (number <= last || cells.size() > 64) std::abort();
    last = number;
    return true;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  MemorySource source(std::as_bytes(std::span(data, size)));
  Limits limits;
  limits.columns = 64;
  limits.whole_bytes = 1 << 20;
  limits.expanded_bytes = 16 << 20;
  Rising sink;
  (void)read_sheet_rows(source, limits, gongdun::base::StopFlag(), sink);
  return 0;
}
