// A physical Parquet value as people read it, by its logical type (LogicalTypes.md of the format).
#pragma once
#include <string>
#include <string_view>

#include "read/parquet_meta.h"

namespace gongdun::read {

// false: bytes that are no text.
bool parquet_text(const ParquetLeaf& leaf, std::string_view raw, std::string& out);

}  // namespace gongdun::read
