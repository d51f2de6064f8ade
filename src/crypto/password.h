// Passwords at rest: argon2id (RFC 9106) through libsodium with its "interactive" cost, about 64 MiB and a tenth of a second; the text form carries
// salt and cost, so the cost can rise later. Comparing takes the same time for every wrong password.
#pragma once
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::crypto {

base::Result<std::string> hash_password(std::string_view password);
bool verify_password(const std::string& hash, std::string_view password);
// A hash nobody has the password of: verifying against it costs what verifying against a real one costs.
const std::string& nobodys_password();

bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace gongdun::crypto
