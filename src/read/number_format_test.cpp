#include "read/number_format.h"

#include <gtest/gtest.h>

#include <string>

namespace gongdun::read {
namespace {

std::string shown(std::string_view stored, std::string_view code, bool epoch_1904 = false) {
  std::string out;
  format_number(stored, parse_number_format(code), epoch_1904, out);
  return out;
}

std::string plain(std::string_view stored) {
  std::string out;
  plain_number(stored, out);
  return out;
}

TEST(PlainNumber_identity, all_digits_never_an_exponent) {
  EXPECT_EQ(plain("1.10101199003072E+17"), "110101199003072000");
  EXPECT_EQ(plain("110101199003072316"), "110101199003072316");
  EXPECT_EQ(plain("13800138000"), "13800138000");
  EXPECT_EQ(plain("13800138000.0"), "13800138000");
  EXPECT_EQ(plain("1.3800138E10"), "13800138000");
}

TEST(PlainNumber_fraction, noise_beyond_fifteen_digits_goes) {
  EXPECT_EQ(plain("0.30000000000000004"), "0.3");
  EXPECT_EQ(plain("12.340000000000001"), "12.34");
  EXPECT_EQ(plain("-1599.9900000000000"), "-1599.99");
  EXPECT_EQ(plain("9.9999999999999999"), "10");
  EXPECT_EQ(plain("0.000"), "0");
  EXPECT_EQ(plain("1.5E-7"), "0.00000015");
  EXPECT_EQ(plain("1234567890123456.75"), "1234567890123460");
}

TEST(PlainNumber_nonsense, stays_as_it_is) {
  EXPECT_EQ(plain("1.2.3"), "1.2.3");
  EXPECT_EQ(plain("1e99999"), "1e99999");
  EXPECT_EQ(plain(""), "");
}

TEST(NumberFormat_dates, become_iso_text) {
  EXPECT_EQ(shown("45352", "yyyy\\-mm\\-dd"), "2024-03-01");
  EXPECT_EQ(shown("45352", "yyyy\"年\"m\"月\"d\"日\";@"), "2024-03-01");
  EXPECT_EQ(shown("45352.354166666664", "yyyy/m/d h:mm"), "2024-03-01 08:30:00");
  EXPECT_EQ(shown("45352.354166666664", "[$-804]h:mm:ss AM/PM"), "08:30:00");
  EXPECT_EQ(shown("1.5", "[h]:mm"), "36:00:00");
  EXPECT_EQ(shown("45352.99999999", "yyyy-mm-dd hh:mm:ss"), "2024-03-02 00:00:00");
  EXPECT_EQ(shown("45352.5000025", "hh:mm:ss.000"), "12:00:00.216");
  EXPECT_EQ(shown("1", "yyyy-mm-dd"), "1900-01-01");
  EXPECT_EQ(shown("61", "yyyy-mm-dd"), "1900-03-01");
  EXPECT_EQ(shown("43890", "yyyy-mm-dd", true), "2024-03-01");
}

TEST(NumberFormat_dates, out_of_range_stay_numbers) {
  EXPECT_EQ(shown("-1", "yyyy-mm-dd"), "-1");
  EXPECT_EQ(shown("99999999", "yyyy-mm-dd"), "99999999");
  EXPECT_EQ(shown("1e300", "yyyy-mm-dd"), "1e300");
}

TEST(NumberFormat_codes, keep_their_zeros_and_dashes) {
  EXPECT_EQ(shown("123", "000000"), "000123");
  EXPECT_EQ(shown("13800138000", "000\\-0000\\-0000"), "138-0013-8000");
  EXPECT_EQ(shown("1234567", "000000"), "1234567");
  EXPECT_EQ(shown("12.5", "000000"), "12.5");
}

TEST(NumberFormat_numbers, are_values_not_pictures) {
  EXPECT_EQ(shown("1599.99", "$#,##0.00;[Red]($#,##0.00)"), "1599.99");
  EXPECT_EQ(shown("1.10101199003072E+17", "0"), "110101199003072000");
  EXPECT_EQ(shown("198356388", "0.00E+00"), "198356388");
  EXPECT_EQ(shown("0.156", "0.00%"), "15.6%");
  EXPECT_EQ(shown("3", "General"), "3");
  EXPECT_EQ(shown("3", "#,##0\"吨\""), "3");
  EXPECT_EQ(shown("3", "G/通用格式"), "3");
}

TEST(NumberFormat_builtin, chinese_dates_are_known) {
  EXPECT_EQ(builtin_number_format(14).kind, NumberFormat::Kind::date);
  EXPECT_EQ(builtin_number_format(22).kind, NumberFormat::Kind::date_time);
  EXPECT_EQ(builtin_number_format(31).kind, NumberFormat::Kind::date);
  EXPECT_EQ(builtin_number_format(58).kind, NumberFormat::Kind::date);
  EXPECT_EQ(builtin_number_format(49).kind, NumberFormat::Kind::general);
}

}  // namespace
}  // namespace gongdun::read
