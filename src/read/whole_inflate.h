// Deflate (RFC 1951) in one piece, for small parts whose packed and unpacked sizes are known: less than half the time of a stream. Only what comes out
// exactly as promised is given; for anything else the caller streams, so damage is met, and told, by the streaming reader alone.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

struct libdeflate_decompressor;

namespace gongdun::read {

// What the directory of a ZIP file says of a deflated member; not to be trusted.
struct DeflatePromise {
  std::uint64_t packed = 0, unpacked = 0;
  std::uint32_t crc = 0;

  // Both sizes may be allocated: `unpacked` is at most `most`, the ratio that of office XML, `packed` no more than deflate makes of it.
  bool small(std::size_t most) const;
};

class WholeInflate {
 public:
  // promise.unpacked bytes; null unless `packed` is one deflate stream from its first to its last byte, of that size and that CRC-32.
  std::unique_ptr<std::byte[]> inflate(std::span<const std::byte> packed, const DeflatePromise& promise);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* inflater) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> inflater_;
};

}  // namespace gongdun::read
