// Counting and finding bytes at memory speed. Private to read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace gongdun::read {

inline std::size_t count_byte(std::string_view text, char wanted) {
  std::size_t count = 0, at = 0;
#if defined(__SSE2__)
  const __m128i needle = _mm_set1_epi8(wanted);
  const __m128i zero = _mm_setzero_si128();
  constexpr std::size_t kStretch = std::size_t{64} * 63;  // each lane counts up to 255 before it is added up
  while (at + 64 <= text.size()) {
    __m128i sums = zero;
    const std::size_t stop = at + kStretch <= text.size() ? at + kStretch : at + (text.size() - at) / 64 * 64;
    for (; at < stop; at += 64) {
      const auto* p = reinterpret_cast<const __m128i*>(text.data() + at);
      for (int lane = 0; lane < 4; ++lane) sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(_mm_loadu_si128(p + lane), needle));
    }
    const __m128i total = _mm_sad_epu8(sums, zero);
    count += static_cast<std::size_t>(_mm_cvtsi128_si64(total)) + static_cast<std::size_t>(_mm_cvtsi128_si64(_mm_srli_si128(total, 8)));
  }
#endif
  for (; at < text.size(); ++at) count += text[at] == wanted ? 1 : 0;
  return count;
}

inline bool all_zero(std::string_view bytes) {
  if (bytes.empty() || bytes.front() != 0 || bytes.back() != 0) return false;
  return std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0;
}

// Bit i is set where one of four bytes stands at p[i], i < 64.
inline std::uint64_t mask_of(const char* p, char a, char b, char c, char d) {
#if defined(__SSE2__)
  const __m128i va = _mm_set1_epi8(a), vb = _mm_set1_epi8(b), vc = _mm_set1_epi8(c), vd = _mm_set1_epi8(d);
  std::uint64_t mask = 0;
  for (int lane = 0; lane < 4; ++lane) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p) + lane);
    const __m128i hit =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, va), _mm_cmpeq_epi8(bytes, vb)), _mm_or_si128(_mm_cmpeq_epi8(bytes, vc), _mm_cmpeq_epi8(bytes, vd)));
    mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(hit))) << (16 * lane);
  }
  return mask;
#else
  std::uint64_t mask = 0;
  for (int i = 0; i < 64; ++i) {
    if (p[i] == a || p[i] == b || p[i] == c || p[i] == d) mask |= std::uint64_t{1} << i;
  }
  return mask;
#endif
}

}  // namespace gongdun::read
