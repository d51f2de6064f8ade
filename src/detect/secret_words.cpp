#include "detect/secret_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

using Words = std::vector<std::string>;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}
template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool digits_only(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// Words that may follow the secret word without changing what the value is.
bool neutral_tail(std::string_view word) {
  return digits_only(word) || one_of(word, {"hash", "digest", "value", "plain", "plaintext", "text", "enc", "encrypted", "base64", "raw", "string", "str",
                                            "default", "old", "new", "prod", "dev", "test", "live"});
}

bool password_word(std::string_view word) {
  if (one_of(word, {"password", "passwd", "pwd", "pass", "passphrase", "passcode", "passwort", "psw", "pswd", "passwords", "userpass", "credential",
                    "credentials", "psk"}))
    return true;
  return word.size() > 6 && (word.ends_with("password") || word.ends_with("passwd") || word.ends_with("passphrase") || word.ends_with("pwd"));
}

bool token_word(std::string_view word) {
  if (one_of(word, {"token", "secret", "apikey", "secretkey", "appkey", "authkey", "accesstoken", "authtoken", "clientsecret", "appsecret", "apitoken",
                    "privatekey", "secrets", "salt"}))
    return true;
  return word.size() > 8 && (word.ends_with("secret") || word.ends_with("apikey") || word.ends_with("token") || word.ends_with("secretkey"));
}

// What may stand before "key" to make it a secret one.
bool key_owner(std::string_view word) {
  return one_of(word, {"api",          "app",      "auth",    "access", "secret",    "private", "encryption", "encrypt",    "encoding", "signing", "sign",
                       "master",       "account",  "storage", "shared", "consumer",  "session", "in",         "nonce",      "jwt",      "hmac",    "webhook",
                       "deploy",       "cookie",   "service", "admin",  "aes",       "sm4",     "sm2",        "des",        "crypto",   "license", "licence",
                       "subscription", "security", "secure",  "host",   "preshared", "mch",     "validation", "decryption", "sas"});
}

bool asks_or_switches(std::string_view word) {
  return one_of(word, {"has",      "is",       "show",    "forgot",  "reset",  "need",     "needs",   "use",  "uses",        "allow", "require",
                       "required", "requires", "no",      "without", "prompt", "for",      "confirm", "save", "remember",    "hide",  "max",
                       "min",      "num",      "change",  "check",   "valid",  "validate", "get",     "csrf", "public",      "by",    "disable",
                       "enable",   "ask",      "missing", "invalid", "wrong",  "bad",      "next",    "page", "continuation"});
}

SecretKind han_kind(std::string_view name) {
  for (const std::string_view bad : {"密码强度", "密码长度", "密码策略", "密码机", "密码学", "密码应用", "密码产品", "密码算法", "商用密码", "国产密码",
                                     "密码法", "修改密码", "忘记密码", "重置密码", "口令策略", "口令长度"}) {
    if (name.find(bad) != std::string_view::npos) return SecretKind::none;
  }
  for (const std::string_view word : {"密码", "口令"}) {
    if (name.ends_with(word)) return SecretKind::password;
  }
  for (const std::string_view word : {"密钥", "令牌", "私钥"}) {
    if (name.ends_with(word)) return SecretKind::token;
  }
  return SecretKind::none;
}

SecretKind key_kind(const Words& words, std::size_t at) {
  if (at == 0) return SecretKind::none;
  const std::string& owner = words[at - 1];
  if (owner == "access" && at >= 2 && words[at - 2] == "secret") return SecretKind::aws;
  if (owner == "access" || owner == "client" || owner == "public") return SecretKind::none;  // the name half of a pair
  if (!key_owner(owner)) return SecretKind::none;
  return owner == "secret" && std::ranges::find(words, "aws") != words.end() ? SecretKind::aws : SecretKind::token;
}

bool is_constant_word(std::string_view lower) {
  static constexpr std::array<std::string_view, 60> kWords{
      "true",   "false",    "none",    "null",     "nil",     "undefined", "yes",    "no",      "on",      "off",   "required", "optional",
      "string", "str",      "int",     "text",     "varchar", "char",      "bool",   "boolean", "object",  "bytes", "any",      "void",
      "number", "integer",  "self",    "this",     "default", "empty",     "hidden", "example", "unknown", "todo",  "tbd",      "n/a",
      "na",     "disabled", "enabled", "const",    "env",     "input",     "prompt", "ask",     "file",    "uuid",  "longtext", "nvarchar",
      "bearer", "basic",    "vault",   "username", "user",    "type",      "field",  "value",   "your",    "here",  "key",      "token"};
  return one_of(lower, kWords);
}

bool placeholder(std::string_view value) {
  if (value.starts_with("${") || value.starts_with("$(") || value.starts_with("{{") || value.starts_with("%(") || value.starts_with("#{") ||
      value.starts_with("<%") || value.starts_with("@{"))
    return true;
  if (value.starts_with("<") && value.ends_with(">")) return true;
  if (value.starts_with("[") && value.ends_with("]")) return true;
  const bool sealed = value.size() >= 24 && value.ends_with("=}");  // {AQAAABAAAAAQ…=} of Jenkins
  if (value.starts_with("{") && value.ends_with("}") && !sealed) return true;
  if (value.size() > 2 && value.starts_with("%") && value.ends_with("%")) return true;
  if (value.size() > 2 && value.starts_with("__") && value.ends_with("__")) return true;
  if (value.starts_with("!vault") || value.starts_with("!Ref") || value.starts_with("ref:") || value.starts_with("arn:")) return true;
  const std::string lower = base::ascii_lower(value);
  for (const std::string_view call : {"os.environ", "os.getenv", "process.env", "system.getenv", "getenv(", "env("}) {
    if (lower.starts_with(call)) return true;
  }
  for (const std::string_view word : {"your_", "your-", "your ", "<your", "yourpassword", "yourtoken", "insert_", "replace_", "replace-", "_here", "-here",
                                      "placeholder", "put your", "enter your", "example_", "xxxxxx"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

// $NAME or ${…}; but $2y$… and $6$… are hashes and $Foo! may be a password.
bool shell_variable(std::string_view value) {
  if (value.size() < 2 || value[0] != '$') return false;
  return std::ranges::all_of(value.substr(1),
                             [](char c) {
                               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '>' || c == '-' ||
                                      c == '.';
                             }) &&
         !(value[1] >= '0' && value[1] <= '9');
}

bool masked_value(std::string_view value) {
  std::size_t stars = 0;
  for (const char c : value) stars += c == '*' || c == '#';
  if (value.size() >= 3 && stars == value.size()) return true;
  return value.find("****") != std::string_view::npos || value.find("●●") != std::string_view::npos || value.find("••") != std::string_view::npos;
}

bool path_like(std::string_view value) {
  if (value.starts_with("~/") || value.starts_with("./") || value.starts_with("../") || value.find("://") != std::string_view::npos) return true;
  if (value.size() > 3 && value[1] == ':' && (value[2] == '\\' || value[2] == '/')) return true;
  for (const std::string_view end : {".pem", ".key", ".txt", ".json", ".crt", ".yml", ".yaml", ".properties", ".jks", ".p12"}) {
    if (value.ends_with(end)) return true;
  }
  return value.starts_with("/") && std::ranges::count(value, '/') >= 2 && entropy(value) < 4.2;
}

// Unquoted in program text: calls, member access, indexing, plain identifiers.
bool code_expression(std::string_view value) {
  if (value.find_first_of("()[]{}") != std::string_view::npos || value.find("->") != std::string_view::npos || value.find("::") != std::string_view::npos)
    return true;
  const bool word = std::ranges::all_of(value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || (c >= '0' && c <= '9') || c == '$' || c == '*' || c == '&';
  });
  const bool digit = std::ranges::any_of(value, [](char c) { return c >= '0' && c <= '9'; });
  return word && (!digit || value.find('.') != std::string_view::npos);
}

bool has_han(std::string_view value) {
  return std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

}  // namespace

double entropy(std::string_view value) {
  if (value.empty()) return 0;
  std::array<std::uint32_t, 256> counts{};
  for (const char c : value) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::uint32_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(value.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size() && words.size() < 24; ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9', wide = static_cast<unsigned char>(c) >= 0x80;
    if (!upper && !lower && !digit && !wide) {
      flush();
      continue;
    }
    if (upper && i > 0) {
      const char prior = name[i - 1];
      const bool after_lower = prior >= 'a' && prior <= 'z';
      const bool new_word = i + 1 < name.size() && name[i + 1] >= 'a' && name[i + 1] <= 'z' && prior >= 'A' && prior <= 'Z';
      if (after_lower || new_word) flush();
    }
    if (!word.empty() && wide != (static_cast<unsigned char>(word.back()) >= 0x80)) flush();
    word += upper ? static_cast<char>(c + 32) : c;
  }
  flush();
  return words;
}

SecretKind judge_secret_name(std::string_view name) {
  if (name.size() < 2 || name.size() > 160) return SecretKind::none;
  if (has_han(name)) return han_kind(name);
  Words words = name_words(name);
  while (words.size() > 1 && neutral_tail(words.back())) words.pop_back();
  if (words.empty()) return SecretKind::none;
  const std::size_t last = words.size() - 1;
  const std::size_t looked_at = last >= 3 ? last - 3 : 0;
  for (std::size_t i = looked_at; i < last; ++i) {
    if (asks_or_switches(words[i]) && !(words[i] == "in" || words[i] == "host")) return SecretKind::none;
  }
  const std::string& head = words[last];
  if (password_word(head)) return SecretKind::password;
  if (head == "username" && last >= 1 && words[last - 1] == "encrypted") return SecretKind::password;
  const std::string_view leaf = name.substr(name.rfind('.') + 1);  // the last step of a key path
  if (head == "auth" && (words.size() == 1 || leaf == "auth" || leaf == "_auth")) return SecretKind::token;
  if (head == "base" && last >= 2 && words[last - 1] == "key" && words[last - 2] == "secret") return SecretKind::token;  // secret_key_base
  if (token_word(head)) return SecretKind::token;
  if (head == "material" && last >= 1 && words[last - 1] == "key") return SecretKind::password;  // WLAN profiles
  if (head == "sk" && last >= 1 && one_of(words[last - 1], {"huaweicloud", "hwcloud", "obs", "cloud", "bce", "bos", "volc", "jdcloud", "ecloud", "aksk"}))
    return SecretKind::token;
  return head == "key" ? key_kind(words, last) : SecretKind::none;
}

SecretValue judge_secret_value(std::string_view value, SecretKind kind, std::string_view name, const ValueStyle& style) {
  if (kind == SecretKind::none || value.size() < 3 || value.size() > 4096) return SecretValue::no;
  if (masked_value(value)) return SecretValue::masked;
  if (placeholder(value) || shell_variable(value) || path_like(value) || has_han(value)) return SecretValue::no;
  const std::string lower = base::ascii_lower(value);
  if (is_constant_word(lower)) return SecretValue::no;
  const bool label = lower == base::ascii_lower(name) && lower != value;
  if (label) return SecretValue::no;
  const auto spaces = std::ranges::count(value, ' ');
  const double bits = entropy(value);
  if (spaces > 0 && !(value.size() >= 24 && bits > 4.3 && spaces * 8 < static_cast<std::ptrdiff_t>(value.size())) && (spaces > 1 || !style.quoted))
    return SecretValue::no;
  if (spaces > 0 && kind == SecretKind::password && value.size() < 24) return SecretValue::no;
  if (style.code && !style.quoted && code_expression(value)) return SecretValue::no;
  if (value.find("%s") != std::string_view::npos || value.find("{}") != std::string_view::npos || value.find("${") != std::string_view::npos)
    return SecretValue::no;
  if (kind == SecretKind::password) return digits_only(value) && value.size() < 4 ? SecretValue::no : SecretValue::yes;
  const bool digit = std::ranges::any_of(value, [](char c) { return c >= '0' && c <= '9'; });
  if (value.size() < 8 || bits < 2.5) return SecretValue::no;
  if (digit) return SecretValue::yes;
  return (style.environment && value.size() >= 10) || value.size() >= 32 ? SecretValue::yes : SecretValue::no;
}

}  // namespace gongdun::detect
