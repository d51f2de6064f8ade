#include "detect/cell_form.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/utf8.h"
#include "detect/chinese_tables.h"
#include "detect/geo_form.h"
#include "detect/prose_names.h"
#include "detect/validator_text.h"
#include "detect/validators.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kShortest = 7, kLongest = 96;  // bytes of a cell read here

bool valid(const Validator* validator, std::string_view value) {
  return validator->passes(value);
}

bool upper_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

// 2024-05-02 …: a date, of which tables are full.
bool begins_with_year(std::string_view value) {
  return value.size() >= 8 && (value.starts_with("20") || value.starts_with("19")) && all_digits(value.substr(2, 2)) && (value[4] == '-' || value[4] == '/') &&
         (value[6] == value[4] || value[7] == value[4]);
}

// Half width, plain hyphens, without the apostrophe that keeps a spreadsheet from counting and without a remark in brackets behind.
std::string plain_cell(std::string_view value) {
  const auto plain = [](char c) { return is_alnum_byte(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == ' ' || c == ':' || c == '/'; };
  if (std::ranges::all_of(value, plain)) return std::string(base::trim(value));
  std::string text = base::fold_width(value);
  for (const std::string_view dash : {"—", "–", "‐", "－"}) text = replaced(std::move(text), dash, "-");
  std::string_view rest = base::trim(text);
  if (rest.starts_with('\'') || rest.starts_with('`')) rest.remove_prefix(1);
  const std::size_t open = rest.rfind('(');
  if (rest.ends_with(')') && open != std::string_view::npos && open > 0) {
    const std::string_view remark = rest.substr(open);
    if (std::ranges::none_of(remark, [](char c) { return is_digit_byte(static_cast<unsigned char>(c)); })) rest = base::trim(rest.substr(0, open));
  }
  return std::string(base::trim(rest));
}

// The lengths of the digit groups of a text that holds only digits, blanks and hyphens (and a final X); none otherwise, or if there are more than
// any number has.
class Groups {
 public:
  static constexpr std::size_t kMost = 8;

  explicit Groups(std::string_view text) {
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool sign = is_digit_byte(static_cast<unsigned char>(c)) || ((c | 0x20) == 'x' && i + 1 == text.size());
      if ((!sign && c != ' ' && c != '-') || (sign && !inside && count_ == kMost)) {
        count_ = 0;
        return;
      }
      if (sign && !inside) lengths_[count_++] = 0;
      if (sign) ++lengths_[count_ - 1];
      inside = sign;
    }
  }
  bool are(std::initializer_list<std::size_t> lengths) const { return std::equal(lengths.begin(), lengths.end(), begin(), end()); }
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }
  // 4 4 4 4 3
  bool fours() const {
    return count_ >= 4 && lengths_[count_ - 1] <= 4 && std::all_of(begin(), end() - 1, [](std::size_t length) { return length == 4; });
  }

 private:
  const std::size_t* begin() const { return lengths_.data(); }
  const std::size_t* end() const { return lengths_.data() + count_; }
  std::array<std::size_t, kMost> lengths_{};
  std::size_t count_ = 0;
};

// 138 0000 1234, +86-138…, (+86)138…, 0086138…, 86138…
std::optional<std::string> mobile(std::string_view text) {
  static const Validator* const kValid = find_validator("mobile_cn");
  std::string digits;
  for (const char c : text) {
    if (is_digit_byte(static_cast<unsigned char>(c)))
      digits += c;
    else if (std::string_view(" -+()").find(c) == std::string_view::npos)
      return std::nullopt;
  }
  if (digits.size() == 15 && digits.starts_with("0086")) digits.erase(0, 4);
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  if (digits.size() != 11 || !valid(kValid, digits)) return std::nullopt;
  return digits;
}

bool number_label(std::string_view word) {
  constexpr std::array<std::string_view, 14> kLabels{"手机", "手机号", "移动电话", "电话",   "联系电话", "联系方式", "座机",
                                                     "传真", "固话",   "tel",      "mobile", "phone",    "cell",     "fax"};
  return std::ranges::find(kLabels, base::ascii_lower(word)) != kLabels.end();
}

// What stands before or behind a number in its cell: nothing, its label, or the person's name.
bool label_or_name(std::string_view text) {
  text = base::trim(text);
  while (!text.empty() && std::string_view(":(").find(text.back()) != std::string_view::npos) text = base::trim(text.substr(0, text.size() - 1));
  while (!text.empty() && std::string_view(":)").find(text.front()) != std::string_view::npos) text = base::trim(text.substr(1));
  return text.empty() || number_label(text) || judge_person_name(text).name;
}

std::string_view without_label(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && number_label(base::trim(text.substr(0, colon))) ? base::trim(text.substr(colon + 1)) : text;
}

// 张伟 138…, 张伟(138…), 手机:138…, 138… 张伟
CellForm named_mobile(std::string_view text) {
  const std::size_t first = text.find_first_of("+0123456789"), last = text.find_last_of("0123456789");
  if (first == std::string_view::npos || last < first || last - first < 10) return {};
  const auto number = mobile(text.substr(first, last + 1 - first));
  if (!number || !label_or_name(text.substr(0, first)) || !label_or_name(text.substr(last + 1))) return {};
  CellForm form;
  form.form = Form::mobile;
  form.labelled = first > 3 || last + 3 < text.size();
  form.value = *number;
  return form;
}

// The extension behind a number: 转801, -801, /801.
std::string_view without_extension(std::string_view text) {
  const auto extension = [](std::string_view tail) { return tail.size() >= 2 && tail.size() <= 5 && all_digits(tail); };
  for (const std::string_view mark : {"转", "分机", "ext.", "ext", "x", "#"}) {
    const std::size_t at = text.rfind(mark);
    if (at != std::string_view::npos && at > 6 && extension(base::trim(text.substr(at + mark.size())))) return base::trim(text.substr(0, at));
  }
  const std::size_t at = text.find_last_of("-/");
  return at != std::string_view::npos && at > 9 && extension(text.substr(at + 1)) ? text.substr(0, at) : text;
}

// 0512-62881234, (0512)62881234, +86 512 62881234, 051262881234. Digits alone are one only where the header says so.
CellForm phone(std::string_view text) {
  static const Validator* const kValid = find_validator("landline_cn");
  if (std::ranges::count_if(text, [](char c) { return is_digit_byte(static_cast<unsigned char>(c)); }) < 7) return {};
  std::string_view number = without_extension(without_label(text));
  bool country = false;
  for (const std::string_view prefix : {"(+86)", "+86", "0086"}) {
    if (!country && number.starts_with(prefix)) {
      number = number.substr(prefix.size());
      country = true;
    }
  }
  std::string digits;
  for (const char c : number) {
    if (is_digit_byte(static_cast<unsigned char>(c)))
      digits += c;
    else if (std::string_view(" -()").find(c) == std::string_view::npos)
      return {};
  }
  if (country && !digits.empty() && digits[0] != '0') digits.insert(0, 1, '0');
  if (!digits.empty() && digits[0] == '0') {
    const bool bare = !country && all_digits(number);
    return digits.size() >= 10 && valid(kValid, digits) ? CellForm{Form::phone, false, bare, std::string(text)} : CellForm{};
  }
  const Groups groups(number);
  const bool one_number = groups.size() == 1 || groups.are({4, 4}) || groups.are({3, 4});  // no date
  const bool local = !country && one_number && (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2' && digits[0] <= '8' && !one_character(digits);
  return local ? CellForm{Form::phone, false, true, digits} : CellForm{};
}

CellForm resident_id(const std::string& text, const Groups& groups) {
  static const Validator* const kValid = find_validator("gb11643");
  if (!groups.are({18}) && !groups.are({6, 8, 4}) && !groups.are({6, 4, 4, 4})) return {};
  const std::string code(compact_upper(text).view());
  return valid(kValid, code) ? CellForm{Form::resident_id, false, false, code} : CellForm{};
}

CellForm card(const std::string& text, const Groups& groups) {
  static const Validator* const kLuhn = find_validator("luhn");
  static const Validator* const kBin = find_validator("card_bin");
  const bool make = groups.size() == 1 || groups.fours() || groups.are({4, 6, 5});
  if (!make || text.find_first_of("xX") != std::string::npos) return {};
  const std::string digits(digits_of(text).view());
  if (digits.size() < 15 || digits.size() > 19) return {};
  return valid(kLuhn, digits) && valid(kBin, digits) ? CellForm{Form::card, false, false, digits} : CellForm{};
}

CellForm imei(const std::string& text, const Groups& groups) {
  static const Validator* const kValid = find_validator("imei");
  if (!groups.are({15}) && !groups.are({2, 6, 6, 1}) && !groups.are({8, 6, 1}) && !groups.are({6, 2, 6, 1})) return {};
  const std::string digits(digits_of(text).view());
  return valid(kValid, digits) ? CellForm{Form::imei, false, false, digits} : CellForm{};
}

// 皖fd93294: the structure is that of a plate once the letters are capitals.
CellForm plate(const std::string& text) {
  static const Validator* const kValid = find_validator("plate_cn");
  std::size_t at = 0;
  if (text.size() < 9 || text.size() > 16 || !is_plate_province(base::next_code_point(text, at))) return {};
  std::string upper = text;
  std::ranges::transform(upper, upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  const std::string_view rest = std::string_view(upper).substr(at);
  std::string_view signs = rest;
  for (const std::string_view tail : {"挂", "学", "警", "港", "澳"}) {
    if (rest.ends_with(tail)) signs = rest.substr(0, rest.size() - tail.size());
  }
  const bool make = std::ranges::all_of(signs, [](char c) { return (upper_alnum(c) && c != 'I' && c != 'O') || c == ' ' || c == '-'; }) && valid(kValid, upper);
  return make ? CellForm{Form::plate, false, false, upper} : CellForm{};
}

// Check digits are asked of China and North America only (GB 16735, 49 CFR 565): elsewhere in the world the ninth place is free, and the header must say VIN.
CellForm vin(const std::string& text) {
  static const Validator* const kValid = find_validator("vin_gb16735");
  if (text.size() != 17) return {};
  const std::string upper(compact_upper(text).view());
  if (upper.size() != 17 || !std::ranges::all_of(upper, upper_alnum) || upper.find_first_of("IOQ") != std::string::npos) return {};
  if (valid(kValid, upper)) return {Form::vin, false, false, upper};
  const bool elsewhere = upper[0] >= 'J' && upper[0] != 'L';
  const bool maker = upper[0] >= 'A' && (upper[1] >= 'A' || upper[2] >= 'A');
  return elsewhere && maker && all_digits(std::string_view(upper).substr(13)) ? CellForm{Form::vin, false, true, upper} : CellForm{};
}

CellForm mac(const std::string& text) {
  static const Validator* const kValid = find_validator("mac");
  if (text.size() != 12) return {};
  bool upper = false, lower = false, hex = true;
  for (const char c : text) {
    hex &= is_hex_byte(static_cast<unsigned char>(c));
    upper |= c >= 'A';
    lower |= c >= 'a';
  }
  return hex && (upper || lower) && valid(kValid, text) ? CellForm{Form::mac, false, true, text} : CellForm{};
}

// 10.0.0.5:502, 10.0.0.5/24
CellForm ipv4(const std::string& text) {
  static const Validator* const kValid = find_validator("ipv4");
  const std::size_t mark = text.find_first_of(":/");
  if (mark == std::string::npos || mark < 7 || mark > 15) return {};
  const std::string_view tail = std::string_view(text).substr(mark + 1), address = std::string_view(text).substr(0, mark);
  const std::size_t longest = text[mark] == ':' ? 5 : 2;
  if (tail.size() > longest || !all_digits(tail) || number_of(tail) > (longest == 5 ? 65535 : 32)) return {};
  return valid(kValid, address) ? CellForm{Form::ipv4, false, false, std::string(address)} : CellForm{};
}

CellForm one_value(const std::string& text) {
  if (const Groups groups(text); !groups.empty()) {
    for (const auto& read : {resident_id, imei, card}) {
      if (CellForm form = read(text, groups); form.form != Form::none) return form;
    }
  }
  for (const auto& read : {vin, mac, ipv4, plate}) {
    if (CellForm form = read(text); form.form != Form::none) return form;
  }
  if (CellForm form = named_mobile(text); form.form != Form::none) return form;
  return phone(text);
}

// 138…/139…, 138…、139…: several of one kind. One that is no such value spoils the cell.
CellForm list(const std::string& text) {
  if (text.find_first_of("/,;|") == std::string::npos && text.find("、") == std::string::npos) return {};
  std::string even = text;
  for (const std::string_view mark : {"、", ",", ";", "|"}) even = replaced(std::move(even), mark, "/");
  CellForm all;
  std::size_t parts = 0;
  for (std::size_t at = 0; at <= even.size(); ++parts) {
    const std::size_t end = std::min(even.find('/', at), even.size());
    CellForm part = one_value(std::string(base::trim(std::string_view(even).substr(at, end - at))));
    if (part.form == Form::none || (parts > 0 && part.form != all.form)) return {};
    if (parts == 0) all = std::move(part);
    at = end + 1;
  }
  return parts >= 2 && parts <= 4 ? all : CellForm{};
}

}  // namespace

const char* form_detector(Form form) {
  constexpr std::array<const char*, kForms> kIds{"",    "cn.resident_id", "cn.mobile", "cn.phone", "bank.card",     "cn.plate",
                                                 "vin", "imei",           "mac",       "ipv4",     "geo.coordinate"};
  return kIds[static_cast<std::size_t>(form)];
}

CellForm read_cell_form(std::string_view value, const CellShape& shape) {
  using C = CellShape;
  if (shape.bytes < kShortest || shape.bytes > kLongest || (shape.digits < 4 && !shape.has(C::kWide))) return {};
  if (shape.shape == Shape::number) return {};
  // Plain integers that no pattern knew: a telephone without its area, or behind a country code.
  if (shape.only(C::kDigit) && shape.bytes > 12 && shape.bytes != 13 && shape.bytes != 15) return {};
  if (begins_with_year(value)) return {};
  const bool signs = shape.has(C::kWide | C::kHan) || value[0] == 'P' || value[0] == 'p';  // 39°54′, 北纬39度, POINT(…)
  if (signs && is_position(value)) return {Form::coordinate, false, false, std::string(value)};
  const std::string text = plain_cell(value);
  CellForm form = one_value(text);
  return form.form != Form::none ? form : list(text);
}

}  // namespace gongdun::detect
