// PNG (ISO/IEC 15948), JPEG (ISO/IEC 10918-1) and TIFF images: size, and what is written about them in text chunks, comments, Exif, IPTC and XMP.
// Text that is only drawn is read where character recognition is asked for (read/ocr.h).
#include <fmt/core.h>

#include "read/block_codec.h"
#include "read/image_metadata.h"
#include "read/ocr.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

constexpr std::size_t kMostText = 1 << 20;

// keyword, zero byte, the rest.
std::pair<std::string, std::string_view> keyword(std::string_view data) {
  const std::size_t end = std::min(data.find('\0'), data.size());
  return {field_text(data.substr(0, end)), data.substr(std::min(end + 1, data.size()))};
}

void png_text(std::string_view type, std::string_view data, PairSheet& pairs) {
  auto [name, value] = keyword(data);
  if (name.empty()) name = "text";
  bool packed = type == "zTXt";
  if (type == "zTXt") value.remove_prefix(std::min<std::size_t>(1, value.size()));
  if (type == "iTXt") {
    packed = value.starts_with('\1');
    value.remove_prefix(std::min<std::size_t>(2, value.size()));
    value = keyword(keyword(value).second).second;  // language, translated keyword
  }
  std::string unpacked;
  if (packed) {
    unpacked = inflate_text(value, kMostText);
    value = unpacked;
  }
  if (name == "XML:com.adobe.xmp") return xmp_metadata(value, pairs);
  pairs.add(name, field_text(value));
}

base::Status extract_png(ByteSource& source, ExtractContext& context) {
  PieceReader pieces(source, context.limits);
  PairSheet pairs(context, "image");
  if (auto skipped = pieces.skip(8); !skipped) return std::unexpected(skipped.error());
  bool ended = false;
  while (!ended && !context.stop.requested()) {
    auto lead = pieces.take(8);
    if (!lead) return std::unexpected(lead.error());
    if (lead->size() < 8) break;
    const std::size_t size = ByteCursor(*lead, std::endian::big).u32();
    const std::string type(lead->substr(4));
    ended = type == "IEND";
    const bool text = type == "tEXt" || type == "zTXt" || type == "iTXt";
    if (size <= kMostText && (text || type == "IHDR" || type == "eXIf" || type == "tIME")) {
      auto data = pieces.take(size);
      if (!data) return std::unexpected(data.error());
      if (data->size() < size) break;
      ByteCursor in(*data, std::endian::big);
      if (text) png_text(type, *data, pairs);
      if (type == "eXIf") exif_metadata(*data, pairs);
      if (type == "IHDR") {
        pairs.add("width", std::to_string(in.u32()));
        pairs.add("height", std::to_string(in.u32()));
      }
      if (type == "tIME") {
        const unsigned year = in.u16(), month = in.u8(), day = in.u8(), hour = in.u8(), minute = in.u8(), second = in.u8();
        pairs.add("modified", fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, hour, minute, second));
      }
    } else {
      if (text)
        context.sink.unread(base::fail(base::Code::limit, "图像的文字说明超过限额，未读取", "a text of the image is too long and was not read").error());
      auto skipped = pieces.skip(size);
      if (!skipped) return std::unexpected(skipped.error());
      if (!*skipped) break;
    }
    auto checksum = pieces.skip(4);
    if (!checksum) return std::unexpected(checksum.error());
    if (!*checksum) {
      ended = false;
      break;
    }
  }
  pairs.finish();
  if (!ended && !context.stop.requested()) context.sink.unread(cut_short(pieces.offset()));
  return {};
}

void jpeg_segment(unsigned marker, std::string_view data, PairSheet& pairs) {
  constexpr std::string_view kExif("Exif\0\0", 6), kXmp("http://ns.adobe.com/xap/1.0/\0", 29), kPhotoshop("Photoshop 3.0\0", 14);
  if (marker == 0xFE) return pairs.add("comment", field_text(data));
  if (marker == 0xE1 && data.starts_with(kExif)) return exif_metadata(data.substr(kExif.size()), pairs);
  if (marker == 0xE1 && data.starts_with(kXmp)) return xmp_metadata(data.substr(kXmp.size()), pairs);
  if (marker == 0xED && data.starts_with(kPhotoshop)) {
    const std::size_t at = data.find(std::string_view("8BIM\x04\x04", 6));
    if (at == data.npos) return;
    ByteCursor in(data.substr(at + 6), std::endian::big);
    in.skip(in.u8() | 1U);  // a name, padded to an even length with its own byte
    const std::size_t size = in.u32();
    return iptc_metadata(in.take(std::min(size, in.left())), pairs);
  }
  if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
    ByteCursor in(data, std::endian::big);
    in.skip(1);
    const unsigned height = in.u16(), width = in.u16();
    pairs.add("width", std::to_string(width));
    pairs.add("height", std::to_string(height));
  }
}

base::Status extract_jpeg(ByteSource& source, ExtractContext& context) {
  PieceReader pieces(source, context.limits);
  PairSheet pairs(context, "image");
  if (auto skipped = pieces.skip(2); !skipped) return std::unexpected(skipped.error());
  bool ended = false;
  while (!ended && !context.stop.requested()) {
    auto lead = pieces.take(2);
    if (!lead) return std::unexpected(lead.error());
    if (lead->size() < 2 || (*lead)[0] != '\xFF') break;
    auto marker = static_cast<unsigned char>((*lead)[1]);
    for (int fill = 0; marker == 0xFF && fill < 1024; ++fill) {
      auto next = pieces.take(1);
      if (!next) return std::unexpected(next.error());
      marker = next->empty() ? 0xD9 : static_cast<unsigned char>((*next)[0]);
    }
    ended = marker == 0xDA || marker == 0xD9;  // the scan follows: nothing is said behind it
    if (ended) break;
    if (marker >= 0xD0 && marker <= 0xD7) continue;
    auto length = pieces.take(2);
    if (!length) return std::unexpected(length.error());
    const std::size_t size = ByteCursor(*length, std::endian::big).u16();
    if (size < 2) break;
    auto data = pieces.take(size - 2);
    if (!data) return std::unexpected(data.error());
    if (data->size() < size - 2) break;
    jpeg_segment(marker, *data, pairs);
  }
  pairs.finish();
  if (!ended && !context.stop.requested()) context.sink.unread(cut_short(pieces.offset()));
  return {};
}

base::Status extract_tiff(ByteSource& source, ExtractContext& context) {
  auto access = PieceAccess::open(source, context.limits);
  if (!access) return std::unexpected(access.error());
  base::Status failed;
  PairSheet pairs(context, "image");
  tiff_metadata(
      [&](std::uint64_t offset, std::uint64_t size) {
        auto bytes = access->up_to(offset, size);
        if (bytes) return std::move(*bytes);
        failed = std::unexpected(bytes.error());
        return std::string{};
      },
      pairs);
  pairs.finish();
  return failed;
}

int tiff(const Sniff& s) {
  return starts(s, std::string_view("II*\0", 4)) || starts(s, std::string_view("MM\0*", 4)) || starts(s, std::string_view("II+\0", 4)) ? kMagic : 0;
}

GD_FORMAT({"png", "PNG 图像", "PNG image", "png", magic<"\x89PNG\r\n\x1a\n">, with_drawn_text<extract_png>});
GD_FORMAT({"jpeg", "JPEG 图像", "JPEG image", "jpg jpeg", magic<"\xFF\xD8\xFF">, with_drawn_text<extract_jpeg>});
GD_FORMAT({"tiff", "TIFF 图像", "TIFF image", "tif tiff", tiff, with_drawn_text<extract_tiff>});

}  // namespace
}  // namespace gongdun::read
