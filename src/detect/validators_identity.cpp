// Documents and telephone numbers of persons in China.
#include <algorithm>

#include "base/utf8.h"
#include "detect/chinese_tables.h"
#include "detect/validator_text.h"
#include "detect/validators.h"

namespace gongdun::detect {
namespace {

bool plausible_birth(int year, int month, int day) {
  return year >= 1880 && year <= current_year() && is_date(year, month, day);
}

bool gb11643(std::string_view value) {
  if (value.size() != 18 || !all_digits(value.substr(0, 17)) || !is_province_code(value)) return false;
  if (!plausible_birth(number_of(value.substr(6, 4)), number_of(value.substr(10, 2)), number_of(value.substr(12, 2)))) return false;
  constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};  // ISO 7064 mod 11-2
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += (value[i] - '0') * kWeights[i];
  const char check = value[17] == 'x' ? 'X' : value[17];
  return check == "10X98765432"[sum % 11];
}
GD_VALIDATOR(gb11643, "公民身份号码校验码、出生日期与行政区划", "Resident ID: check digit, birth date, province", "GB 11643-1999 §4; GB/T 2260");

bool gb11643_15(std::string_view value) {
  if (value.size() != 15 || !all_digits(value) || !is_province_code(value)) return false;
  return is_date(1900 + number_of(value.substr(6, 2)), number_of(value.substr(8, 2)), number_of(value.substr(10, 2)));
}
GD_VALIDATOR(gb11643_15, "15 位旧身份证号的日期与区划", "15-digit resident ID: date and province", "GB 11643-1989");

// Not allotted to mobile service: 142 143 154 160 161 163 164 168 169 179 194.
bool mobile_cn(std::string_view value) {
  std::string digits(digits_of(value).view());
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  if (digits.size() != 11 || digits[0] != '1') return false;
  constexpr int kFree[] = {142, 143, 154, 160, 161, 163, 164, 168, 169, 179, 194};
  const int segment = number_of(digits.substr(0, 3));
  return segment >= 130 && std::find(std::begin(kFree), std::end(kFree), segment) == std::end(kFree);
}
GD_VALIDATOR(mobile_cn, "移动电话号段", "Allotted mobile number segment", "MIIT numbering plan (电信网编号计划 2017)");

bool landline_cn(std::string_view value) {
  std::string digits(digits_of(value).view());
  if (digits.starts_with("400") || digits.starts_with("800")) return digits.size() == 10;
  if (digits.starts_with("86")) digits.erase(0, 2);
  if (digits.empty()) return false;
  if (digits[0] != '0') digits.insert(0, 1, '0');
  const std::size_t area = area_code_length(digits);
  if (area == 0 || digits.size() <= area) return false;
  const std::size_t own = digits.size() - area;
  return (own == 7 || own == 8) && digits[area] >= '2' && !one_character(std::string_view(digits).substr(area));
}
GD_VALIDATOR(landline_cn, "固定电话区号与号长", "Area code and length of a fixed-line number", "MIIT numbering plan (电信网编号计划 2017)");

// ITU-T E.164: at most fifteen digits; in the North American plan neither area nor exchange is N11.
bool phone_foreign(std::string_view value) {
  std::string digits(digits_of(value).view());
  if (digits.size() < 8 || digits.size() > 15 || one_character(digits) || value.starts_with("+86")) return false;
  if (value[0] == '+' || value[0] == '0') return true;
  if (digits.size() == 11 && digits[0] == '1') digits.erase(0, 1);
  return digits.size() == 10 && digits[0] >= '2' && digits[3] >= '2' && digits.substr(1, 2) != "11" && digits.substr(4, 2) != "11";
}
GD_VALIDATOR(phone_foreign, "境外电话号码结构", "Structure of a foreign telephone number", "ITU-T E.164; North American Numbering Plan");

bool passport_cn(std::string_view value) {
  const Compact text = compact_upper(value);
  if (text.size() != 9 || one_character(std::string_view(text).substr(1))) return false;
  const bool letter = text[1] >= 'A' && text[1] <= 'Z' && text[1] != 'I' && text[1] != 'O';
  const std::string_view rest = std::string_view(text).substr(letter ? 2 : 1);
  return std::string_view("EGDSPHK").find(text[0]) != std::string_view::npos && all_digits(rest) && (!letter || text[0] == 'E');
}
GD_VALIDATOR(passport_cn, "护照号结构", "Structure of a passport number", "NIA passport series since 1997 (E, G, D, S, P)");

bool hkmo_permit(std::string_view value) {
  const Compact text = compact_upper(value);
  return (text.size() == 9 || text.size() == 11) && (text[0] == 'H' || text[0] == 'M' || text[0] == 'C') && all_digits(std::string_view(text).substr(1)) &&
         !one_character(std::string_view(text).substr(1));
}
GD_VALIDATOR(hkmo_permit, "往来港澳(内地)通行证号结构", "Structure of a Hong Kong and Macao permit", "NIA permit series");

bool taiwan_permit(std::string_view value) {
  return all_digits(value) && (value.size() == 8 || value.size() == 10) && !one_character(value);
}
GD_VALIDATOR(taiwan_permit, "台湾居民来往大陆通行证号结构", "Structure of a Taiwan compatriot permit", "NIA permit series");

// GA 36: province, office letter, five or (new energy) six places without I and O; at least two digits.
bool plate_cn(std::string_view value) {
  std::size_t at = 0;
  if (!is_plate_province(base::next_code_point(value, at)) || at >= value.size()) return false;
  if (value[at] < 'A' || value[at] > 'Z' || value[at] == 'I' || value[at] == 'O') return false;
  std::size_t places = 0, digits = 0;
  for (++at; at < value.size();) {
    const char32_t c = base::next_code_point(value, at);
    if (c == U'·' || c == U'•' || c == U'-' || c == U' ') continue;
    ++places;
    if (c < 0x80) digits += is_digit_byte(static_cast<unsigned char>(c));
  }
  return (places == 5 || places == 6) && digits >= 2;
}
GD_VALIDATOR(plate_cn, "机动车号牌结构", "Structure of a licence plate", "GA 36-2018 §6");

bool drivers_licence_cn(std::string_view value) {
  return gb11643(value) || (value.size() == 12 && all_digits(value) && is_province_code(value));
}
GD_VALIDATOR(drivers_licence_cn, "驾驶证号或档案编号", "Driving licence or its file number", "GA 482; GB 11643-1999");

bool surname_cn(std::string_view value) {
  return surname_length(value) > 0;
}
GD_VALIDATOR(surname_cn, "以常见姓氏开头", "Begins with a family name", "family names of the 2020 census, M");

bool address_cn(std::string_view value) {
  int levels = 0;
  for (const std::string_view mark : {"省", "自治区", "市", "区", "县", "旗", "镇", "乡", "街道", "路", "街", "巷", "村", "号", "栋", "幢", "单元", "室"}) {
    levels += value.find(mark) != std::string_view::npos;
  }
  return levels >= 2 && base::count_code_points(value) >= 6;
}
GD_VALIDATOR(address_cn, "地址含至少两级行政区或门牌", "Address names at least two levels", "GB/T 23705-2009 address levels");

}  // namespace
}  // namespace gongdun::detect
