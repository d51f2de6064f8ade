// Bus logs of Vector tools (BLF). The format is published by its maker only as a library; the layout here follows the descriptions of free readers
// (file header LOGG, objects LOBJ, zlib containers). CAN frames become a table, texts of the application text; other objects are counted.
#include <fmt/core.h>

#include <map>

#include "read/binary_input.h"
#include "read/block_codec.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::size_t kBase = 16;
enum ObjectType : std::uint32_t { kCan = 1, kContainer = 10, kText = 65, kCan2 = 86, kCanFd = 100, kCanFd64 = 101 };

std::string system_time(ByteCursor& in) {
  const unsigned year = in.u16(), month = in.u16();
  in.skip(2);
  const unsigned day = in.u16(), hour = in.u16(), minute = in.u16(), second = in.u16();
  in.skip(2);
  return year == 0 ? std::string{} : fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, hour, minute, second);
}

class BlfReader {
 public:
  BlfReader(ByteSource& source, ExtractContext& context)
      : context_(context),
        pieces_(source, context.limits),
        pairs_(context, "log", &turn_),
        frames_(context.sink, context.limits, TableKind::records, "frames", &turn_) {
    frames_.add_column(Column{.name = "time", .comment = {}, .unit = "s", .type = {}});
    for (const char* name : {"channel", "id", "direction", "data"}) frames_.add_column(name);
  }

  base::Status read() {
    auto status = objects();
    for (const auto& [type, count] : others_) pairs_.add(fmt::format("objects of type {}", type), std::to_string(count));
    frames_.finish();
    pairs_.finish();
    if (damaged_ > 0) {
      context_.sink.unread(base::fail(base::Code::invalid_input, fmt::format("BLF 文件有 {} 段已损坏，未读取", damaged_),
                                      fmt::format("{} parts of the BLF file are damaged and were not read", damaged_))
                               .error());
    }
    return status;
  }

 private:
  base::Status objects() {
    auto lead = pieces_.take(8);
    if (!lead) return std::unexpected(lead.error());
    const std::size_t header = lead->size() == 8 ? ByteCursor(lead->substr(4)).u32() : 0;
    if (header < 72 || header > 4096) return std::unexpected(cut_short(pieces_.offset()));
    auto head = pieces_.take(header - 8);
    if (!head) return std::unexpected(head.error());
    if (head->size() < header - 8) return std::unexpected(cut_short(pieces_.offset()));
    ByteCursor in(*head);
    in.skip(8);
    in.skip(16);
    pairs_.add("objects", std::to_string(in.u32()));
    in.skip(4);
    pairs_.add("started", system_time(in));
    pairs_.add("ended", system_time(in));
    while (!context_.stop.requested() && !frames_.stopped()) {
      auto base = pieces_.take(kBase);
      if (!base) return std::unexpected(base.error());
      if (base->empty()) break;
      const std::size_t size = base->size() == kBase && base->starts_with("LOBJ") ? ByteCursor(base->substr(8)).u32() : 0;
      if (size < kBase) return std::unexpected(cut_short(pieces_.offset()));
      std::string object(*base);
      auto body = pieces_.take(size - kBase);
      if (!body) return std::unexpected(body.error());
      if (body->size() < size - kBase) return std::unexpected(cut_short(pieces_.offset()));
      object += *body;
      auto padding = pieces_.skip(size % 4);
      if (!padding) return std::unexpected(padding.error());
      if (ByteCursor(std::string_view(object).substr(12)).u32() == kContainer) {
        container(object);
      } else {
        one(object);
      }
    }
    if (waiting_.find("LOBJ") != waiting_.npos) ++damaged_;
    return {};
  }

  // Objects go on from one container into the next.
  void container(std::string_view object) {
    ByteCursor in(object);
    in.skip(kBase);
    const unsigned method = in.u16();
    in.skip(6);
    const std::size_t unpacked = in.u32();
    in.skip(4);
    const std::string_view packed = in.rest();
    if (in.failed() || (method != 0 && method != 2) || unpacked > context_.limits.whole_bytes) {
      ++damaged_;
      return;
    }
    auto content = unpack_block(method == 0 ? BlockCodec::none : BlockCodec::zlib, packed, unpacked);
    if (!content) {
      ++damaged_;
      waiting_.clear();
      return;
    }
    waiting_ += *content;
    std::size_t at = 0;
    while (waiting_.size() - at >= kBase && !context_.stop.requested() && !frames_.stopped()) {
      // Between two objects lie up to three bytes of padding; anything more is out of step.
      const std::size_t next = waiting_.find("LOBJ", at);
      if (next == waiting_.npos || next > at + 3) ++damaged_;
      at = std::min(next, waiting_.size());
      const std::string_view left = std::string_view(waiting_).substr(at);
      if (left.size() < kBase) break;
      const std::size_t size = ByteCursor(left.substr(8)).u32();
      if (size < kBase) {
        ++damaged_;
        at += 4;
        continue;
      }
      if (left.size() < size) break;
      one(left.substr(0, size));
      at += size;
    }
    waiting_.erase(0, at);
    if (waiting_.size() > context_.limits.whole_bytes) {
      ++damaged_;
      waiting_.clear();
    }
  }

  void one(std::string_view object) {
    ByteCursor in(object);
    in.skip(4);
    const std::size_t header = in.u16();
    in.skip(2);
    in.skip(4);
    const std::uint32_t type = in.u32(), flags = in.u32();
    in.skip(4);
    const std::uint64_t stamp = in.u64();
    in.seek(std::min(header, object.size()));
    const double seconds = static_cast<double>(stamp) / (flags == 1 ? 1e5 : 1e9);
    switch (type) {
      case kCan:
      case kCan2: {
        const unsigned channel = in.u16(), direction = in.u8(), length = in.u8();
        const std::uint32_t id = in.u32();
        return frame(seconds, channel, id, direction, in.take(std::min<std::size_t>(length, in.left())));
      }
      case kCanFd: {
        const unsigned channel = in.u16(), direction = in.u8();
        in.skip(1);
        const std::uint32_t id = in.u32();
        in.skip(6);
        const std::size_t length = in.u8();
        in.skip(5);
        return frame(seconds, channel, id, direction, in.take(std::min(length, in.left())));
      }
      case kCanFd64: {
        const unsigned channel = in.u8();
        in.skip(1);
        const std::size_t length = in.u8();
        in.skip(1);
        const std::uint32_t id = in.u32();
        in.skip(26);
        const unsigned direction = in.u8();
        in.skip(5);
        return frame(seconds, channel, id, direction, in.take(std::min(length, in.left())));
      }
      case kText: {
        in.skip(8);
        const std::size_t length = in.u32();
        in.skip(4);
        frames_.text(field_text(in.take(std::min(length, in.left()))) + "\n", 0, 0, "log", true);
        return;
      }
      default:
        if (others_.size() < 1000 || others_.contains(type)) ++others_[type];
    }
  }

  void frame(double seconds, unsigned channel, std::uint32_t id, unsigned direction, std::string_view data) {
    const std::uint64_t row = ++rows_;
    frames_.put(0, row, fmt::format("{:.6f}", seconds), row);
    frames_.put(1, row, std::to_string(channel), row);
    frames_.put(2, row, fmt::format("{:X}{}", id & 0x1FFFFFFFU, (id & 0x80000000U) != 0 ? "x" : ""), row);
    frames_.put(3, row, (direction & 1U) != 0 ? "Tx" : "Rx", row);
    std::string hex;
    for (const char c : data) hex += fmt::format("{}{:02X}", hex.empty() ? "" : " ", static_cast<unsigned char>(c));
    if (!hex.empty()) frames_.put(4, row, hex, row);
  }

  ExtractContext& context_;
  PieceReader pieces_;
  TableTurn turn_;
  PairSheet pairs_;
  CellWriter frames_;
  std::string waiting_;
  std::map<std::uint32_t, std::uint64_t> others_;
  std::uint64_t rows_ = 0, damaged_ = 0;
};

base::Status extract_blf(ByteSource& source, ExtractContext& context) {
  return BlfReader(source, context).read();
}

GD_FORMAT({"vector-blf", "总线报文记录（BLF）", "bus log (BLF)", "blf", magic<"LOGG">, extract_blf});

}  // namespace
}  // namespace gongdun::read
