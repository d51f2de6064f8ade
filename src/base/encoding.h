// Text encodings of factory files: detected from content, converted to UTF-8 at the edge.
// Detection order: byte-order mark; UTF-16 without mark by the pattern of zero bytes and code points; valid UTF-8;
// then legality and frequency of GB18030, Big5 and Shift-JIS; cp1252 last. Never a statistical library on the hot path.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::base {

enum class Encoding { utf8, utf8_bom, utf16le, utf16le_bom, utf16be, utf16be_bom, utf32le, utf32be, gb18030, big5, shift_jis, cp1252, binary };

// "utf-8", "utf-8-bom", "utf-16le", ..., "gb18030", "big5", "shift-jis", "cp1252", "binary".
const char* encoding_name(Encoding encoding);

struct DetectedEncoding {
  Encoding encoding = Encoding::binary;
  std::size_t mark_bytes = 0;  // length of the byte-order mark
  double confidence = 0;       // 0..1
};

// Looks at the beginning of an item (64 KiB is plenty; `whole` says that nothing follows).
DetectedEncoding detect_encoding(std::span<const std::byte> head, bool whole);

// Streaming conversion to UTF-8. A character cut by the end of a chunk is kept for the next call.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  // Appends the UTF-8 form of `in` to `out`. Malformed input becomes U+FFFD and is counted, never an error.
  void decode(std::span<const std::byte> in, std::string& out, bool last);
  std::uint64_t malformed() const;
  // Bytes of a cut character that wait for the next call.
  std::size_t pending() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Whole-text convenience for short strings (titles, member names).
std::string to_utf8(std::span<const std::byte> bytes, Encoding encoding);

}  // namespace gongdun::base
