// The two ways a part's bytes come out of a package: through the ZIP directory, and, for a package whose directory is gone,
// straight from a local header. Private to ooxml_package.cpp.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "base/error.h"
#include "read/byte_source.h"
#include "read/limits.h"
#include "read/ooxml_package.h"

namespace gongdun::read {

// What the whole package has unpacked to so far.
struct OoxmlPackage::Budget {
  const Limits& limits;
  std::uint64_t package_bytes = 0;
  std::uint64_t produced = 0;

  // Counts `more` bytes of a part that has given `part_total` from `part_packed`; an error when a limit is passed.
  base::Status spend(std::uint64_t more, std::uint64_t part_total, std::uint64_t part_packed);
};

struct SalvagedEntry {
  std::string name;
  std::uint64_t position = 0;  // of the local header
};

// Walks the local headers from the beginning as far as they are intact; `found` returns false to stop.
base::Status walk_local_headers(RandomAccess& bytes, const std::function<bool(const SalvagedEntry&)>& found);
// Streams the entry whose local header stands at `position`.
base::Result<XmlInput> open_local_entry(RandomAccess& bytes, std::uint64_t position, OoxmlPackage::Budget& budget);

base::Error damaged_part();

}  // namespace gongdun::read
