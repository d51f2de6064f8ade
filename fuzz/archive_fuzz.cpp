// Any bytes as an item in memory: archives in archives, texts and tables in them, under small limits. No crash, every item ends.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "read/archive.h"
#include "read/format.h"
#include "read/member_name.h"
#include "read/recorder.h"
#include "read/stream_source.h"
#include "read/text_reader.h"

using namespace gongdun;
using namespace gongdun::read;

namespace {

// Reads members to their end and opens the archives among them, to a small depth.
class Members final : public MemberReader {
 public:
  Members(const Limits& limits, ContentSink& sink) : limits_(limits), sink_(sink) {}

  base::Status read_member(const std::string& name, base::TimeUs, ByteSource& source) override {
    safe_member_name(name);
    if (++members_ > 64 || depth_ > 3) return base::fail(base::Code::limit, "到上限", "limit");
    StreamSource bounded(
        [&](std::span<std::byte> into) -> base::Result<std::size_t> {
          if (bytes_ > (4 << 20)) return base::fail(base::Code::limit, "到上限", "limit");
          auto got = source.read(into);
          if (got) bytes_ += *got;
          return got;
        },
        source.size(), 1 << 20);
    read(bounded);
    return {};
  }

  void read(ByteSource& source) {
    auto head = source.head();
    if (!head) return;
    auto text = head_text(source);
    if (!text) return;
    const Format* format = identify({.head = *head, .text = text->utf8, .whole = text->whole});
    if (format == nullptr || format->extract == nullptr) return;
    ++depth_;
    const Item item{.uri = "fuzz"};
    const ItemInfo info{.format = std::string(format->id)};
    ExtractContext context{limits_, stop_, sink_, item, *this};
    sink_.begin_item(item, info);
    if (const auto status = format->extract(source, context); !status) sink_.unread(status.error());
    sink_.end_item();
    --depth_;
  }

 private:
  const Limits& limits_;
  base::StopFlag stop_;
  ContentSink& sink_;
  int members_ = 0, depth_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Limits limits;
  limits.whole_bytes = 1 << 20;
  Recorder recorder;
  Members members(limits, recorder);
  MemorySource source({reinterpret_cast<const std::byte*>(data), size});
  members.read(source);
  return 0;
}
