#include "read/content.h"

namespace gongdun::read {

void RowBatch::clear() {
  data.clear();
  cells.clear();
  rows = 0;
}

}  // namespace gongdun::read
