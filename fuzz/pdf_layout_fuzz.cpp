// Any text as laid-out pages: tables must lie within the page, in order, every row as wide as its table.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/layout_table.h"
#include "read/layout_text.h"
#include "read/recorder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gongdun::read;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Recorder recorder;
  const Limits limits;
  recorder.begin_item({}, {});
  LayoutText layout(recorder, limits);
  for (std::uint32_t page = 1; !text.empty() && page < 100; ++page) {
    const std::string_view one = text.substr(0, text.find('\f'));
    text.remove_prefix(one.size() < text.size() ? one.size() + 1 : one.size());
    const auto lines = split_layout_lines(one);
    std::size_t next = 0;
    for (const LayoutTable& table : find_layout_tables(lines)) {
      if (table.first_line < next || table.last_line >= lines.size() || table.last_line < table.first_line) std::abort();
      next = table.last_line + 1;
      for (const auto& row : table.rows) {
        if (row.size() != table.columns.size()) std::abort();
      }
    }
    layout.page(one, page);
  }
  layout.finish();
  recorder.end_item();
  return 0;
}
