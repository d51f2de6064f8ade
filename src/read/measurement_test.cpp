#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <bit>

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
std::string real(float value) {
  return le(std::bit_cast<std::uint32_t>(value), 4);
}
std::string counted(const std::string& text) {
  return static_cast<char>(text.size()) + text;
}
void cut_everywhere(const char* format, const std::string& bytes) {
  for (std::size_t size = 0; size < bytes.size(); ++size) extract_in_memory(format, bytes.substr(0, size));
}

std::string stdf() {
  const auto record = [](int type, int sub, const std::string& body) {
    return le(body.size(), 2) + le(static_cast<std::uint64_t>(type), 1) + le(static_cast<std::uint64_t>(sub), 1) + body;
  };
  return record(0, 10, "\x02\x04") +
         record(1, 10,
                le(1'710'489'600, 4) + le(1'710'489'600, 4) + le(1, 1) + "P  " + le(0, 2) + " " + counted("LOT-88A") + counted("MCU32F") + counted("ATE-3") +
                    counted("J750")) +
         record(15, 10,
                le(1001, 4) + le(1, 1) + le(2, 1) + le(0, 2) + real(3.25F) + counted("IDDQ") + counted("") + le(0, 4) + real(1.F) + real(5.F) + counted("mA")) +
         record(15, 10, le(1001, 4) + le(1, 1) + le(3, 1) + le(0, 2) + real(3.5F)) +
         record(5, 20, le(1, 1) + le(2, 1) + le(0, 1) + le(1, 2) + le(1, 2) + le(17, 2) + le(5, 2) + le(0xFFFD, 2) + le(9, 4) + counted("DIE7")) +
         record(1, 20, le(1'710'493'200, 4));
}

TEST(Stdf_test, Lot_tests_and_results_are_told) {
  EXPECT_EQ(identified(stdf()), "stdf");
  const auto got = extract_in_memory("stdf", stdf());
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("lot"), ElementsAre("LOT-88A"));
  EXPECT_THAT(got.column("tester type"), ElementsAre("J750"));
  EXPECT_THAT(got.column("finished"), ElementsAre("2024-03-15 09:00:00"));
  EXPECT_THAT(got.column("name"), ElementsAre("IDDQ"));
  EXPECT_THAT(got.column("high limit"), ElementsAre("5"));
  EXPECT_THAT(got.column("result"), ElementsAre("3.25", "3.5"));
  EXPECT_THAT(got.column("software bin"), ElementsAre("17"));
  EXPECT_THAT(got.column("y"), ElementsAre("-3"));
  cut_everywhere("stdf", stdf());
  EXPECT_FALSE(extract_in_memory("stdf", stdf().substr(0, 30)).item.unread.empty());
}

std::string dlis() {
  std::string label = "   1V1.00RECORD 8192";
  label += "Default Storage Set";
  label.resize(80, ' ');
  const std::string set = "\xF0"s + counted("CHANNEL") + "\x34"s + counted("LONG-NAME") + "\x14" + "\x34"s + counted("UNITS") + "\x1B" + "\x70"s + "\x01\0"s +
                          counted("GR") + "\x21"s + counted("Gamma Ray") + "\x21"s + counted("gAPI") + "\x70"s + "\x01\0"s + counted("DEPT") + "\x21"s +
                          counted("Depth") + "\0"s;
  const std::string segment = be(set.size() + 4, 2) + "\x80\x03"s + set, frame = be(12, 2) + "\0\0"s + "12345678", locked = be(8, 2) + "\x90\x03"s + "xxxx";
  return label + be(segment.size() + frame.size() + locked.size() + 4, 2) + "\xFF\x01" + segment + frame + locked;
}

TEST(Dlis_test, Sets_are_tables_of_their_objects) {
  std::string bytes = dlis();
  EXPECT_EQ(identified(bytes), "dlis");
  const auto got = extract_in_memory("dlis", bytes);
  ASSERT_TRUE(got.status);
  EXPECT_THAT(got.column("name"), ElementsAre("GR", "DEPT"));
  EXPECT_THAT(got.column("LONG-NAME"), ElementsAre("Gamma Ray", "Depth"));
  EXPECT_THAT(got.column("UNITS"), ElementsAre("gAPI"));
  ASSERT_EQ(got.item.unread.size(), 1U);
  EXPECT_EQ(got.item.unread[0].code, base::Code::encrypted);
  EXPECT_THAT(got.column("frame data records")[0], HasSubstr("1 "));
  cut_everywhere("dlis", bytes);
}

// Blocks laid one behind the other; links are filled in by the caller.
class Mdf4 {
 public:
  Mdf4() : bytes_("MDF     4.10    " + "CANape  "s + le(0, 4) + le(410, 2) + std::string(34, '\0')) {}
  std::uint64_t add(const std::string& id, const std::vector<std::uint64_t>& links, const std::string& data) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8, '\0');
    const std::uint64_t at = bytes_.size();
    bytes_ += id + le(0, 4) + le(24 + 8 * links.size() + data.size(), 8) + le(links.size(), 8);
    for (const std::uint64_t link : links) bytes_ += le(link, 8);
    bytes_ += data;
    return at;
  }
  void link(std::uint64_t block, std::size_t index, std::uint64_t to) { bytes_.replace(block + 24 + 8 * index, 8, le(to, 8)); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

TEST(Mdf_test, Channels_have_names_units_and_groups_and_chains_in_a_circle_end) {
  Mdf4 file;
  const auto header = file.add("##HD", {0, 0, 0, 0, 0, 0}, le(1'710'489'600'000'000'000, 8) + std::string(24, '\0'));
  const auto name = file.add("##TX", {}, "EngineSpeed\0"s), unit = file.add("##TX", {}, "rpm\0"s),
             comment = file.add("##MD", {}, "<HDcomment><TX>台架试验 7</TX></HDcomment>\0"s);
  const auto channel = file.add("##CN", {0, 0, name, 0, 0, 0, unit, 0}, std::string(72, '\0'));
  const auto group = file.add("##CG", {0, channel, 0, 0, 0, 0}, le(0, 8) + le(500, 8) + std::string(16, '\0'));
  const auto data = file.add("##DG", {0, group, 0, 0}, std::string(8, '\0'));
  file.link(header, 0, data);
  file.link(header, 5, comment);
  EXPECT_EQ(identified(file.bytes()), "mdf");
  const auto got = extract_in_memory("mdf", file.bytes());
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("channel"), ElementsAre("EngineSpeed"));
  EXPECT_THAT(got.column("unit"), ElementsAre("rpm"));
  EXPECT_THAT(got.column("samples"), ElementsAre("500"));
  EXPECT_THAT(got.column("comment")[0], HasSubstr("台架试验 7"));
  EXPECT_THAT(got.column("started"), ElementsAre("2024-03-15 08:00:00"));
  cut_everywhere("mdf", file.bytes());
  file.link(channel, 0, channel);
  EXPECT_THAT(extract_in_memory("mdf", file.bytes()).item.unread, testing::SizeIs(1));
}

std::string object(std::uint32_t type, const std::string& body) {
  return "LOBJ" + le(32, 2) + le(1, 2) + le(32 + body.size(), 4) + le(type, 4) + le(2, 4) + le(0, 4) + le(1'500'000'000, 8) + body;
}
std::string container(const std::string& content) {
  const auto packer = libdeflate_alloc_compressor(6);
  std::string packed(content.size() + 100, '\0');
  packed.resize(libdeflate_zlib_compress(packer, content.data(), content.size(), packed.data(), packed.size()));
  libdeflate_free_compressor(packer);
  const std::string body = le(2, 2) + std::string(6, '\0') + le(content.size(), 4) + le(0, 4) + packed;
  return "LOBJ" + le(16, 2) + le(1, 2) + le(16 + body.size(), 4) + le(10, 4) + body + std::string((16 + body.size()) % 4, '\0');
}

TEST(Blf_test, Frames_are_rows_also_where_a_container_cuts_one) {
  std::string header = "LOGG" + le(144, 4) + std::string(24, '\0') + le(2, 4) + le(2, 4);
  for (const unsigned part : {2024U, 3U, 5U, 15U, 8U, 30U, 0U, 0U}) header += le(part, 2);
  header.resize(144, '\0');
  const std::string frames = object(86, le(1, 2) + "\0\x03"s + le(0x18FEF100U | 0x80000000U, 4) + "\x01\x02\xFF\0\0\0\0\0"s) +
                             object(65, le(0, 8) + le(9, 4) + le(0, 4) + "road test" + "   ") +
                             object(1, le(2, 2) + "\x01\x01"s + le(0x123, 4) + "\xAB\0\0\0\0\0\0\0"s);
  const std::string bytes = header + container(frames.substr(0, 60)) + container(frames.substr(60));
  EXPECT_EQ(identified(bytes), "vector-blf");
  const auto got = extract_in_memory("vector-blf", bytes);
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("started"), ElementsAre("2024-03-15 08:30:00"));
  EXPECT_THAT(got.column("id"), ElementsAre("18FEF100x", "123"));
  EXPECT_THAT(got.column("data"), ElementsAre("01 02 FF", "AB"));
  EXPECT_THAT(got.column("time"), ElementsAre("1.500000", "1.500000"));
  EXPECT_THAT(got.column("direction"), ElementsAre("Rx", "Tx"));
  EXPECT_THAT(got.item.text, HasSubstr("road test"));
  cut_everywhere("vector-blf", bytes);
  EXPECT_FALSE(extract_in_memory("vector-blf", bytes.substr(0, bytes.size() - 5)).status);
}

}  // namespace
}  // namespace gongdun::read
