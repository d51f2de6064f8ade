// Turns the bytes of an item into UTF-8 text in bounded pieces. The encoding is detected from the content; a piece ends after a line end
// wherever a line end comes within `block_bytes`. Valid UTF-8 is handed on without copying.
//
//   auto reader = TextReader::open(source, limits);
//   TextChunk chunk;
//   while (true) {
//     auto more = reader->next_block(chunk);      // chunk.utf8 is valid until the next call
//     if (!more) return std::unexpected(more.error());
//     if (!*more) break;
//     ...
//   }
//
// Malformed bytes become U+FFFD and are counted. A line that is not UTF-8 inside a UTF-8 text is read as the double-byte text it is
// (mixed logs). A text whose first bytes are plain ASCII gets its encoding at the first piece that is not.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/encoding.h"
#include "base/error.h"
#include "read/byte_source.h"
#include "read/limits.h"

namespace gongdun::read {

struct TextChunk {
  std::string_view utf8;
  std::uint64_t raw_offset = 0;  // of utf8[0] in the item as stored: exact at the beginning of every chunk (with overlap > 0 in a
                                 // multi-byte encoding other than UTF-8: exact for UTF-16/32, else counted by character width)
  std::uint64_t first_line = 0;  // 1-based line of utf8[0]
  std::uint64_t lines = 0;       // line ends inside utf8, beyond the overlap
  std::uint32_t overlap = 0;     // leading bytes that the previous chunk already held (only if asked for)
  bool last = false;             // nothing follows for certain; a streamed item may end without it (next_block then returns false)
};

struct TextOptions {
  std::size_t block_bytes = 0;    // 0: Limits::block_bytes
  std::size_t overlap_bytes = 0;  // repeated at the start of a chunk where the previous one ended inside a line
};

class TextReader {
 public:
  static base::Result<TextReader> open(ByteSource& source, const Limits& limits, TextOptions options = {});
  ~TextReader();
  TextReader(TextReader&&) noexcept;
  TextReader& operator=(TextReader&&) noexcept;

  base::Encoding encoding() const;  // may change once, from UTF-8 (ASCII so far) to another
  // '\n', or '\r' where the head has only those. Chunks end after it.
  char line_end() const;
  base::Result<bool> next_block(TextChunk& chunk);
  std::uint64_t malformed() const;

 private:
  struct Impl;
  explicit TextReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The head of a source as the identifiers see it.
struct HeadText {
  base::DetectedEncoding encoding;
  std::string utf8;    // empty for binary content
  bool whole = false;  // the head is all there is
};
base::Result<HeadText> head_text(ByteSource& source);

}  // namespace gongdun::read
