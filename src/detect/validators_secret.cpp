// Credentials: keys of known form, and values that look chosen rather than written as a placeholder.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/base64.h"
#include "base/utf8.h"
#include "detect/validator_text.h"
#include "detect/validators.h"

namespace gongdun::detect {
namespace {

double bits_per_character(std::string_view value) {
  std::array<std::size_t, 256> counts{};
  for (const char c : value) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(value.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool all_hex(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return is_hex_byte(static_cast<unsigned char>(c)); });
}

// Short strings cannot reach the entropy of long ones: the bound grows with the length.
bool entropy_at_least(std::string_view value, double long_bound, double share) {
  if (value.size() < 8) return false;
  const double possible = std::log2(static_cast<double>(std::min<std::size_t>(value.size(), all_hex(value) ? 16 : 64)));
  return bits_per_character(value) >= std::min(long_bound, share * possible);
}

bool entropy_hi(std::string_view value) {
  return entropy_at_least(value, all_hex(value) ? 3.2 : 3.9, 0.9);
}
GD_VALIDATOR(entropy_hi, "字符熵高(随机生成)", "High entropy (random)", "Shannon entropy by character set");

bool entropy_mid(std::string_view value) {
  return entropy_at_least(value, all_hex(value) ? 2.6 : 3.0, 0.78);
}
GD_VALIDATOR(entropy_mid, "字符熵中等", "Medium entropy", "Shannon entropy by character set");

bool jwt(std::string_view value) {
  const std::size_t dot = value.find('.');
  std::string header;
  if (dot == std::string_view::npos || value.find('.', dot + 1) == std::string_view::npos || !base::decode_base64(value.substr(0, dot), header)) return false;
  return header.starts_with("{") && header.ends_with("}") && (header.find("\"alg\"") != std::string::npos || header.find("\"enc\"") != std::string::npos);
}
GD_VALIDATOR(jwt, "JWT 头部可解码且含 alg", "JWT header decodes and names alg", "RFC 7519 §5; RFC 7515 §4.1.1");

bool private_key_pem(std::string_view value) {
  const std::size_t begin = value.find("-----BEGIN ");
  if (begin == std::string_view::npos) return false;
  const std::size_t label = value.find("PRIVATE KEY", begin);
  const std::size_t edge = value.find("-----", begin + 11);
  if (label == std::string_view::npos || edge == std::string_view::npos || label > edge) return false;
  const std::string_view body = value.substr(edge + 5);
  std::size_t base64 = 0;
  for (const char c : body) base64 += is_alnum_byte(static_cast<unsigned char>(c)) || c == '+' || c == '/' || c == '=';
  // The marker alone is enough; a body must look like one.
  return body.size() < 40 || base64 * 10 >= body.size() * 8;
}
GD_VALIDATOR(private_key_pem, "PEM 私钥头与正文", "PEM private key marker and body", "RFC 7468 §10, §11, §13");

bool key_body(std::string_view body) {
  return std::all_of(body.begin(), body.end(), [](char c) { return is_alnum_byte(static_cast<unsigned char>(c)); }) && bits_per_character(body) >= 2.2;
}

bool aws_key(std::string_view value) {
  constexpr std::array<std::string_view, 8> kHeads = {"AKIA", "ASIA", "AGPA", "AIDA", "AROA", "AIPA", "ANPA", "ABIA"};
  if (value.size() != 20 || std::find(kHeads.begin(), kHeads.end(), value.substr(0, 4)) == kHeads.end()) return false;
  return key_body(value.substr(4)) && base::ascii_lower(value.substr(4)) != value.substr(4);
}
GD_VALIDATOR(aws_key, "AWS 访问密钥标识结构", "Structure of an AWS access key id", "AWS IAM reference: unique identifiers");

bool aliyun_key(std::string_view value) {
  return value.starts_with("LTAI") && value.size() >= 16 && value.size() <= 30 && key_body(value.substr(4));
}
GD_VALIDATOR(aliyun_key, "阿里云 AccessKey ID 结构", "Structure of an Alibaba Cloud access key id", "Alibaba Cloud RAM: AccessKey");

bool tencent_key(std::string_view value) {
  return value.starts_with("AKID") && value.size() == 36 && key_body(value.substr(4));
}
GD_VALIDATOR(tencent_key, "腾讯云 SecretId 结构", "Structure of a Tencent Cloud secret id", "Tencent Cloud CAM: SecretId");

// CRC-32 of IEEE 802.3, bit by bit: tokens are short.
std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

// ghp_, npm_ and their kin: 30 random characters, then their CRC-32 in six digits of base 62.
bool token_crc32(std::string_view value) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const std::size_t mark = value.find('_');
  if (mark == std::string_view::npos || value.size() != mark + 37) return false;
  std::uint32_t left = crc32(value.substr(mark + 1, 30));
  for (std::size_t i = value.size(); i-- > value.size() - 6; left /= 62) {
    if (value[i] != kDigits[left % 62]) return false;
  }
  return left == 0;
}
GD_VALIDATOR(token_crc32, "令牌末六位是前三十位的 CRC-32", "The token ends with the CRC-32 of its characters",
             "github.blog, Behind GitHub's new authentication token formats");

bool starts_or_ends(std::string_view value, std::string_view begin, std::string_view end) {
  return value.starts_with(begin) && value.ends_with(end);
}

bool is_template(std::string_view value) {
  if (value.find("${") != std::string_view::npos || value.find("{{") != std::string_view::npos || value.find("%(") != std::string_view::npos) return true;
  if (starts_or_ends(value, "<", ">") || starts_or_ends(value, "[", "]") || starts_or_ends(value, "{", "}") || starts_or_ends(value, "%", "%")) return true;
  if (value == "%s" || value == "?" || value.starts_with("$(") || value.find("()") != std::string_view::npos) return true;
  if (value.starts_with("$") && value.size() > 1 && std::all_of(value.begin() + 1, value.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; }))
    return true;
  const std::string lower = base::ascii_lower(value);
  for (const std::string_view call : {"os.environ", "process.env", "getenv", "system.get", "config.", "self.", "this.", "settings.", "request.", "args."}) {
    if (lower.find(call) != std::string::npos) return true;
  }
  return false;
}

bool is_filler(std::string_view value) {
  const std::string lower = base::ascii_lower(value);
  for (const std::string_view word :
       {"null",       "none",         "nil",           "true",    "false",       "undefined",     "empty",        "unset",         "string",
        "required",   "optional",     "todo",          "tbd",     "n/a",         "your_password", "yourpassword", "your-password", "your_secret",
        "your_token", "your_api_key", "password_here", "example", "placeholder", "redacted",      "hidden",       "masked",        "不公开",
        "请输入",     "无",           "保密",          "略"}) {
    if (lower == word) return true;
  }
  if (lower.starts_with("your") && (lower.find("here") != std::string::npos || lower.find("key") != std::string::npos)) return true;
  return std::all_of(lower.begin(), lower.end(), [](char c) { return c == 'x' || c == '*' || c == '.' || c == '-' || c == '_' || c == '#'; });
}

bool not_placeholder(std::string_view value) {
  return !value.empty() && !is_template(value) && !is_filler(value);
}
GD_VALIDATOR(not_placeholder, "不是占位符或变量引用", "No placeholder, no variable reference", "forms of templates and configuration languages");

bool secret_value(std::string_view value) {
  return value.size() >= 3 && not_placeholder(value) && (value.size() < 4 || !one_character(value));
}
GD_VALIDATOR(secret_value, "像真实口令:非占位符、非单一字符", "Looks like a real secret", "forms of templates and configuration languages");

bool connection_string(std::string_view value) {
  const std::size_t scheme = value.find("://");
  if (scheme != std::string_view::npos) {
    const std::size_t at = value.find('@', scheme);
    const std::size_t colon = value.find(':', scheme + 3);
    if (at != std::string_view::npos && colon != std::string_view::npos && colon < at) return not_placeholder(value.substr(colon + 1, at - colon - 1));
  }
  const std::string lower = base::ascii_lower(value);
  for (const std::string_view key : {"password=", "pwd=", "accountkey=", "sharedaccesskey="}) {
    const std::size_t found = lower.find(key);
    if (found == std::string::npos) continue;
    const std::size_t begin = found + key.size();
    const std::size_t end = std::min(value.find_first_of(";&\"' \n", begin), value.size());
    return end > begin && not_placeholder(value.substr(begin, end - begin));
  }
  return false;
}
GD_VALIDATOR(connection_string, "连接串中的口令不是占位符", "The password in the connection string is real",
             "RFC 3986 §3.2.1; vendor connection string references");

}  // namespace
}  // namespace gongdun::detect
