// The container of legacy Office documents, Outlook messages, installer packages and many CAD files: a file system of storages and streams
// inside one file. Source: [MS-CFB] (OLE2 structured storage), header versions 3 and 4.
// The tables of sectors are held in memory (at most a quarter of Limits::whole_bytes each); streams are read where they lie. Every chain is bounded
// by the number of sectors there are, so circles end.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "read/byte_source.h"
#include "read/limits.h"

namespace gongdun::read {

inline constexpr std::string_view kCompoundMagic("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);

struct CompoundEntry {
  enum class Kind : std::uint8_t { storage = 1, stream = 2, root = 5 };
  Kind kind = Kind::stream;
  std::string name;          // UTF-8; may begin with a control character ("\5SummaryInformation")
  std::string class_id;      // 16 bytes as stored
  std::uint32_t parent = 0;  // index of its storage; the root is its own
  std::uint32_t start = 0;   // first sector
  std::uint64_t size = 0;
};

// The bytes of one stream. size() is what is there: the length stated, or less where the chain of sectors ends before.
class CompoundStream {
 public:
  struct Run {
    std::uint64_t at = 0;     // in the stream
    std::uint64_t where = 0;  // in the file, or in the container of short streams
    std::uint64_t bytes = 0;
  };
  CompoundStream() = default;
  CompoundStream(RandomAccess& file, const CompoundStream* container, std::vector<Run> runs, std::uint64_t size)
      : file_(&file), container_(container), runs_(std::move(runs)), size_(size) {}

  std::uint64_t size() const { return size_; }
  // Fewer bytes than asked for only at the end of the stream, or where the file ends.
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const;

 private:
  RandomAccess* file_ = nullptr;
  const CompoundStream* container_ = nullptr;
  std::vector<Run> runs_;
  std::uint64_t size_ = 0;
};

class CompoundFile {
 public:
  // `file` must outlive it.
  static base::Result<std::unique_ptr<CompoundFile>> open(RandomAccess& file, const Limits& limits);

  // All storages and streams that can be reached from the root, which comes first; children of one storage in order of their names.
  const std::vector<CompoundEntry>& entries() const { return entries_; }
  // The child of that name, letter case apart; null if there is none.
  const CompoundEntry* find(std::string_view name, std::uint32_t parent = 0) const;
  const CompoundEntry* find_stream(std::string_view name, std::uint32_t parent = 0) const;
  std::vector<std::uint32_t> children(std::uint32_t parent) const;
  std::uint32_t index_of(const CompoundEntry& entry) const { return static_cast<std::uint32_t>(&entry - entries_.data()); }
  // "ObjectPool/_1234/Ole10Native", control characters left out.
  std::string path_of(std::uint32_t index) const;
  // Part of the directory could not be read.
  bool damaged() const { return damaged_; }

  CompoundStream stream(const CompoundEntry& entry) const;
  // The whole stream: `limit` beyond `most` bytes. What is missing at its end is left out.
  base::Result<std::string> read_whole(const CompoundEntry& entry, std::size_t most) const;

 private:
  explicit CompoundFile(RandomAccess& file) : file_(file) {}
  base::Status load(const Limits& limits);
  base::Status load_fat(std::string_view header, std::size_t most);
  base::Status load_directory(std::uint32_t first, std::size_t most);
  void reach(const std::vector<struct CompoundSlot>& slots);
  std::vector<CompoundStream::Run> chain(const std::vector<std::uint32_t>& table, std::uint32_t first, std::uint32_t shift, std::uint64_t origin,
                                         std::uint64_t bytes) const;
  base::Result<std::vector<std::uint32_t>> table_of(std::uint32_t first, std::size_t most) const;
  base::Result<std::string> read_sector(std::uint32_t sector) const;

  RandomAccess& file_;
  std::uint32_t sector_shift_ = 9, mini_shift_ = 6, cutoff_ = 4096;
  std::vector<std::uint32_t> fat_, mini_fat_;
  CompoundStream mini_;
  std::vector<CompoundEntry> entries_;
  std::multimap<std::pair<std::uint32_t, std::string>, std::uint32_t> by_name_;  // of a storage; lower case
  bool damaged_ = false;
};

}  // namespace gongdun::read
