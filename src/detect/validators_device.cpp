// Devices, networks, places, vehicles and ships.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "detect/validator_text.h"
#include "detect/validators.h"

namespace gongdun::detect {
namespace {

bool imei(std::string_view value) {
  const Compact digits = digits_of(value);
  if (digits.size() != 15 || !luhn_holds(digits) || one_character(std::string_view(digits).substr(2))) return false;
  constexpr int kReporting[] = {1, 10, 30, 33, 35, 44, 45, 49, 50, 51, 52, 53, 54, 86, 91, 98, 99};  // reporting body identifiers
  return std::find(std::begin(kReporting), std::end(kReporting), number_of(std::string_view(digits).substr(0, 2))) != std::end(kReporting);
}
GD_VALIDATOR(imei, "IMEI 校验位与发放机构", "IMEI check digit and reporting body", "3GPP TS 23.003 §6.2; GSMA TS.06");

bool imsi(std::string_view value) {
  if (value.size() != 15 || !all_digits(value) || one_character(value.substr(3))) return false;
  if (value.starts_with("460")) {
    const int network = number_of(value.substr(3, 2));
    return network <= 13 || network == 15 || network == 20;
  }
  return value[0] >= '2' && value[0] <= '7';
}
GD_VALIDATOR(imsi, "IMSI 国家码与网络码", "IMSI country and network code", "3GPP TS 23.003 §2.2; ITU-T E.212");

bool iccid(std::string_view value) {
  const Compact digits = digits_of(value);
  return (digits.size() == 19 || digits.size() == 20) && digits.view().starts_with("89") && luhn_holds(digits);
}
GD_VALIDATOR(iccid, "ICCID 校验位", "ICCID check digit", "ITU-T E.118 §4");

int vin_value(char c) {
  if (is_digit_byte(static_cast<unsigned char>(c))) return c - '0';
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
  constexpr int kValues[] = {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9};
  const std::size_t at = kLetters.find(c);
  return at == std::string_view::npos ? -1 : kValues[at];
}

bool vin_gb16735(std::string_view value) {
  const Compact vin = compact_upper(value);
  if (vin.size() != 17 || vin[0] == '0' || one_character(vin)) return false;
  constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  bool letter = false;
  for (std::size_t i = 0; i < 17; ++i) {
    const int v = vin_value(vin[i]);
    if (v < 0) return false;
    letter |= vin[i] > '9';
    sum += v * kWeights[i];
  }
  const char check = sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11);
  const bool year = vin[9] != '0' && vin[9] != 'U' && vin[9] != 'Z';
  return letter && year && all_digits(std::string_view(vin).substr(13)) && vin[8] == check;
}
GD_VALIDATOR(vin_gb16735, "VIN 检验位、年份位与顺序号", "VIN check digit, year and serial", "GB 16735-2019 §4, annex A");

bool mac(std::string_view value) {
  std::string digits;
  for (const char c : compact_upper(value)) {
    if (c == ':' || c == '.') continue;
    if (!is_hex_byte(static_cast<unsigned char>(c))) return false;
    digits += c;
  }
  return digits.size() == 12 && !one_character(digits) && digits != "123456789ABC" && digits != "001122334455" && digits != "AABBCCDDEEFF";
}
GD_VALIDATOR(mac, "MAC 地址结构,非全零、广播或示例", "MAC address, not null, broadcast or sample", "IEEE 802-2014 §8");

bool ipv4(std::string_view value) {
  int octets[4] = {}, count = 0;
  std::size_t at = 0;
  while (count < 4) {
    const std::size_t end = std::min(value.find('.', at), value.size());
    const std::string_view part = value.substr(at, end - at);
    if (!all_digits(part) || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return false;
    octets[count++] = number_of(part);
    at = end + 1;
    if (end == value.size()) break;
  }
  if (count != 4 || at != value.size() + 1 || std::any_of(octets, octets + 4, [](int o) { return o > 255; })) return false;
  if (octets[0] == 0 || octets[0] == 255) return false;  // this network, masks
  const bool small = std::all_of(octets, octets + 4, [](int o) { return o < 10; });
  const bool known = value == "1.1.1.1" || value == "8.8.8.8" || value == "8.8.4.4" || value == "9.9.9.9";
  return !small || known;  // 1.2.3.4 is a version or a clause
}
GD_VALIDATOR(ipv4, "IPv4 地址,非掩码、非版本号", "IPv4 address, no mask, no version", "RFC 791; RFC 6890");

bool ipv6(std::string_view value) {
  const std::size_t zone = value.find('%');
  if (zone != std::string_view::npos) value = value.substr(0, zone);
  const std::size_t gap = value.find("::");
  if (gap != std::string_view::npos && value.find("::", gap + 1) != std::string_view::npos) return false;
  int groups = 0, decimal_only = 0, pairs = 0;
  std::size_t at = 0;
  while (at <= value.size()) {
    const std::size_t end = std::min(value.find(':', at), value.size());
    const std::string_view part = value.substr(at, end - at);
    at = end + 1;
    if (part.empty()) continue;
    if (part.size() > 4 || !std::all_of(part.begin(), part.end(), [](char c) { return is_hex_byte(static_cast<unsigned char>(c)); })) return false;
    ++groups;
    pairs += part.size() == 2;
    decimal_only += part.size() <= 2 && all_digits(part);
  }
  if (decimal_only == groups) return false;  // times of day
  if (pairs == 8) return false;              // eight octets: a world wide name or EUI-64 (IEEE 802)
  return gap == std::string_view::npos ? groups == 8 : groups >= 2 && groups <= 7;
}
GD_VALIDATOR(ipv6, "IPv6 地址", "IPv6 address", "RFC 4291 §2.2");

// Up to four letters as one number, in lower case.
constexpr std::uint32_t lower_word(std::string_view word) {
  std::uint32_t number = 0;
  for (const char c : word) number = number << 8 | static_cast<unsigned char>(c | 32);
  return number;
}

// A file name is not a host. Ascending.
constexpr auto kFileKinds = [] {
  std::string_view rest =
      "png jpg jpeg gif svg webp bmp ico css js ts json html htm xml yaml yml toml ini cfg conf md txt log csv xls xlsx doc docx ppt pptx pdf zip gz tar rar "
      "exe dll bin dat bak sql py java cpp cs php rb vue jsx tsx wav mp3 mp4 avi dwg dxf stl ";
  std::array<std::uint32_t, 58> kinds{};
  for (std::uint32_t& kind : kinds) {
    kind = lower_word(rest.substr(0, rest.find(' ')));
    rest.remove_prefix(rest.find(' ') + 1);
  }
  std::ranges::sort(kinds);
  return kinds;
}();

bool domain(std::string_view value) {
  std::size_t labels = 0, at = 0;
  while (at <= value.size()) {
    const std::size_t end = std::min(value.find('.', at), value.size());
    const std::string_view label = value.substr(at, end - at);
    at = end + 1;
    ++labels;
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (at > value.size() && (label.size() < 2 || !std::all_of(label.begin(), label.end(), [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; })))
      return false;
  }
  if (labels < 2) return false;
  const std::string_view last = value.substr(value.rfind('.') + 1);
  return last.size() > 4 || !std::ranges::binary_search(kFileKinds, lower_word(last));
}
GD_VALIDATOR(domain, "域名结构,末段不是文件类型", "Domain name, not a file name", "RFC 1035 §2.3.1");

bool email(std::string_view value) {
  const std::size_t at = value.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64) return false;
  const std::string_view local = value.substr(0, at);
  if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) return false;
  const bool any = std::any_of(local.begin(), local.end(), [](char c) { return is_alnum_byte(static_cast<unsigned char>(c)); });
  return any && domain(value.substr(at + 1));
}
GD_VALIDATOR(email, "邮箱名与域名结构,不是文件名", "E-mail address, not a file name", "RFC 5321 §4.1.2; RFC 1035");

// Decimal degrees in the order they were written.
std::vector<std::pair<double, int>> decimals_of(std::string_view value) {
  std::vector<std::pair<double, int>> numbers;
  for (std::size_t i = 0; i < value.size() && numbers.size() < 4;) {
    if (!is_digit_byte(static_cast<unsigned char>(value[i]))) {
      ++i;
      continue;
    }
    const bool minus = i > 0 && value[i - 1] == '-';
    std::string text;
    int places = -1;
    for (; i < value.size() && text.size() < 20 && (is_digit_byte(static_cast<unsigned char>(value[i])) || (value[i] == '.' && places < 0)); ++i) {
      text += value[i];
      if (value[i] == '.')
        places = 0;
      else if (places >= 0)
        ++places;
    }
    const double number = std::strtod(text.c_str(), nullptr);
    numbers.emplace_back(minus ? -number : number, std::max(places, 0));
  }
  return numbers;
}

bool geo(std::string_view value) {
  const auto n = decimals_of(value);
  if (n.size() != 2 || n[0].second < 3 || n[1].second < 3) return false;
  const double a = std::abs(n[0].first), b = std::abs(n[1].first);
  return a <= 180 && b <= 180 && (a <= 90 || b <= 90) && a + b > 1;
}
GD_VALIDATOR(geo, "经纬度范围与精度", "Range and precision of a position", "GB/T 16831-2013 (ISO 6709)");

bool geo_cn(std::string_view value) {
  const auto n = decimals_of(value);
  if (!geo(value)) return false;
  const auto inside = [](double lon, double lat) { return lon >= 72 && lon <= 136 && lat >= 3 && lat <= 54.5; };
  return inside(n[0].first, n[1].first) || inside(n[1].first, n[0].first);
}
GD_VALIDATOR(geo_cn, "中国及近海范围内的经纬度", "Position in China or its seas", "GB/T 16831-2013 (ISO 6709); map limits of China");

bool postcode_cn(std::string_view value) {
  return value.size() == 6 && all_digits(value) && value.substr(0, 2) != "00" && !one_character(value) && value[0] != '9';
}
GD_VALIDATOR(postcode_cn, "邮政编码结构", "Structure of a postcode", "GB/T 8416-2003, M");

bool iso6346(std::string_view value) {
  const Compact code = compact_upper(value);
  if (code.size() != 11 || !all_digits(std::string_view(code).substr(4)) || std::string_view("UJZ").find(code[3]) == std::string_view::npos) return false;
  constexpr int kLetters[] = {10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38};
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    const char c = code[i];
    if (i < 4 && (c < 'A' || c > 'Z')) return false;
    sum += (i < 4 ? kLetters[c - 'A'] : c - '0') << i;
  }
  return sum % 11 % 10 == code[10] - '0';
}
GD_VALIDATOR(iso6346, "集装箱号校验码", "Container number check digit", "GB/T 1836-2017 (ISO 6346) annex A");

bool imo_ship(std::string_view value) {
  const Compact digits = digits_of(value);
  if (digits.size() != 7 || digits[0] == '0' || one_character(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 6; ++i) sum += (digits[i] - '0') * static_cast<int>(7 - i);
  return sum % 10 == digits[6] - '0';
}
GD_VALIDATOR(imo_ship, "IMO 船舶识别号校验位", "IMO ship number check digit", "IMO Res. A.1117(30)");

bool mmsi(std::string_view value) {
  return value.size() == 9 && all_digits(value) && value[0] >= '2' && value[0] <= '7' && !one_character(value);
}
GD_VALIDATOR(mmsi, "MMSI 国家码段", "MMSI country range", "ITU-R M.585-9");

bool icao24(std::string_view value) {
  return value.size() == 6 && std::all_of(value.begin(), value.end(), [](char c) { return is_hex_byte(static_cast<unsigned char>(c)); }) &&
         !one_character(value);
}
GD_VALIDATOR(icao24, "航空器 24 位地址", "Aircraft 24-bit address", "ICAO Annex 10 vol. III");

}  // namespace
}  // namespace gongdun::detect
