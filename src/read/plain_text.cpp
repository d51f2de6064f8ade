// Plain text and logs: everything that decodes as text and is nothing more particular. Also the last resort: bytes nobody knows.
#include <algorithm>

#include "base/utf8.h"
#include "read/format.h"
#include "read/text_reader.h"
#include "read/text_shape.h"

namespace gongdun::read {
namespace {

// A value that begins before the cut of an over-long line is seen whole in the next block.
constexpr std::size_t kOverlap = 4096;

int is_text(const Sniff& s) {
  return !s.text.empty() || s.head.empty() ? 10 : 0;
}
int is_anything(const Sniff&) {
  return 1;
}

base::Status extract_text(ByteSource& source, ExtractContext& context) {
  auto head = head_text(source);
  if (!head) return std::unexpected(head.error());
  const bool prose = looks_like_prose(head->utf8);
  auto reader = TextReader::open(source, context.limits, {.overlap_bytes = kOverlap});
  if (!reader) return std::unexpected(reader.error());
  TextChunk chunk;
  while (!context.stop.requested()) {
    auto more = reader->next_block(chunk);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    TextBlock block;
    block.text = chunk.utf8;
    block.offset = chunk.raw_offset;
    block.first_line = chunk.first_line;
    block.overlap = chunk.overlap;
    block.prose = prose;
    if (!context.sink.text(block)) break;
  }
  return {};
}

GD_FORMAT({.id = "text", .zh = "纯文本", .en = "Plain text", .extensions = "txt log md text out err cfg", .identify = is_text, .extract = extract_text});
GD_FORMAT({.id = "binary", .zh = "二进制数据", .en = "Binary data", .extensions = "bin dat", .identify = is_anything});

}  // namespace
}  // namespace gongdun::read
