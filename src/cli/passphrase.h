// A passphrase from a file or from the person at the terminal, never from the command line, where every account of the machine could read it.
#pragma once
#include <string>

#include "base/error.h"

namespace gongdun::cli {

// `file`: its first line; empty: asked for without echo, twice if it is a new one.
base::Result<std::string> read_passphrase(const std::string& file, bool is_new, base::Lang lang);

}  // namespace gongdun::cli
