#include "read/zip_names.h"

#include <cstdint>

namespace gongdun::read {

namespace {

constexpr std::size_t kHeaderBytes = 30;
constexpr std::size_t kMostEntries = 2000;
constexpr std::string_view kLocal("PK\x03\x04", 4);
constexpr std::string_view kCentral("PK\x01\x02", 4);

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

}  // namespace

std::vector<ZipHeadEntry> zip_head_entries(std::string_view head) {
  std::vector<ZipHeadEntry> entries;
  std::size_t at = 0;
  while (entries.size() < kMostEntries && head.substr(at).starts_with(kLocal) && at + kHeaderBytes <= head.size()) {
    const std::uint32_t flags = little_endian(head, at + 6, 2), method = little_endian(head, at + 8, 2);
    const std::uint32_t packed = little_endian(head, at + 18, 4);
    const std::size_t name_bytes = little_endian(head, at + 26, 2), extra = little_endian(head, at + 28, 2);
    const std::size_t data = at + kHeaderBytes + name_bytes + extra;
    if (at + kHeaderBytes + name_bytes > head.size()) break;
    ZipHeadEntry entry{head.substr(at + kHeaderBytes, name_bytes), {}};
    const bool sized = (flags & 8U) == 0 && packed != 0xFFFFFFFF;
    if (sized && method == 0 && data + packed <= head.size()) entry.stored = head.substr(data, packed);
    entries.push_back(entry);
    if (data >= head.size()) break;
    if (sized) {
      if (packed >= head.size() - data) break;
      at = data + packed;
      continue;
    }
    // The length stands behind the data: the next header is looked for, unless stored data could hold one of its own.
    if (method == 0) break;
    const std::size_t next = head.find(kLocal, data), central = head.find(kCentral, data);
    if (next == std::string_view::npos || central < next) break;
    at = next;
  }
  return entries;
}

}  // namespace gongdun::read
