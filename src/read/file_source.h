// A regular file as a ByteSource: opened without following a FIFO or device into a wait, read with pread, never memory-mapped
// (a file that shrinks must be an error, not a signal).
#pragma once
#include <memory>
#include <string>

#include "read/byte_source.h"

namespace gongdun::read {

struct OpenedFile {
  std::unique_ptr<ByteSource> source;
  std::uint64_t device = 0, inode = 0;
};

base::Result<OpenedFile> open_file(const std::string& path);

}  // namespace gongdun::read
