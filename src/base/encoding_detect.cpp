// Which encoding a text is in, from its first bytes: marks, zero-byte patterns, UTF-8 validity, then how usual the characters would be
// under each double-byte encoding. Statistical libraries take a hundred times longer and know the same.
#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "base/encoding.h"
#include "base/encoding_score.h"
#include "base/utf8.h"

namespace gongdun::base {
namespace {

using Byte = unsigned char;

std::string_view view(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<DetectedEncoding> by_mark(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xEF\xBB\xBF"sv)) return DetectedEncoding{Encoding::utf8_bom, 3, 1.0};
  if (text.starts_with("\xFF\xFE\0\0"sv)) return DetectedEncoding{Encoding::utf32le, 4, 1.0};
  if (text.starts_with("\0\0\xFE\xFF"sv)) return DetectedEncoding{Encoding::utf32be, 4, 1.0};
  if (text.starts_with("\xFF\xFE"sv)) return DetectedEncoding{Encoding::utf16le_bom, 2, 1.0};
  if (text.starts_with("\xFE\xFF"sv)) return DetectedEncoding{Encoding::utf16be_bom, 2, 1.0};
  if (text.starts_with("\x84\x31\x95\x33"sv)) return DetectedEncoding{Encoding::gb18030, 4, 1.0};
  return std::nullopt;
}

// Control characters that text does not have. Escape, form feed and the DOS end-of-file mark do occur.
bool is_foreign_control(Byte b) {
  return b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1B && b != 0x1A && b != 0x08;
}

// Separators that exporters really use (Hive's 0x01, ASCII record marks): no sign of binary content when they are regular.
bool is_separator_control(Byte b) {
  return b == 0x01 || (b >= 0x1C && b <= 0x1F) || b == 0x02 || b == 0x03;
}

struct ByteCounts {
  std::array<std::size_t, 4> zeros{};  // by position modulo 4
  std::size_t zero = 0, control = 0, separator = 0, high = 0;
};

ByteCounts count_bytes(std::string_view text) {
  ByteCounts counts;
  std::array<std::size_t, 256> seen{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto b = static_cast<Byte>(text[i]);
    ++seen[b];
    if (b == 0) ++counts.zeros[i % 4];
  }
  counts.zero = seen[0];
  for (unsigned b = 1; b < 0x20; ++b) {
    if (is_separator_control(static_cast<Byte>(b))) {
      counts.separator += seen[b];
    } else if (is_foreign_control(static_cast<Byte>(b))) {
      counts.control += seen[b];
    }
  }
  for (unsigned b = 0x80; b < 0x100; ++b) counts.high += seen[b];
  return counts;
}

// UTF-16 or UTF-32 without a mark: decode it and ask whether the result reads like text.
std::optional<DetectedEncoding> wide_without_mark(std::string_view text, const ByteCounts& counts) {
  const std::size_t size = text.size();
  if (size < 8) return std::nullopt;
  const std::size_t quarter = size / 4;
  const auto& z = counts.zeros;
  if (quarter >= 2 && z[3] >= quarter && z[2] * 10 >= quarter * 9 && z[0] * 20 < quarter + 20) {
    return DetectedEncoding{Encoding::utf32le, 0, 0.95};
  }
  if (quarter >= 2 && z[0] >= quarter && z[1] * 10 >= quarter * 9 && z[3] * 20 < quarter + 20) {
    return DetectedEncoding{Encoding::utf32be, 0, 0.95};
  }
  const std::size_t even = z[0] + z[2], odd = z[1] + z[3];
  // Text that is valid UTF-8 and has no zero byte is not UTF-16; Chinese UTF-16 without any ASCII is not valid UTF-8.
  if (counts.zero == 0 && is_valid_utf8(text.substr(0, size - std::min<std::size_t>(size, 3)))) return std::nullopt;
  const double little = utf16_plausibility(text, false);
  const double big = utf16_plausibility(text, true);
  const double best = std::max(little, big);
  // 一 (U+4E00) has a zero byte on the other side: in Chinese text the clear difference of the two readings counts instead.
  const bool clear = best >= 0.95 && std::min(little, big) < 0.6;
  const bool zeros_agree = counts.zero == 0 || clear || (little >= big ? odd >= even * 8 : even >= odd * 8);
  if (best < (counts.zero > 0 ? 0.85 : 0.97) || !zeros_agree) return std::nullopt;
  return DetectedEncoding{little >= big ? Encoding::utf16le : Encoding::utf16be, 0, best * 0.95};
}

bool looks_binary(const ByteCounts& counts, std::size_t size) {
  if (counts.zero * 200 > size || counts.control * 100 > size) return true;
  return counts.separator * 4 > size && counts.zero + counts.control > 0;
}

struct Utf8Share {
  std::size_t good = 0, bad = 0;  // multi-byte characters, malformed bytes
};

Utf8Share utf8_share(std::string_view text, bool whole) {
  Utf8Share share;
  for (std::size_t at = 0; at < text.size();) {
    at += ascii_length(text.substr(at));
    if (at >= text.size()) break;
    if (!whole && at + 4 > text.size()) break;  // may be cut
    const std::size_t before = at;
    next_code_point(text, at);
    at - before > 1 ? ++share.good : ++share.bad;
  }
  return share;
}

DetectedEncoding by_usual_characters(std::string_view text, bool whole) {
  DetectedEncoding best{Encoding::cp1252, 0, cp1252_plausibility(text)};
  for (const Encoding candidate : {Encoding::gb18030, Encoding::big5, Encoding::shift_jis}) {
    const double score = double_byte_plausibility(text, candidate, whole);
    if (score > best.confidence) best = {candidate, 0, score};
  }
  if (best.confidence >= 0.2) return best;
  return {Encoding::cp1252, 0, 0.2};
}

}  // namespace

DetectedEncoding detect_encoding(std::span<const std::byte> head, bool whole) {
  std::string_view text = view(head);
  if (const auto marked = by_mark(text)) return *marked;
  // Logs cut by a power failure and preallocated files end in zeros.
  const std::size_t last = text.find_last_not_of('\0');
  if (last == std::string_view::npos) return {text.empty() ? Encoding::utf8 : Encoding::binary, 0, 1.0};
  const std::size_t padding = text.size() - last - 1;
  const std::string_view body = padding >= 16 ? text.substr(0, last + 1) : text;
  const ByteCounts counts = count_bytes(body);
  if (counts.high == 0 && counts.zero == 0 && counts.control == 0) return {Encoding::utf8, 0, 1.0};
  if (counts.zero > 0 || counts.high * 4 > body.size() || counts.control > 0) {
    if (const auto wide = wide_without_mark(body, counts)) return *wide;
  }
  if (looks_binary(counts, body.size())) return {Encoding::binary, 0, 0.95};
  const Utf8Share share = utf8_share(body, whole);
  if (share.bad == 0) return {Encoding::utf8, 0, share.good > 0 ? 1.0 : 0.9};
  if (share.good >= share.bad * 20) return {Encoding::utf8, 0, 0.8};
  return by_usual_characters(body, whole && padding < 16);
}

}  // namespace gongdun::base
