#include "detect/class_bits.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gongdun::detect {
namespace {

// Four words at a time; the compiler lowers this to what the target has.
typedef std::uint64_t Quad __attribute__((vector_size(32)));

#define GD_INLINE inline __attribute__((always_inline))

GD_INLINE void load(const std::uint64_t* from, Quad& value) {
  std::memcpy(&value, from, sizeof value);
}
GD_INLINE void store(std::uint64_t* to, const Quad& value) {
  std::memcpy(to, &value, sizeof value);
}

// b seen `shift` positions further on, or one position before.
GD_INLINE void ahead(const std::uint64_t* b, unsigned shift, Quad& value) {
  load(b, value);
  if (shift == 0) return;
  Quad next;
  load(b + 1, next);
  value = (value >> shift) | (next << (64 - shift));
}
GD_INLINE void behind(const std::uint64_t* b, Quad& value) {
  Quad before;
  load(b, value);
  load(b - 1, before);
  value = (value << 1) | (before >> 63);
}

template <MaskOp op>
GD_INLINE bool loop(const MaskJob& job, std::size_t words) {
  Quad any = {0, 0, 0, 0};
  for (std::size_t i = 0; i < words; i += 4) {
    Quad a, b = {0, 0, 0, 0};
    load(job.a + i, a);
    if constexpr (op == MaskOp::and_ahead) {
      ahead(job.b + i, job.shift, b);
      a &= b;
    }
    if constexpr (op == MaskOp::or_here) {
      load(job.b + i, b);
      a |= b;
    }
    if constexpr (op == MaskOp::and_behind) {
      behind(job.b + i, b);
      a &= b;
    }
    if constexpr (op == MaskOp::not_behind) {
      behind(job.b + i, b);
      a &= ~b;
    }
    if constexpr (op == MaskOp::not_here) {
      load(job.b + i, b);
      a &= ~b;
    }
    if constexpr (op == MaskOp::edge) {
      behind(job.a + i, b);
      a ^= b;
    }
    any |= a;
    store(job.out + i, a);
  }
  return (any[0] | any[1] | any[2] | any[3]) != 0;
}

GD_INLINE bool combine_any(const MaskJob& job, std::size_t words) {
  switch (job.op) {
    case MaskOp::and_ahead: return loop<MaskOp::and_ahead>(job, words);
    case MaskOp::or_here: return loop<MaskOp::or_here>(job, words);
    case MaskOp::and_behind: return loop<MaskOp::and_behind>(job, words);
    case MaskOp::not_behind: return loop<MaskOp::not_behind>(job, words);
    case MaskOp::not_here: return loop<MaskOp::not_here>(job, words);
    case MaskOp::edge: return loop<MaskOp::edge>(job, words);
  }
  return false;
}

bool combine_baseline(const MaskJob& job, std::size_t words) {
  return combine_any(job, words);
}

// No table and no intrinsics: the inner loops are what compilers turn into vector compares (NEON on ARM).
[[maybe_unused]] bool classify_portable(const unsigned char* text, std::size_t words, const ByteRange* ranges, std::size_t count, std::uint64_t* out) {
  std::uint64_t any = 0;
  for (std::size_t w = 0; w < words; ++w, text += 64) {
    unsigned char in[64] = {};
    for (std::size_t r = 0; r < count; ++r) {
      const unsigned char low = ranges[r].low, span = ranges[r].span;
      for (unsigned i = 0; i < 64; ++i) in[i] |= static_cast<unsigned char>(text[i] - low) <= span ? 1 : 0;
    }
    std::uint64_t bits = 0;
    for (unsigned byte = 0; byte < 8; ++byte) {
      std::uint64_t eight = 0;
      for (unsigned i = 0; i < 8; ++i) eight |= static_cast<std::uint64_t>(in[8 * byte + i]) << i;
      bits |= eight << 8 * byte;
    }
    out[w] = bits;
    any |= bits;
  }
  return any != 0;
}

bool classify_set_baseline(const unsigned char* text, std::size_t words, const AsciiSet& set, std::uint64_t* out) {
  std::array<unsigned char, 256> in{};
  for (unsigned c = 0; c < 128; ++c) in[c] = set.has(static_cast<char>(c)) ? 1 : 0;
  std::uint64_t any = 0;
  for (std::size_t w = 0; w < words; ++w, text += 64) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i) bits |= static_cast<std::uint64_t>(in[text[i]]) << i;
    out[w] = bits;
    any |= bits;
  }
  return any != 0;
}

#if defined(__x86_64__)

bool classify_sse2(const unsigned char* text, std::size_t words, const ByteRange* ranges, std::size_t count, std::uint64_t* out) {
  std::uint64_t any = 0;
  for (std::size_t w = 0; w < words; ++w, text += 64) {
    std::uint64_t bits = 0;
    for (std::size_t r = 0; r < count; ++r) {
      const __m128i low = _mm_set1_epi8(static_cast<char>(ranges[r].low)), span = _mm_set1_epi8(static_cast<char>(ranges[r].span));
      for (std::size_t part = 0; part < 4; ++part) {
        const __m128i v = _mm_sub_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * part)), low);
        const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, span), v));
        bits |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(mask)) << (16 * part);
      }
    }
    out[w] = bits;
    any |= bits;
  }
  return any != 0;
}

__attribute__((target("avx2"))) bool classify_avx2(const unsigned char* text, std::size_t words, const ByteRange* ranges, std::size_t count,
                                                   std::uint64_t* out) {
  std::uint64_t any = 0;
  for (std::size_t r = 0; r < count; ++r) {
    const __m256i low = _mm256_set1_epi8(static_cast<char>(ranges[r].low)), span = _mm256_set1_epi8(static_cast<char>(ranges[r].span));
    const unsigned char* p = text;
    for (std::size_t w = 0; w < words; ++w, p += 64) {
      const __m256i v = _mm256_sub_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)), low);
      const __m256i u = _mm256_sub_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 32)), low);
      const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(v, span), v)));
      const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(u, span), u)));
      const std::uint64_t bits = first | static_cast<std::uint64_t>(second) << 32;
      any |= bits;
      out[w] = r == 0 ? bits : out[w] | bits;
    }
  }
  return any != 0;
}

// Two look-ups of four bits each: the low half gives the high halves that are in the set, the high half its own bit.
__attribute__((target("avx2"))) bool classify_set_avx2(const unsigned char* text, std::size_t words, const AsciiSet& set, std::uint64_t* out) {
  const __m256i low = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(set.low.data())));
  const __m256i high = _mm256_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i half = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
  const auto outside = [&](const unsigned char* p) __attribute__((target("avx2"))) {
    const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    const __m256i wanted = _mm256_shuffle_epi8(low, v);  // nothing for bytes from 0x80 up
    const __m256i own = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(v, 4), half));
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(wanted, own), zero)));
  };
  std::uint64_t any = 0;
  for (std::size_t w = 0; w < words; ++w, text += 64) {
    const std::uint64_t bits = ~(outside(text) | static_cast<std::uint64_t>(outside(text + 32)) << 32);
    out[w] = bits;
    any |= bits;
  }
  return any != 0;
}

__attribute__((target("avx2"))) bool combine_avx2(const MaskJob& job, std::size_t words) {
  return combine_any(job, words);
}

__attribute__((target("avx512f,avx512bw"))) bool classify_avx512(const unsigned char* text, std::size_t words, const ByteRange* ranges, std::size_t count,
                                                                 std::uint64_t* out) {
  std::uint64_t any = 0;
  for (std::size_t r = 0; r < count; ++r) {
    const __m512i low = _mm512_set1_epi8(static_cast<char>(ranges[r].low)), span = _mm512_set1_epi8(static_cast<char>(ranges[r].span));
    const unsigned char* p = text;
    for (std::size_t w = 0; w < words; ++w, p += 64) {
      const std::uint64_t bits = _mm512_cmple_epu8_mask(_mm512_sub_epi8(_mm512_loadu_si512(p), low), span);
      any |= bits;
      out[w] = r == 0 ? bits : out[w] | bits;
    }
  }
  return any != 0;
}

// The same loops, four words at a time: the compiler may use the wider registers and the three-operand logic of AVX-512.
__attribute__((target("avx512f,avx512bw,avx512vl"))) bool combine_avx512(const MaskJob& job, std::size_t words) {
  return combine_any(job, words);
}

constexpr ClassBits kBaseline = {&classify_sse2, &classify_set_baseline, &combine_baseline, "sse2"};
constexpr ClassBits kAvx2 = {&classify_avx2, &classify_set_avx2, &combine_avx2, "avx2"};
constexpr ClassBits kAvx512 = {&classify_avx512, &classify_set_avx2, &combine_avx512, "avx512"};

bool has_avx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}

#else

constexpr ClassBits kBaseline = {&classify_portable, &classify_set_baseline, &combine_baseline, "portable"};

#endif

#if defined(__x86_64__)
constexpr ClassBits kPortable = {&classify_portable, &classify_set_baseline, &combine_baseline, "portable"};
#endif

}  // namespace

std::vector<const ClassBits*> all_class_bits() {
#if defined(__x86_64__)
  std::vector<const ClassBits*> all = {&kPortable, &kBaseline};
  if (__builtin_cpu_supports("avx2")) all.push_back(&kAvx2);
  if (has_avx512()) all.push_back(&kAvx512);
  return all;
#else
  return {&kBaseline};
#endif
}

const ClassBits& class_bits() {
  static const ClassBits& best = *all_class_bits().back();
  return best;
}

}  // namespace gongdun::detect
