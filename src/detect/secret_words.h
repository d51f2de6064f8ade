// Names and values of secrets. A name speaks when its head word is a secret word (db_password, 初始密码, clientSecret — not password_policy or
// tokenizer); a value counts when it is a literal somebody typed — not a placeholder, a call, a variable, a label or a path.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::detect {

enum class SecretKind : std::uint8_t { none, password, token, aws };

// Splits DB_PASSWORD, dbPassword, db-password, db.password into lower-case words; Han runs stay whole.
std::vector<std::string> name_words(std::string_view name);
SecretKind judge_secret_name(std::string_view name);

// How a value was written, which tells what it can be.
struct ValueStyle {
  bool quoted = false;
  bool code = false;         // in program text an unquoted word is a variable
  bool environment = false;  // NAME=value in capitals, or a configuration file
};

enum class SecretValue : std::uint8_t { no, yes, masked };
SecretValue judge_secret_value(std::string_view value, SecretKind kind, std::string_view name, const ValueStyle& style);

// Bits per byte of the value's own byte distribution.
double entropy(std::string_view value);

}  // namespace gongdun::detect
