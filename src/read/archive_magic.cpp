#include "read/archive_magic.h"

#include <algorithm>
#include <cstdint>

namespace gongdun::read {
namespace {

constexpr std::uint64_t kMaxDictionary = 64ULL << 20;

// Octal number of a tar header field; -1 if it is none.
long octal(std::string_view field) {
  long value = 0;
  bool any = false;
  for (const char c : field) {
    if (c == ' ' && !any) continue;
    if (c == '\0' || c == ' ') break;
    if (c < '0' || c > '7') return -1;
    value = value * 8 + (c - '0');
    any = true;
  }
  return any ? value : -1;
}

// Variable-length integer of the xz format; false at the end.
bool take_varint(std::string_view& bytes, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return true;
  }
  return false;
}

std::uint64_t lzma2_dictionary(unsigned bits) {
  if (bits >= 40) return 0xFFFFFFFFULL;
  return (2ULL | (bits & 1U)) << (bits / 2 + 11);
}

}  // namespace

bool is_tar(std::string_view head) {
  if (head.size() < 512) return false;
  if (head.substr(257, 5) == "ustar") return true;
  // The oldest form has no magic: the checksum of the first header decides.
  const long stored = octal(head.substr(148, 8));
  if (stored <= 0 || head[0] == '\0') return false;
  long sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(head[i]);
  return sum == stored;
}

base::Status check_xz_dictionary(std::span<const std::byte> head) {
  std::string_view bytes(reinterpret_cast<const char*>(head.data()), head.size());
  if (bytes.size() < 14 || bytes[12] == '\0') return {};
  const unsigned flags = static_cast<unsigned char>(bytes[13]);
  bytes.remove_prefix(14);
  std::uint64_t value = 0;
  for (const unsigned optional : {0x40U, 0x80U}) {
    if ((flags & optional) != 0 && !take_varint(bytes, value)) return {};
  }
  for (unsigned filter = 0; filter <= (flags & 3U); ++filter) {
    std::uint64_t id = 0, size = 0;
    if (!take_varint(bytes, id) || !take_varint(bytes, size) || size > bytes.size()) return {};
    if (id == 0x21 && size == 1 && lzma2_dictionary(static_cast<unsigned char>(bytes[0]) & 0x3FU) > kMaxDictionary) {
      return base::fail(base::Code::limit, "压缩字典超过 64 MiB，未解压，以免耗尽内存；请先解压再扫描",
                        "its dictionary is larger than 64 MiB; not unpacked to spare memory; unpack it first");
    }
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return {};
}

std::string uncompressed_name(std::string_view uri) {
  std::string_view name = uri.substr(uri.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::string(name);
  std::string ending(name.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::string stem(name.substr(0, dot));
  if (ending == "tgz" || ending == "txz" || ending == "tbz" || ending == "tbz2" || ending == "tzst") return stem + ".tar";
  constexpr std::array<std::string_view, 7> kKnown{"gz", "xz", "zst", "bz2", "lz4", "z", "gzip"};
  return std::find(kKnown.begin(), kKnown.end(), ending) != kKnown.end() ? stem : std::string(name);
}

}  // namespace gongdun::read
