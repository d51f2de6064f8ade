// The bytes of one item, wherever they are: a file, or a member that streams out of an archive.
// Sequential reading is always possible; random access is given by a file itself, and for streamed members by a copy in memory
// up to Limits::whole_bytes, beyond that in an unnamed, already deleted file (nothing is left on disk, even after kill -9).
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "base/error.h"

namespace gongdun::read {

inline constexpr std::size_t kHeadBytes = 64 << 10;

class RandomAccess {
 public:
  virtual ~RandomAccess() = default;
  virtual std::uint64_t size() const = 0;
  // Reads up to into.size() bytes at `offset`; fewer only at the end. A file that shrank gives Code::truncated.
  virtual base::Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) = 0;
  // A descriptor of the same bytes for a helper process (a file, a memfd or the deleted file); owned by this object.
  virtual base::Result<int> descriptor() = 0;
};

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::optional<std::uint64_t> size() const = 0;
  // The first kHeadBytes (fewer only if the item is shorter); does not consume.
  virtual base::Result<std::span<const std::byte>> head() = 0;
  // Sequential read from the beginning; 0 means the end. An item shorter than promised gives Code::truncated.
  virtual base::Result<std::size_t> read(std::span<std::byte> into) = 0;
  // Must be asked before the first read(); lives as long as the source.
  virtual base::Result<RandomAccess*> random_access() = 0;
  // Skips the unwritten part of a sparse file at the reading position; how many (zero) bytes were skipped.
  virtual std::uint64_t skip_hole() { return 0; }
};

}  // namespace gongdun::read
