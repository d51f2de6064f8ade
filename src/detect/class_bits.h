// The innermost loops of the class-run kernel: which of 64 bytes lie in a set of ranges, and shift-and of position masks. Chosen once for the
// machine: AVX-512 (BW) or AVX2 where present, else the baseline of the target (SSE2, or plain C++ that compilers turn into NEON).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gongdun::detect {

struct ByteRange {
  unsigned char low = 0, span = 0;  // low … low + span
};

// Any set of ASCII characters: bit h of low[l] is set where character 16 h + l is in it.
struct AsciiSet {
  alignas(16) std::array<unsigned char, 16> low{};
  constexpr void add(char c) { low[static_cast<unsigned char>(c) & 15] |= static_cast<unsigned char>(1U << (static_cast<unsigned char>(c) >> 4)); }
  constexpr bool has(char c) const {
    return static_cast<unsigned char>(c) < 0x80 && (low[static_cast<unsigned char>(c) & 15] >> (static_cast<unsigned char>(c) >> 4) & 1) != 0;
  }
};

enum class MaskOp : std::uint8_t { and_ahead, or_here, and_behind, not_behind, not_here, edge };

// A mask is an array of `words` words; it may be read one word before and one after (padding that belongs to the array).
struct MaskJob {
  MaskOp op = MaskOp::and_ahead;
  unsigned shift = 0;  // 0…63
  const std::uint64_t* a = nullptr;
  const std::uint64_t* b = nullptr;
  std::uint64_t* out = nullptr;
};

struct ClassBits {
  // out[w] bit i: text[64 w + i] is in one of the ranges. Returns whether any bit is set. `words` is a multiple of 4.
  bool (*classify)(const unsigned char* text, std::size_t words, const ByteRange* ranges, std::size_t count, std::uint64_t* out);
  // The same for a set of ASCII characters, however many ranges it would be.
  bool (*classify_set)(const unsigned char* text, std::size_t words, const AsciiSet& set, std::uint64_t* out);
  // Returns whether any bit is set. `words` is a multiple of 4.
  bool (*combine)(const MaskJob& job, std::size_t words);
  const char* name;
};

const ClassBits& class_bits();                   // the best for this machine
std::vector<const ClassBits*> all_class_bits();  // those this machine can run, for tests

}  // namespace gongdun::detect
