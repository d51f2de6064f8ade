// Any bytes as an item in memory: archives in archives, texts and tables in them, under small limits. No crash, every item ends.
// The bytes are also opened as a document package, whose parts must come out the same inflated in one piece and streamed.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "read/archive.h"
#include "read/format.h"
#include "read/member_name.h"
#include "read/ooxml_package.h"
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

// The parts of a document package, inflated in one piece where that is possible, or all streamed: up to `most` bytes of each, and whether it ended well.
std::vector<std::pair<std::string, bool>> parts_of(std::span<const std::byte> bytes, Limits limits, bool whole) {
  constexpr std::size_t kParts = 16, kMost = 1 << 20;
  if (!whole) limits.inflate_bytes = 0;
  std::vector<std::pair<std::string, bool>> found;
  MemorySource source(bytes);
  auto access = source.random_access();
  auto package = OoxmlPackage::open(**access, limits);
  if (!package) return found;
  for (const std::string& name : (*package)->parts()) {
    if (found.size() == kParts) break;
    auto& [content, well] = found.emplace_back("", true);
    auto input = (*package)->open_part(name);
    std::array<std::byte, 4096> piece{};
    while (input && content.size() < kMost) {
      auto got = (*input)(piece);
      well = got.has_value();
      if (!well || *got == 0) break;
      content.append(reinterpret_cast<const char*>(piece.data()), *got);
    }
    well = well && input.has_value();
  }
  return found;
}

// libdeflate takes a few odd codes that zlib refuses, so that one piece may give more than the stream; never less, and never other bytes.
void compare_parts(std::span<const std::byte> bytes, const Limits& limits) {
  const auto whole = parts_of(bytes, limits, true), streamed = parts_of(bytes, limits, false);
  if (whole.size() != streamed.size()) std::abort();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (streamed[i].second ? whole[i] != streamed[i] : !whole[i].first.starts_with(streamed[i].first)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Limits limits;
  limits.whole_bytes = 1 << 20;
  Recorder recorder;
  Members members(limits, recorder);
  MemorySource source({reinterpret_cast<const std::byte*>(data), size});
  members.read(source);
  compare_parts({reinterpret_cast<const std::byte*>(data), size}, limits);
  return 0;
}
