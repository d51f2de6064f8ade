// Writes a small compound file in memory ([MS-CFB]): what lies in a storage of another file (a message attached to a message, an embedded
// workbook) becomes a file of its own that way, and tests make theirs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/compound_file.h"

namespace gongdun::read {

class CompoundWriter {
 public:
  // Sectors of 512 bytes (version 3) or 4096 (version 4).
  explicit CompoundWriter(std::string class_id = {}, std::size_t sector = 512) : sector_(sector) {
    slots_.push_back({CompoundEntry::Kind::root, 0, {}, std::move(class_id), {}, {}});
  }

  // Returns the number by which its children name it; the root is 0.
  std::uint32_t storage(std::uint32_t parent, std::string_view name, std::string class_id = {});
  void stream(std::uint32_t parent, std::string_view name, std::string bytes);
  std::string finish();

 private:
  struct Slot {
    CompoundEntry::Kind kind;
    std::uint32_t parent;
    std::string name;  // UTF-16
    std::string class_id, bytes;
    std::vector<std::uint32_t> children;
    std::uint32_t left = 0xFFFFFFFF, right = 0xFFFFFFFF, child = 0xFFFFFFFF, start = 0xFFFFFFFE;
    std::uint64_t size = 0;
  };
  std::uint32_t add(Slot slot);
  std::uint32_t tree(const std::vector<std::uint32_t>& sorted, std::size_t from, std::size_t to);
  std::string directory() const;

  std::size_t sector_;
  std::vector<Slot> slots_;
};

// The storage with all that is in it as a file; `limit` when it is beyond `most` bytes.
base::Result<std::string> storage_as_file(const CompoundFile& file, std::uint32_t storage, std::size_t most);

}  // namespace gongdun::read
