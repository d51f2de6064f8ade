#include "read/content.h"

namespace gongdun::read {

void RowBatch::add(std::uint32_t column, std::uint64_t row, std::string_view value) {
  const auto begin = static_cast<std::uint32_t>(data.size());
  data.append(value);
  cells.push_back({begin, static_cast<std::uint32_t>(data.size()), column, row});
  data.push_back(kCellSeparator);
}

void RowBatch::clear() {
  data.clear();
  cells.clear();
  rows = 0;
}

}  // namespace gongdun::read
