// Organisations, accounts and goods codes.
#include <algorithm>
#include <array>
#include <utility>

#include "detect/chinese_tables.h"
#include "detect/validator_text.h"
#include "detect/validators.h"

namespace gongdun::detect {
namespace {

// Departments and their classes: GB 32100-2015 table 1 with the later ones of the SAMR registry.
bool registrar(char department, char kind) {
  constexpr std::pair<char, std::string_view> kDepartments[] = {{'1', "1239"}, {'2', "19"}, {'3', "123459"}, {'4', "19"}, {'5', "1239"}, {'6', "129"},
                                                                {'7', "129"},  {'8', "19"}, {'9', "123"},    {'A', "19"}, {'N', "1239"}, {'Y', "1"}};
  return std::any_of(std::begin(kDepartments), std::end(kDepartments),
                     [&](const auto& one) { return one.first == department && one.second.find(kind) != std::string_view::npos; });
}

bool gb32100(std::string_view value) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const Compact code = compact_upper(value);
  if (code.size() != 18 || !registrar(code[0], code[1])) return false;
  const std::string_view region = std::string_view(code).substr(2, 6);
  if (!all_digits(region) || !is_region_code(region)) return false;
  int weight = 1, sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t v = kAlphabet.find(code[i]);
    if (v == std::string_view::npos) return false;
    sum += static_cast<int>(v) * weight;
    weight = weight * 3 % 31;
  }
  return kAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] == code[17];
}
GD_VALIDATOR(gb32100, "统一社会信用代码校验码、登记机关与区划", "Social credit code: check character, registrar, province", "GB 32100-2015 §4, annex A");

bool gb11714(std::string_view value) {
  const Compact code = compact_upper(value);
  if (code.size() != 9 || one_character(code)) return false;
  constexpr int kWeights[] = {3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const char c = code[i];
    if (!is_alnum_byte(static_cast<unsigned char>(c))) return false;
    sum += (c <= '9' ? c - '0' : c - 'A' + 10) * kWeights[i];
  }
  const int check = 11 - sum % 11;
  return code[8] == (check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check));
}
GD_VALIDATOR(gb11714, "组织机构代码校验码", "Organisation code check digit", "GB 11714-1997 §4");

// ISO 7064 mod 11,10.
bool business_reg15(std::string_view value) {
  if (value.size() != 15 || !all_digits(value) || (!is_province_code(value) && !value.starts_with("10"))) return false;
  int product = 10;
  for (std::size_t i = 0; i < 14; ++i) {
    const int sum = (product + value[i] - '0') % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (product + value[14] - '0') % 10 == 1;
}
GD_VALIDATOR(business_reg15, "15 位营业执照注册号校验码", "15-digit business registration number", "GS 15-2006 §5");

bool org_suffix(std::string_view value) {
  for (const std::string_view suffix :
       {"公司", "集团", "厂", "院", "所", "中心", "局", "部", "社", "会", "大学", "学校", "医院", "银行", "Ltd", "Ltd.", "Inc", "Inc.", "GmbH", "LLC", "Co."}) {
    if (value.ends_with(suffix) && value.size() > suffix.size() + 3) return true;
  }
  return false;
}
GD_VALIDATOR(org_suffix, "以组织形式结尾", "Ends with a form of organisation", "企业名称登记管理规定 (2020) A6");

bool luhn(std::string_view value) {
  const Compact digits = digits_of(value);
  return digits.size() >= 8 && luhn_holds(digits) && !one_character(digits);
}
GD_VALIDATOR(luhn, "Luhn 校验码", "Luhn check digit", "GB/T 15694.1 (ISO/IEC 7812-1) annex B");

struct CardRange {
  int low, high;  // first four digits
  std::size_t shortest, longest;
};
constexpr CardRange kCards[] = {{6200, 6299, 16, 19},                                              // UnionPay
                                {6000, 6099, 16, 19}, {6800, 6999, 16, 19}, {9000, 9999, 16, 19},  // older domestic debit cards
                                {4000, 4999, 13, 19}, {5100, 5599, 16, 16}, {2221, 2720, 16, 16}, {3400, 3499, 15, 15},
                                {3700, 3799, 15, 15}, {3528, 3589, 16, 19}, {3000, 3059, 14, 19}, {3600, 3699, 14, 19},
                                {3800, 3999, 14, 19}, {6440, 6599, 16, 19}, {2200, 2204, 16, 19}, {5600, 5899, 16, 19}};

bool card_bin(std::string_view value) {
  const Compact digits = digits_of(value);
  if (digits.size() < 13) return false;
  const int head = number_of(std::string_view(digits).substr(0, 4));
  const bool known = std::any_of(std::begin(kCards), std::end(kCards), [&](const CardRange& range) {
    return head >= range.low && head <= range.high && digits.size() >= range.shortest && digits.size() <= range.longest;
  });
  const bool visa_length = digits[0] != '4' || digits.size() == 13 || digits.size() == 16 || digits.size() == 19;
  return known && visa_length && !one_character(std::string_view(digits).substr(4));
}
GD_VALIDATOR(card_bin, "发卡组织前缀与卡号长度", "Issuer prefix and length", "GB/T 15694.1 §4; public issuer ranges");

bool bank_account(std::string_view value) {
  const Compact digits = digits_of(value);
  return digits.size() >= 9 && digits.size() <= 28 && !one_character(digits) && digits.view().find_first_not_of('0') < 6;
}
GD_VALIDATOR(bank_account, "银行账号长度与数字分布", "Length and digits of an account number", "9 to 28 digits as issued by Chinese banks, M");

// Length of an IBAN by country: ISO 13616 registry.
constexpr std::string_view kIbanLengths =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23"
    "IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18"
    "SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

bool iban(std::string_view value) {
  const Compact code = compact_upper(value);
  if (code.size() < 15 || code.size() > 34) return false;
  std::size_t expected = 0;
  for (std::size_t i = 0; i + 4 <= kIbanLengths.size(); i += 4) {
    if (kIbanLengths.substr(i, 2) == code.view().substr(0, 2)) expected = static_cast<std::size_t>(number_of(kIbanLengths.substr(i + 2, 2)));
  }
  if (code.size() != expected) return false;
  int rest = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[(i + 4) % code.size()];
    if (is_digit_byte(static_cast<unsigned char>(c)))
      rest = (rest * 10 + c - '0') % 97;
    else if (c >= 'A' && c <= 'Z')
      rest = (rest * 100 + c - 'A' + 10) % 97;
    else
      return false;
  }
  return rest == 1;
}
GD_VALIDATOR(iban, "IBAN 国家长度与 mod 97 校验", "IBAN length and mod 97", "ISO 13616-1:2020 §6");

bool swift_bic(std::string_view value) {
  const Compact code = compact_upper(value);
  if (code.size() != 8 && code.size() != 11) return false;
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::all_of(code.begin(), code.begin() + 6, letter) &&
         std::all_of(code.begin() + 6, code.end(), [](char c) { return is_alnum_byte(static_cast<unsigned char>(c)); });
}
GD_VALIDATOR(swift_bic, "SWIFT/BIC 结构", "Structure of a BIC", "ISO 9362:2022 §5");

bool ean13(std::string_view value) {
  const Compact digits = digits_of(value);
  if (digits.size() != 13 || one_character(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 13; ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return sum % 10 == 0;
}
GD_VALIDATOR(ean13, "商品条码校验码", "EAN-13 check digit", "GB 12904-2008 annex B");

bool isbn13(std::string_view value) {
  const Compact digits = digits_of(value);
  return (digits.view().starts_with("978") || digits.view().starts_with("979")) && ean13(digits);
}
GD_VALIDATOR(isbn13, "ISBN 校验码", "ISBN check digit", "GB/T 5795-2006 §4");

}  // namespace
}  // namespace gongdun::detect
