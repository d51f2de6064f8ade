#include "read/image_metadata.h"

#include <fmt/core.h>

#include <array>
#include <set>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMostDirectories = 64, kMostEntries = 2000;
constexpr std::uint64_t kMostValue = 1 << 20;

struct Tag {
  unsigned id;
  std::string_view name;
};
constexpr std::array<Tag, 32> kTags{{{0x0100, "width"},
                                     {0x0101, "height"},
                                     {0x010D, "document name"},
                                     {0x010E, "description"},
                                     {0x010F, "make"},
                                     {0x0110, "model"},
                                     {0x0131, "software"},
                                     {0x0132, "modified"},
                                     {0x013B, "artist"},
                                     {0x013C, "host computer"},
                                     {0x8298, "copyright"},
                                     {0x87B1, "coordinate system"},
                                     {0x9003, "taken"},
                                     {0x9004, "digitized"},
                                     {0x9286, "comment"},
                                     {0x9C9B, "title"},
                                     {0x9C9C, "comment"},
                                     {0x9C9D, "author"},
                                     {0x9C9E, "keywords"},
                                     {0x9C9F, "subject"},
                                     {0xA002, "pixel width"},
                                     {0xA003, "pixel height"},
                                     {0xA420, "image id"},
                                     {0xA430, "camera owner"},
                                     {0xA431, "camera serial number"},
                                     {0xA433, "lens make"},
                                     {0xA434, "lens model"},
                                     {0xA435, "lens serial number"},
                                     {0x000B, "processing software"},
                                     {0x014A, ""},
                                     {0x8769, ""},
                                     {0x8825, ""}}};
constexpr std::array<Tag, 5> kGpsTags{{{7, "gps time"}, {0x12, "gps datum"}, {0x1B, "gps method"}, {0x1C, "gps area"}, {0x1D, "gps date"}}};
constexpr unsigned kSubDirectories = 0x014A, kExif = 0x8769, kGps = 0x8825, kXmp = 0x02BC, kIptc = 0x83BB;

std::size_t type_bytes(unsigned type) {
  constexpr std::array<std::uint8_t, 13> kBytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
  return type < kBytes.size() ? kBytes.at(type) : 0;
}

class Directories {
 public:
  Directories(const FetchBytes& fetch, PairSheet& pairs) : fetch_(fetch), pairs_(pairs) {}

  void read() {
    const std::string head = fetch_(0, 8);
    if (head.size() < 8 || (!head.starts_with("II") && !head.starts_with("MM"))) return;
    order_ = head[0] == 'M' ? std::endian::big : std::endian::little;
    ByteCursor in(std::string_view(head).substr(2), order_);
    if (in.u16() != 42) return pairs_.add("format", "BigTIFF");
    std::uint64_t next = in.u32();
    std::uint64_t pages = 0;
    while (next != 0 && visited_.size() < kMostDirectories) {
      next = directory(next, false);
      ++pages;
    }
    if (pages > 1) pairs_.add("pages", next == 0 ? std::to_string(pages) : fmt::format("≥ {}", pages));
  }

 private:
  // Where the next directory stands.
  std::uint64_t directory(std::uint64_t at, bool gps) {
    if (at == 0 || !visited_.insert(at).second || visited_.size() > kMostDirectories) return 0;
    const std::string count_bytes = fetch_(at, 2);
    const std::size_t count = ByteCursor(count_bytes, order_).u16();
    if (count > kMostEntries) return 0;
    const std::string bytes = fetch_(at + 2, 12 * count + 4);
    ByteCursor in(bytes, order_);
    latitude_reference_.clear();
    longitude_reference_.clear();
    for (std::size_t i = 0; i < count && in.left() >= 12; ++i) {
      const unsigned tag = in.u16(), type = in.u16();
      const std::uint64_t size = type_bytes(type) * std::uint64_t{in.u32()};
      const std::string_view inside = in.take(4);
      if (size == 0 || size > kMostValue) continue;
      const std::string value = size <= 4 ? std::string(inside.substr(0, static_cast<std::size_t>(size))) : fetch_(ByteCursor(inside, order_).u32(), size);
      if (value.size() < size) continue;
      if (gps) {
        gps_entry(tag, type, value);
      } else {
        entry(tag, type, value);
      }
    }
    return in.u32();
  }

  void entry(unsigned tag, unsigned type, const std::string& value) {
    if (tag == kExif || tag == kGps || tag == kSubDirectories) {
      ByteCursor in(value, order_);
      directory(in.u32(), tag == kGps);
    } else if (tag == kXmp) {
      xmp_metadata(value, pairs_);
    } else if (tag == kIptc) {
      iptc_metadata(value, pairs_);
    } else {
      named(kTags, tag, type, value);
    }
  }

  template <std::size_t N>
  void named(const std::array<Tag, N>& tags, unsigned tag, unsigned type, const std::string& value) {
    for (const Tag& known : tags) {
      if (known.id != tag || known.name.empty()) continue;
      pairs_.add(std::string(known.name), text(tag, type, value));
      return;
    }
  }

  std::string text(unsigned tag, unsigned type, const std::string& value) {
    ByteCursor in(value, order_);
    if (tag >= 0x9C9B && tag <= 0x9C9F) return field_text(value, base::Encoding::utf16le);
    if (tag == 7) return fmt::format("{:02.0f}:{:02.0f}:{:02.0f}", rational(in), rational(in), rational(in));
    if (type == 2 || type == 1) return field_text(value);
    if (type == 3) return std::to_string(in.u16());
    if (type == 4) return std::to_string(in.u32());
    if (type != 7 || value.size() < 8) return {};
    // A comment names its character code in eight bytes.
    const std::string_view content = std::string_view(value).substr(8);
    if (value.starts_with("UNICODE")) return field_text(content, order_ == std::endian::big ? base::Encoding::utf16be : base::Encoding::utf16le);
    return field_text(content);
  }

  static double rational(ByteCursor& in) {
    const double above = in.u32(), below = in.u32();
    return below == 0 ? 0 : above / below;
  }

  void gps_entry(unsigned tag, unsigned type, const std::string& value) {
    if (tag == 1) latitude_reference_ = field_text(value);
    if (tag == 3) longitude_reference_ = field_text(value);
    ByteCursor in(value, order_);
    if (tag == 6 && type == 5) return pairs_.add("gps altitude", number_text(rational(in)), "m");
    if ((tag != 2 && tag != 4) || type != 5 || value.size() < 24) return named(kGpsTags, tag, type, value);
    const double degrees = rational(in), minutes = rational(in), seconds = rational(in);
    const std::string& reference = tag == 2 ? latitude_reference_ : longitude_reference_;
    const double sign = reference == "S" || reference == "W" ? -1 : 1;
    pairs_.add(tag == 2 ? "gps lat" : "gps lon", fmt::format("{:.6f}", sign * (degrees + minutes / 60 + seconds / 3600)), "deg");
  }

  const FetchBytes& fetch_;
  PairSheet& pairs_;
  std::endian order_ = std::endian::little;
  std::set<std::uint64_t> visited_;
  std::string latitude_reference_, longitude_reference_;
};

}  // namespace

void tiff_metadata(const FetchBytes& fetch, PairSheet& pairs) {
  Directories(fetch, pairs).read();
}

void exif_metadata(std::string_view block, PairSheet& pairs) {
  const FetchBytes fetch = [block](std::uint64_t offset, std::uint64_t size) {
    return offset >= block.size() ? std::string{} : std::string(block.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size)));
  };
  tiff_metadata(fetch, pairs);
}

void iptc_metadata(std::string_view block, PairSheet& pairs) {
  constexpr std::array<Tag, 12> kNames{{{5, "title"},
                                        {25, "keywords"},
                                        {55, "created"},
                                        {80, "author"},
                                        {85, "author title"},
                                        {90, "city"},
                                        {92, "location"},
                                        {101, "country"},
                                        {105, "headline"},
                                        {110, "credit"},
                                        {116, "copyright"},
                                        {120, "caption"}}};
  ByteCursor in(block, std::endian::big);
  while (in.left() >= 5 && in.u8() == 0x1C) {
    const unsigned record = in.u8(), tag = in.u8();
    const std::string_view value = in.take(in.u16());
    for (const Tag& known : kNames) {
      if (record == 2 && known.id == tag) pairs.add(std::string(known.name), field_text(value));
    }
  }
}

void xmp_metadata(std::string_view packet, PairSheet& pairs) {
  const std::string text = field_text(packet);
  pairs.writer().text(text, 0, 0, "xmp");
}

}  // namespace gongdun::read
