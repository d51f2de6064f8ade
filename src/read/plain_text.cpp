// Plain text and logs: everything that decodes as text and is nothing more particular. Also the last resort: bytes nobody knows.
#include "read/delegate.h"
#include "read/text_reader.h"
#include "read/text_shape.h"

namespace gongdun::read {
namespace {

int is_text(const Sniff& s) {
  return !s.text.empty() || s.head.empty() ? 10 : 0;
}
int is_anything(const Sniff&) {
  return 1;
}

base::Status extract_text(ByteSource& source, ExtractContext& context) {
  auto head = head_text(source);
  if (!head) return std::unexpected(head.error());
  return extract_blocks(source, context, looks_like_prose(head->utf8));
}

GD_FORMAT({.id = "text", .zh = "纯文本", .en = "Plain text", .extensions = "txt log md text out err cfg", .identify = is_text, .extract = extract_text});
GD_FORMAT({.id = "binary", .zh = "二进制数据", .en = "Binary data", .extensions = "bin dat", .identify = is_anything});

}  // namespace
}  // namespace gongdun::read
