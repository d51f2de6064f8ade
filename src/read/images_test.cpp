#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::string_literals;

std::string le(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}
std::string be(std::uint64_t value, int bytes) {
  const std::string out = le(value, bytes);
  return {out.rbegin(), out.rend()};
}

struct Entry {
  unsigned tag, type;
  std::uint32_t count;
  std::string value;  // four bytes, or longer and put behind the directory
};
std::string directory(std::uint32_t at, const std::vector<Entry>& entries, std::uint32_t next = 0) {
  std::string head = le(entries.size(), 2), behind;
  const std::size_t end = at + 2 + 12 * entries.size() + 4;
  for (const Entry& entry : entries) {
    head += le(entry.tag, 2) + le(entry.type, 2) + le(entry.count, 4);
    std::string value = entry.value;
    if (value.size() > 4) {
      head += le(end + behind.size(), 4);
      behind += value;
    } else {
      value.resize(4, '\0');
      head += value;
    }
  }
  return head + le(next, 4) + behind;
}
std::string rational(std::uint32_t above, std::uint32_t below) {
  return le(above, 4) + le(below, 4);
}
std::string exif() {
  const std::vector<Entry> gps{{1, 2, 2, "N"},
                               {2, 5, 3, rational(31, 1) + rational(13, 1) + rational(4944, 100)},
                               {3, 2, 2, "W"},
                               {4, 5, 3, rational(121, 1) + rational(28, 1) + rational(0, 1)}};
  std::vector<Entry> main{{0x010F, 2, 6, "Canon\0"s}, {0x013B, 2, 9, "李工程师"}, {0x9003, 2, 20, "2024:03:15 08:30:00\0"s}, {0x8825, 4, 1, le(0, 4)}};
  main[1].count = static_cast<std::uint32_t>(main[1].value.size());
  const std::size_t gps_at = 8 + directory(8, main).size();
  main[3].value = le(gps_at, 4);
  return "II*\0"s + le(8, 4) + directory(8, main) + directory(static_cast<std::uint32_t>(gps_at), gps);
}
std::string jpeg() {
  const auto segment = [](unsigned marker, const std::string& data) { return "\xFF"s + static_cast<char>(marker) + be(data.size() + 2, 2) + data; };
  const std::string iptc = "\x1C\x02\x78"s + be(12, 2) + "现场照片";
  return "\xFF\xD8"s + segment(0xE1, "Exif\0\0"s + exif()) + segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret project</x:xmpmeta>"s) +
         segment(0xED, "Photoshop 3.0\0"s + "8BIM\x04\x04\0\0"s + be(iptc.size(), 4) + iptc) + segment(0xC0, "\x08"s + be(480, 2) + be(640, 2) + "\x03") +
         segment(0xFE, "shift B") + segment(0xDA, "");
}
std::string chunk(const std::string& type, const std::string& data) {
  return be(data.size(), 4) + type + data + "crc!";
}
std::string png() {
  const std::string comment(3000, 'x');
  const auto packer = libdeflate_alloc_compressor(6);
  std::string packed(4000, '\0');
  packed.resize(libdeflate_zlib_compress(packer, comment.data(), comment.size(), packed.data(), packed.size()));
  libdeflate_free_compressor(packer);
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", be(640, 4) + be(480, 4) + "\x08\x02\0\0\0"s) + chunk("tEXt", "Author\0Wang"s) +
         chunk("zTXt", "Comment\0\0"s + packed) + chunk("iTXt", "Title\0\0\0zh\0\0流程图"s) + chunk("eXIf", exif()) + chunk("IDAT", "pixels") +
         chunk("IEND", "");
}

TEST(Jpeg_test, Place_time_camera_and_notes_are_told) {
  EXPECT_EQ(identified(jpeg()), "jpeg");
  const auto got = extract_in_memory("jpeg", jpeg());
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("gps lat"), ElementsAre("31.230400"));
  EXPECT_THAT(got.column("gps lon"), ElementsAre("-121.466667"));
  EXPECT_THAT(got.column("make"), ElementsAre("Canon"));
  EXPECT_THAT(got.column("artist"), ElementsAre("李工程师"));
  EXPECT_THAT(got.column("caption"), ElementsAre("现场照片"));
  EXPECT_THAT(got.column("comment"), ElementsAre("shift B"));
  EXPECT_THAT(got.column("width"), ElementsAre("640"));
  EXPECT_THAT(got.item.text, HasSubstr("secret project"));
  for (std::size_t size = 0; size < jpeg().size(); ++size) extract_in_memory("jpeg", jpeg().substr(0, size));
  EXPECT_FALSE(extract_in_memory("jpeg", jpeg().substr(0, jpeg().size() - 6)).item.unread.empty());
}

TEST(Png_test, Texts_packed_and_plain_are_read) {
  EXPECT_EQ(identified(png()), "png");
  const auto got = extract_in_memory("png", png());
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("Author"), ElementsAre("Wang"));
  EXPECT_THAT(got.column("Comment"), ElementsAre(std::string(3000, 'x')));
  EXPECT_THAT(got.column("Title"), ElementsAre("流程图"));
  EXPECT_THAT(got.column("height"), ElementsAre("480"));
  EXPECT_THAT(got.column("gps lat"), ElementsAre("31.230400"));
  for (std::size_t size = 0; size + 12 < png().size(); ++size) extract_in_memory("png", png().substr(0, size));
  EXPECT_FALSE(extract_in_memory("png", png().substr(0, 100)).item.unread.empty());
}

TEST(Tiff_test, Directories_in_a_circle_end) {
  const std::string bytes = "II*\0"s + le(8, 4) + directory(8, {{0x010E, 2, 6, "plan 7"}, {0x8769, 4, 1, le(8, 4)}}, 8);
  EXPECT_EQ(identified(bytes), "tiff");
  const auto got = extract_in_memory("tiff", bytes);
  EXPECT_THAT(got.column("description"), ElementsAre("plan 7"));
  for (std::size_t size = 8; size < bytes.size(); ++size) extract_in_memory("tiff", bytes.substr(0, size));
}

}  // namespace
}  // namespace gongdun::read
