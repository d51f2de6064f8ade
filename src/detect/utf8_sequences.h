// Code points as the byte sequences UTF-8 writes them in: each sequence is one range of bytes per place, and all their products are valid.
// Surrogates have none. RFC 3629 §3–4.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

namespace gongdun::detect {

using ByteSpan = std::pair<std::uint8_t, std::uint8_t>;  // inclusive

// `from` ≥ 0x80, `to` ≤ 0x10FFFF. The sequences are apart and in order.
std::vector<std::vector<ByteSpan>> utf8_sequences(char32_t from, char32_t to);

}  // namespace gongdun::detect
