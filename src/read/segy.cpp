// Seismic data (SEG-Y rev 0 to 2, SEG Technical Standards Committee): the 40 lines of the text header in EBCDIC or ASCII, the binary header as
// pairs, and what the trace headers span: lines, coordinates, dates. Samples are not kept.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "read/binary_input.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::size_t kText = 3200, kBinary = 400, kTrace = 240, kCard = 80;

// SEG-Y: 40 card images that begin with C, in EBCDIC (0xC3) or ASCII.
int segy(const Sniff& s) {
  const std::string_view b = s.bytes();
  if (b.size() < 3600) return 0;
  for (const char card : {'\xC3', 'C'}) {
    int cards = 0;
    for (std::size_t at = 0; at < 3200; at += 80) cards += b[at] == card ? 1 : 0;
    if (cards >= 38 && (card != 'C' || s.text.empty())) return kMagic;
  }
  return 0;
}

// EBCDIC code page 037 from 0x40 up; what has no place in ASCII is a blank.
constexpr std::string_view kEbcdic =
    "           .<(+|&         !$*); -/         ,%_>?         `:#@'=\" abcdefghi       jklmnopqr       ~stuvwxyz      ^         []    {ABCDEFGHI      "
    "}JKLMNOPQR      \\ STUVWXYZ      0123456789      ";
static_assert(kEbcdic.size() == 192);

std::string ascii(std::string_view bytes, bool ebcdic) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += !ebcdic ? c : byte >= 0x40 ? kEbcdic[byte - 0x40U] : ' ';
  }
  return out;
}

// Bytes of a sample by its format code; 0 where it is not known.
std::size_t sample_bytes(unsigned format) {
  constexpr std::array<std::uint8_t, 17> kBytes{0, 4, 4, 2, 4, 4, 8, 3, 1, 8, 4, 2, 8, 0, 0, 3, 1};
  return format < kBytes.size() ? kBytes.at(format) : 0;
}

struct Span {
  std::optional<double> least, most;
  void add(double value) {
    if (!least || value < *least) least = value;
    if (!most || value > *most) most = value;
  }
};

class SegyReader {
 public:
  SegyReader(const PieceAccess& access, ExtractContext& context) : access_(access), context_(context), pairs_(context, "SEG-Y") {}

  base::Status read() {
    auto head = access_.at(0, kText + kBinary);
    if (!head) return std::unexpected(head.error());
    text_header(head->substr(0, kText), (*head)[0] == '\xC3');
    binary_header(std::string_view(*head).substr(kText));
    at_ = kText + kBinary;
    for (unsigned i = 0; i < extended_ && at_ + kText <= access_.size(); ++i, at_ += kText) {
      auto more = access_.at(at_, kText);
      if (!more) return std::unexpected(more.error());
      text_header(*more, (*head)[0] == '\xC3');
    }
    auto status = traces();
    tell();
    pairs_.finish();
    return status;
  }

 private:
  void text_header(std::string_view cards, bool ebcdic) {
    std::string text;
    for (std::size_t at = 0; at < cards.size(); at += kCard) {
      std::string line = field_text(ascii(cards.substr(at, kCard), ebcdic));
      if (line.size() > 3) text += line + "\n";
    }
    pairs_.writer().text(text, 1, 0, "header", true);
  }

  void binary_header(std::string_view bytes) {
    const auto at = [&](std::size_t offset) {
      ByteCursor in(bytes.substr(offset), std::endian::big);
      return in;
    };
    const auto add = [&](const char* name, std::int64_t value, const char* unit = "") {
      if (value != 0) pairs_.add(name, std::to_string(value), unit);
    };
    add("job", at(0).i32());
    add("line", at(4).i32());
    add("reel", at(8).i32());
    add("sample interval", at(16).u16(), "us");
    samples_ = at(20).u16();
    add("samples per trace", samples_);
    format_ = at(24).u16();
    add("sample format", format_);
    const unsigned system = at(54).u16();
    if (system == 1 || system == 2) pairs_.add("measurement system", system == 1 ? "m" : "ft");
    const unsigned revision = at(300).u16();
    pairs_.add("revision", fmt::format("{}.{}", revision >> 8U, revision & 255U));
    extended_ = std::min<unsigned>(at(304).u16(), 1000);
  }

  base::Status traces() {
    const std::size_t bytes = sample_bytes(format_);
    if (bytes == 0) {
      return base::fail(base::Code::unsupported, fmt::format("SEG-Y 采样格式 {} 不支持，道头未读取", format_),
                        fmt::format("SEG-Y sample format {} is not supported; the trace headers were not read", format_));
    }
    while (at_ < access_.size() && !context_.stop.requested()) {
      auto header = access_.at(at_, kTrace);
      if (!header) return std::unexpected(header.error());
      const auto samples = ByteCursor(std::string_view(*header).substr(114), std::endian::big).u16();
      at_ += kTrace + bytes * (samples != 0 ? samples : samples_);
      if (at_ > access_.size()) return std::unexpected(cut_short(access_.size()));
      trace(*header);
    }
    return {};
  }

  void trace(std::string_view header) {
    const auto number = [&](std::size_t offset) { return ByteCursor(header.substr(offset), std::endian::big).i32(); };
    const auto short_number = [&](std::size_t offset) { return ByteCursor(header.substr(offset), std::endian::big).number<std::int16_t>(); };
    ++count_;
    const int scalar = short_number(70);
    const double factor = scalar == 0 ? 1 : scalar > 0 ? scalar : 1.0 / -scalar;
    for (const auto& [name, offset, scaled] : kSpans) {
      const std::int32_t value = number(offset);
      if (value != 0) spans_[name].add(scaled ? value * factor : value);
    }
    const int year = short_number(156), day = short_number(158);
    if (year > 1900 && year < 2200 && day >= 1 && day <= 366) dates_.add(year * 1000.0 + day);
  }

  void tell() {
    pairs_.add("traces", std::to_string(count_));
    for (const auto& [name, span] : spans_) pairs_.add(std::string(name), fmt::format("{} … {}", *span.least, *span.most));
    if (dates_.least) pairs_.add("recorded", fmt::format("{:.0f} … {:.0f} (year, day of year)", *dates_.least, *dates_.most));
  }

  struct SpanField {
    std::string_view name;
    std::size_t offset;
    bool scaled;
  };
  static constexpr std::array<SpanField, 6> kSpans{
      {{"source X", 72, true}, {"source Y", 76, true}, {"CDP X", 180, true}, {"CDP Y", 184, true}, {"inline", 188, false}, {"crossline", 192, false}}};

  const PieceAccess& access_;
  ExtractContext& context_;
  PairSheet pairs_;
  std::uint64_t at_ = 0, count_ = 0;
  unsigned samples_ = 0, format_ = 0, extended_ = 0;
  std::map<std::string_view, Span> spans_;
  Span dates_;
};

base::Status extract_segy(ByteSource& source, ExtractContext& context) {
  auto access = PieceAccess::open(source, context.limits);
  if (!access) return std::unexpected(access.error());
  return SegyReader(*access, context).read();
}

GD_FORMAT({"segy", "地震勘探数据（SEG-Y）", "seismic data (SEG-Y)", "sgy segy", segy, extract_segy});

}  // namespace
}  // namespace gongdun::read
