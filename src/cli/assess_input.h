// What the commands about assessments read: files people wrote, and the rule packs.
#pragma once
#include <string>

#include "base/error.h"
#include "cli/arguments.h"
#include "pack/load.h"

namespace gongdun::cli {

std::string device_name();  // of this machine, as entries name it
// Up to 512 MiB.
base::Result<std::string> whole_file(const std::string& path);
// The packs named with --packs or those of the program; mistakes in them are an error.
base::Result<pack::Loaded> sound_packs(const Common& common);

}  // namespace gongdun::cli
