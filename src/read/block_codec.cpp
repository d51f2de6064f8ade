#include "read/block_codec.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <lz4.h>
#include <snappy.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <span>

#include "read/binary_input.h"

namespace gongdun::read {
namespace {

std::unexpected<base::Error> damaged() {
  return base::fail(base::Code::invalid_input, "压缩数据已损坏，这一段未读取", "compressed data is damaged; this part was not read");
}

// A size that only a header claims is not allocated: no codec makes more of its bytes than this.
bool believable(BlockCodec codec, std::size_t packed, std::size_t unpacked) {
  constexpr std::size_t kAlways = 1 << 20;
  const std::size_t ratio = codec == BlockCodec::brotli || codec == BlockCodec::zstd ? 50'000 : 1100;
  return unpacked <= kAlways || unpacked / ratio <= packed;
}

bool inflate(BlockCodec codec, std::string_view packed, std::string& out) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(libdeflate_alloc_decompressor(),
                                                                                                   &libdeflate_free_decompressor);
  if (!inflater) return false;
  const auto run = codec == BlockCodec::gzip ? &libdeflate_gzip_decompress : &libdeflate_zlib_decompress;
  return run(inflater.get(), packed.data(), packed.size(), out.data(), out.size(), nullptr) == LIBDEFLATE_SUCCESS;
}

bool unpack_brotli(std::string_view packed, std::string& out) {
  std::size_t size = out.size();
  return BrotliDecoderDecompress(packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()), &size, reinterpret_cast<std::uint8_t*>(out.data())) ==
             BROTLI_DECODER_RESULT_SUCCESS &&
         size == out.size();
}

bool unpack_snappy(std::string_view packed, std::string& out) {
  std::size_t size = 0;
  return snappy::GetUncompressedLength(packed.data(), packed.size(), &size) && size == out.size() &&
         snappy::RawUncompress(packed.data(), packed.size(), out.data());
}

bool unpack_lz4(std::string_view packed, std::span<char> out) {
  return LZ4_decompress_safe(packed.data(), out.data(), static_cast<int>(packed.size()), static_cast<int>(out.size())) == static_cast<int>(out.size());
}

// Hadoop's framing of LZ4: per frame the unpacked and the packed size, big-endian. Some writers left it out.
bool unpack_lz4_hadoop(std::string_view packed, std::string& out) {
  ByteCursor in(packed, std::endian::big);
  std::size_t done = 0;
  while (in.left() > 0) {
    const std::size_t unpacked = in.u32(), size = in.u32();
    const std::string_view frame = in.take(size);
    if (in.failed() || unpacked > out.size() - done || !unpack_lz4(frame, std::span(out).subspan(done, unpacked))) return unpack_lz4(packed, out);
    done += unpacked;
  }
  return done == out.size();
}

bool unpack(BlockCodec codec, std::string_view packed, std::string& out) {
  switch (codec) {
    case BlockCodec::snappy: return unpack_snappy(packed, out);
    case BlockCodec::gzip:
    case BlockCodec::zlib: return inflate(codec, packed, out);
    case BlockCodec::brotli: return unpack_brotli(packed, out);
    case BlockCodec::zstd: return ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size()) == out.size();
    case BlockCodec::lz4_raw: return unpack_lz4(packed, out);
    case BlockCodec::lz4_hadoop: return unpack_lz4_hadoop(packed, out);
    default: return false;
  }
}

}  // namespace

base::Result<std::string> unpack_block(BlockCodec codec, std::string_view packed, std::size_t unpacked) {
  if (codec == BlockCodec::none) return std::string(packed.substr(0, unpacked));
  if (unpacked == 0) return std::string{};
  if (packed.empty() || !believable(codec, packed.size(), unpacked)) return damaged();
  std::string out(unpacked, '\0');
  if (!unpack(codec, packed, out)) return damaged();
  return out;
}

std::string inflate_text(std::string_view packed, std::size_t most) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(libdeflate_alloc_decompressor(),
                                                                                                   &libdeflate_free_decompressor);
  std::string out;
  for (std::size_t size = std::min<std::size_t>(most, 16 << 10); inflater; size = std::min(most, 8 * size)) {
    out.resize(size);
    std::size_t got = 0;
    const auto result = libdeflate_zlib_decompress(inflater.get(), packed.data(), packed.size(), out.data(), out.size(), &got);
    if (result == LIBDEFLATE_SUCCESS) {
      out.resize(got);
      return out;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || size == most) break;
  }
  return {};
}

}  // namespace gongdun::read
