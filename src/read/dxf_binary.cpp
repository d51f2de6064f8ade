// Binary DXF (Autodesk DXF Reference, "Binary DXF Files"): the same groups as in a text file, so they are written out as one and read by its reader.
#include <fmt/core.h>

#include <array>
#include <span>

#include "read/binary_input.h"
#include "read/delegate.h"
#include "read/sniff.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::string_view kSentinel("AutoCAD Binary DXF\r\n\x1a\0", 22);

enum class Value : std::uint8_t { text, real, int16, int32, int64, byte, chunk };

struct Range {
  int from, to;
  Value value;
};
constexpr std::array<Range, 26> kRanges{{{10, 59, Value::real},     {60, 79, Value::int16},     {90, 99, Value::int32},     {110, 149, Value::real},
                                         {160, 169, Value::int64},  {170, 179, Value::int16},   {210, 239, Value::real},    {270, 289, Value::int16},
                                         {290, 299, Value::byte},   {310, 319, Value::chunk},   {370, 389, Value::int16},   {400, 409, Value::int16},
                                         {420, 429, Value::int32},  {440, 459, Value::int32},   {460, 469, Value::real},    {1004, 1004, Value::chunk},
                                         {1010, 1059, Value::real}, {1060, 1070, Value::int16}, {1071, 1071, Value::int32}, {0, 9, Value::text},
                                         {100, 109, Value::text},   {300, 309, Value::text},    {320, 369, Value::text},    {390, 399, Value::text},
                                         {410, 419, Value::text},   {430, 439, Value::text}}};

Value value_of(int code) {
  for (const Range& range : kRanges) {
    if (code >= range.from && code <= range.to) return range.value;
  }
  return Value::text;
}

// Gives the groups as text, a piece at a time.
class GroupText {
 public:
  GroupText(ByteSource& source, const Limits& limits) : pieces_(source, limits) {}

  base::Result<std::size_t> read(std::span<std::byte> into) {
    while (at_ >= text_.size() && !ended_) {
      text_.clear();
      at_ = 0;
      for (int i = 0; i < 256 && !ended_; ++i) {
        if (auto status = group(); !status) return std::unexpected(status.error());
      }
    }
    const std::size_t size = std::min(into.size(), text_.size() - at_);
    std::memcpy(into.data(), text_.data() + at_, size);
    at_ += size;
    return size;
  }
  bool cut() const { return cut_; }
  std::uint64_t offset() const { return pieces_.offset(); }

 private:
  base::Result<std::string_view> exactly(std::size_t size) {
    auto bytes = pieces_.take(size);
    if (bytes && bytes->size() < size) ended_ = true;
    return bytes;
  }

  // Codes are two bytes since R13, before one (255: two more follow). The first group, 0 SECTION, shows which.
  base::Result<int> code() {
    if (first_) {
      first_ = false;
      auto skipped = pieces_.skip(kSentinel.size());
      if (!skipped) return std::unexpected(skipped.error());
      auto bytes = exactly(3);
      if (!bytes) return std::unexpected(bytes.error());
      if (ended_) return 0;
      narrow_ = (*bytes)[1] == 'S';
      pending_ = bytes->substr(narrow_ ? 1 : 2);
      return 0;
    }
    auto bytes = exactly(narrow_ ? 1 : 2);
    if (!bytes || ended_) return bytes ? base::Result<int>(0) : std::unexpected(bytes.error());
    if (!narrow_) return ByteCursor(*bytes).u16();
    if ((*bytes)[0] != '\xFF') return static_cast<unsigned char>((*bytes)[0]);
    bytes = exactly(2);
    if (!bytes) return std::unexpected(bytes.error());
    return ByteCursor(*bytes).u16();
  }

  base::Result<std::string> text() {
    std::string out = std::exchange(pending_, {});
    constexpr std::size_t kLongest = 1 << 20;
    while (!ended_ && out.size() < kLongest) {
      auto byte = exactly(1);
      if (!byte) return std::unexpected(byte.error());
      if (ended_ || (*byte)[0] == '\0') break;
      // A line end inside a value would look like the next group.
      out += (*byte)[0] == '\n' || (*byte)[0] == '\r' ? ' ' : (*byte)[0];
    }
    return out;
  }

  base::Result<std::string> number(Value value) {
    const std::size_t size = value == Value::real || value == Value::int64 ? 8 : value == Value::int32 ? 4 : value == Value::int16 ? 2 : 1;
    auto bytes = exactly(size);
    if (!bytes) return std::unexpected(bytes.error());
    ByteCursor in(*bytes);
    if (value == Value::real) return number_text(in.number<double>());
    if (value == Value::int64) return std::to_string(in.i64());
    if (value == Value::int32) return std::to_string(in.i32());
    if (value == Value::int16) return std::to_string(in.number<std::int16_t>());
    const std::uint8_t byte = in.u8();
    if (value == Value::byte) return std::to_string(byte);
    auto chunk = exactly(byte);
    if (!chunk) return std::unexpected(chunk.error());
    std::string hex;
    for (const char c : *chunk) hex += fmt::format("{:02X}", static_cast<unsigned char>(c));
    return hex;
  }

  base::Status group() {
    auto what = code();
    if (!what) return std::unexpected(what.error());
    if (ended_) {
      cut_ = !complete_;
      return {};
    }
    const Value kind = value_of(*what);
    auto value = kind == Value::text ? text() : number(kind);
    if (!value) return std::unexpected(value.error());
    complete_ = *what == 0 && *value == "EOF";
    cut_ = ended_ && !complete_;
    ended_ = ended_ || complete_;
    text_ += fmt::format("{}\n{}\n", *what, *value);
    return {};
  }

  PieceReader pieces_;
  std::string text_, pending_;
  std::size_t at_ = 0;
  bool first_ = true, narrow_ = false, ended_ = false, complete_ = false, cut_ = false;
};

base::Status extract_dxf_binary(ByteSource& source, ExtractContext& context) {
  GroupText groups(source, context.limits);
  StreamSource text([&](std::span<std::byte> into) { return groups.read(into); }, std::nullopt, context.limits.whole_bytes);
  GD_TRY(extract_as("dxf", text, context));
  if (groups.cut()) context.sink.unread(cut_short(groups.offset()));
  return {};
}

GD_FORMAT({"dxf-binary", "二进制 DXF 图形", "binary DXF drawing", "dxf", magic<"AutoCAD Binary DXF">, extract_dxf_binary});

}  // namespace
}  // namespace gongdun::read
