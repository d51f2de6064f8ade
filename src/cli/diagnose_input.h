// What the commands of a diagnosis share.
#pragma once
#include <string>

#include "base/error.h"

namespace gongdun::cli {

std::string device_name();  // of this machine, as entries name it
// At most 512 MiB.
base::Result<std::string> whole_file(const std::string& path);

}  // namespace gongdun::cli
