#include "read/delegate.h"

#include <fmt/core.h>

#include "read/text_reader.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kOverlap = 4096;  // a value that begins before the cut of an over-long line is seen whole in the next block

}  // namespace

base::Status extract_blocks(ByteSource& source, ExtractContext& context, bool prose) {
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

base::Status extract_listing(ByteSource& source, ExtractContext& context) {
  return extract_blocks(source, context, false);
}

base::Status extract_as(std::string_view format_id, ByteSource& source, ExtractContext& context) {
  const Format* const format = find_format(format_id);
  if (format != nullptr && format->extract != nullptr) return format->extract(source, context);
  return base::fail(base::Code::unsupported, fmt::format("缺少 {} 读取器，本项未读取", format_id),
                    fmt::format("the {} reader is missing; this item was not read", format_id));
}

}  // namespace gongdun::read
