// Blocks compressed in one piece by the codecs columnar and measurement files use. The unpacked size is known from outside and never exceeded.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::read {

enum class BlockCodec : std::uint8_t { none, snappy, gzip, zlib, brotli, zstd, lz4_raw, lz4_hadoop };

// Exactly `unpacked` bytes, or an error.
base::Result<std::string> unpack_block(BlockCodec codec, std::string_view packed, std::size_t unpacked);

// A zlib stream whose unpacked size nobody tells, up to `most` bytes; empty where it is damaged or longer.
std::string inflate_text(std::string_view packed, std::size_t most);

}  // namespace gongdun::read
