// The address of a PostgreSQL store. A password in it reaches libpq and nothing else: no message, no log.
#pragma once
#include <string>
#include <string_view>

#include "base/error.h"

namespace gongdun::store {

// Refuses what libpq would take apart otherwise than the writer meant, which could show a piece of the password as a host's name.
// The answer names the place for messages: host, port and database, no user, no password, no options.
base::Result<std::string> pg_place(const std::string& url);

}  // namespace gongdun::store
