#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using namespace std::string_literals;

std::string be16(unsigned value) {
  return {static_cast<char>(value >> 8U), static_cast<char>(value)};
}
std::string gds_record(unsigned type, const std::string& body) {
  return be16(static_cast<unsigned>(body.size()) + 4) + be16(type) + body;
}
std::string layout() {
  std::string date;
  for (const unsigned part : {2024U, 3U, 15U, 8U, 30U, 0U}) date += be16(part);
  return gds_record(0x0002, be16(600)) + gds_record(0x0102, date + date) + gds_record(0x0206, "SG13G2\0"s) +
         gds_record(0x0305, "\x3E\x41\x89\x37\x4B\xC6\xA7\xF0\x39\x44\xB8\x2F\xA0\x9B\x5A\x54"s) + gds_record(0x0502, date + date) +
         gds_record(0x0606, "inv_1\0"s) + gds_record(0x0800, "") + gds_record(0x0D02, be16(8)) + gds_record(0x0E02, be16(0)) +
         gds_record(0x1003, std::string(40, '\0')) + gds_record(0x2B02, be16(1)) + gds_record(0x2C06, "net7") + gds_record(0x1100, "") +
         gds_record(0x0C00, "") + gds_record(0x0D02, be16(8)) + gds_record(0x1602, be16(25)) + gds_record(0x1906, "VDD\0"s) + gds_record(0x1100, "") +
         gds_record(0x0700, "") + gds_record(0x0400, "");
}

TEST(Gdsii_test, Names_units_layers_and_labels_are_told) {
  EXPECT_EQ(identified(layout()), "gdsii");
  const auto got = extract_in_memory("gdsii", layout() + std::string(2048, '\0'));
  ASSERT_TRUE(got.status);
  EXPECT_TRUE(got.item.unread.empty());
  EXPECT_THAT(got.column("library"), ElementsAre("SG13G2"));
  EXPECT_THAT(got.column("database unit"), ElementsAre("1e-09"));
  EXPECT_THAT(got.column("modified"), testing::Contains("2024-03-15 08:30:00"));
  EXPECT_THAT(got.column("text"), ElementsAre("VDD"));
  EXPECT_THAT(got.column("shapes"), ElementsAre("1"));
  EXPECT_THAT(got.column("datatype"), ElementsAre("0", "25"));
  EXPECT_THAT(got.column("value"), ElementsAre("net7"));
}

TEST(Gdsii_test, Cut_at_any_byte_it_says_so) {
  const std::string bytes = layout();
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(extract_in_memory("gdsii", bytes.substr(0, size)).item.unread.empty()) << size;
}

}  // namespace
}  // namespace gongdun::read
