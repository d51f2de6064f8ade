#include "read/whole_inflate.h"

#include <libdeflate.h>

namespace gongdun::read {

namespace {

// Above what office XML reaches (26:1 in the samples), far below the 1032:1 of deflate.
constexpr std::uint64_t kWholeRatio = 100;
// Stored blocks add five bytes to every 64 KiB; writers that flush often, more.
constexpr std::uint64_t kPackedRoom = 256;

}  // namespace

bool DeflatePromise::small(std::size_t most) const {
  return unpacked > 0 && unpacked <= most && packed <= unpacked + unpacked / 64 + kPackedRoom && unpacked <= (packed + 1) * kWholeRatio;
}

void WholeInflate::Free::operator()(libdeflate_decompressor* inflater) const {
  libdeflate_free_decompressor(inflater);
}

std::unique_ptr<std::byte[]> WholeInflate::inflate(std::span<const std::byte> packed, const DeflatePromise& promise) {
  if (!inflater_) inflater_.reset(libdeflate_alloc_decompressor());
  if (!inflater_) return nullptr;
  const auto size = static_cast<std::size_t>(promise.unpacked);
  auto bytes = std::make_unique_for_overwrite<std::byte[]>(size);
  std::size_t used = 0, made = 0;
  const auto result = libdeflate_deflate_decompress_ex(inflater_.get(), packed.data(), packed.size(), bytes.get(), size, &used, &made);
  if (result != LIBDEFLATE_SUCCESS || used != packed.size() || made != size) return nullptr;
  if (libdeflate_crc32(0, bytes.get(), size) != promise.crc) return nullptr;
  return bytes;
}

}  // namespace gongdun::read
