#include "report/text.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/utf8.h"
#include "report/test_support.h"

namespace gongdun::report {
namespace {

TEST(Clean_text, control_characters_are_dropped) {
  EXPECT_EQ(clean(std::string("a\x01"
                              "b\x1b"
                              "c\x7f",
                              6)),
            "abc");
}

TEST(Clean_text, direction_overrides_are_dropped_but_letters_stay) {
  EXPECT_EQ(clean("x\xe2\x80\xaeשלום\xe2\x80\xac"
                  "y"),
            "xשלוםy");
}

TEST(Clean_text, piled_marks_are_thinned) {
  std::string zalgo = "a";
  for (int i = 0; i < 100; ++i) zalgo += "\xcc\x81";
  EXPECT_EQ(base::count_code_points(clean(zalgo)), 5U);
}

TEST(Clean_text, too_long_text_is_cut_and_says_so) {
  const Cleaned cut = clean_text(std::string(1'000'000, 'x'), 300);
  EXPECT_TRUE(cut.cut);
  EXPECT_EQ(cut.text, std::string(300, 'x') + "…");
  EXPECT_FALSE(clean_text(std::string(300, 'x'), 300).cut);
}

TEST(Clean_text, characters_are_cut_whole) {
  EXPECT_EQ(clean("数据资源", 3), "数据资…");
}

TEST(Clean_text, lines_beyond_the_limit_become_spaces) {
  EXPECT_EQ(clean("a\r\nb\nc", 100, 2), "a\nb c");
  EXPECT_EQ(clean("a\r\nb\nc", 100), "a b c");
}

TEST(Clean_text, malformed_bytes_become_replacement_characters) {
  const std::string cleaned = clean(test::hostile(), 10'000);
  EXPECT_TRUE(base::is_valid_utf8(cleaned));
  EXPECT_EQ(test::xml_fault(xml(cleaned)), "");
}

TEST(Number_text, groups_thousands_and_keeps_two_decimals) {
  EXPECT_EQ(number_text(1'286'402), "1,286,402");
  EXPECT_EQ(number_text(-1234.5), "-1,234.5");
  EXPECT_EQ(number_text(0.005), "0.01");
  EXPECT_EQ(number_text(999), "999");
  EXPECT_EQ(number_text(-0.001), "0");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "—");
}

TEST(Fit_em, keeps_what_fits) {
  EXPECT_EQ(fit_em("数据资源目录", 10), "数据资源目录");
  EXPECT_EQ(fit_em("数据资源目录", 4), "数据资…");
}

}  // namespace
}  // namespace gongdun::report
