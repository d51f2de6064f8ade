#include "read/property_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/code_page.h"
#include "read/compound_test_kit.h"
#include "read/test_support.h"

namespace gongdun::read {
namespace {

using test::num;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr std::uint32_t kSummary = 0xF29F85E0, kUser = 0xD5CDD505;

// A set with a code page and texts of one type, each padded to four bytes.
std::string set_of(int page, const std::vector<std::pair<std::uint32_t, std::string>>& values) {
  std::string head, body;
  const std::size_t at = 8 + 8 * (values.size() + 1);
  const auto add = [&](std::uint32_t id, const std::string& value) {
    head += num<4>(id) + num<4>(at + body.size());
    body += value;
    body.resize((body.size() + 3) / 4 * 4, '\0');
  };
  add(1, num<4>(2) + num<4>(static_cast<std::uint64_t>(page)));
  for (const auto& [id, value] : values) add(id, value);
  return num<4>(at + body.size()) + num<4>(values.size() + 1) + head + body;
}

std::string ansi(std::string bytes) {
  bytes.push_back('\0');
  return num<4>(0x1E) + num<4>(bytes.size()) + bytes;
}

std::string stream_of(std::uint32_t kind, const std::string& set) {
  return num<2>(0xFFFE) + num<2>(0) + num<4>(0) + std::string(16, '\0') + num<4>(1) + num<4>(kind) + std::string(12, '\0') + num<4>(48) + set;
}

TEST(PropertySet_summary, texts_in_their_code_page_get_names) {
  const std::string stream = stream_of(kSummary, set_of(936, {{2, ansi(encode_as("炼钢配方", "GB18030"))}, {4, ansi("Li Lei")}, {9, ansi("7")}}));
  EXPECT_THAT(read_property_set(stream), ElementsAre(Pair("title", "炼钢配方"), Pair("creator", "Li Lei")));
}

TEST(PropertySet_user, names_come_from_the_dictionary_and_of_kso_nothing_is_kept) {
  const std::string dictionary = num<4>(2) + num<4>(2) + num<4>(5) + std::string("Owner", 5) + num<4>(3) + num<4>(4) + std::string("ICV\0", 4);
  const std::string stream =
      stream_of(kUser, set_of(1252, {{0, dictionary}, {2, num<4>(0x1F) + num<4>(3) + test::wide("张三") + num<2>(0)}, {3, ansi("A1B2")}}));
  EXPECT_THAT(read_property_set(stream), ElementsAre(Pair("Owner", "张三")));
}

TEST(PropertySet_hostile, truncations_and_lies_give_what_is_there) {
  const std::string stream = stream_of(kSummary, set_of(1252, {{2, ansi("A title")}, {4, ansi("Somebody")}}));
  for (std::size_t size = 0; size < stream.size(); ++size) (void)read_property_set(stream.substr(0, size));
  for (std::size_t at = 24; at + 4 <= stream.size(); at += 4) {
    std::string bytes = stream;
    bytes.replace(at, 4, "\xFF\xFF\xFF\xFF");
    (void)read_property_set(bytes);
  }
  EXPECT_THAT(read_property_set(""), IsEmpty());
}

TEST(CodePage_lines, any_line_end_is_one_and_other_controls_are_blanks) {
  EXPECT_EQ(plain_lines("a\r\nb\rc\vd\x01"
                        "e\tf"),
            "a\nb\nc\nd e\tf");
  EXPECT_EQ(from_code_page(encode_as("中文", "GB18030") + '\0' + "rest", 936), "中文");
  EXPECT_EQ(from_utf16(test::wide("中") + std::string(2, '\0') + test::wide("rest")), "中");
}

}  // namespace
}  // namespace gongdun::read
