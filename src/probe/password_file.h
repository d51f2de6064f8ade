// Passwords for probes, in the format of .pgpass: host:port:database:user:password, '*' for any, '\' before ':' and '\' (PostgreSQL 15 manual, 34.16).
#pragma once
#include <string>
#include <string_view>

#include "base/error.h"
#include "probe/target.h"

namespace gongdun::probe {

// Empty: the file has none for it. Pure.
std::string password_for(std::string_view file, const Target& target, std::uint16_t usual_port);

// Refuses a file that others may read.
base::Result<std::string> read_password_file(const std::string& path);

}  // namespace gongdun::probe
