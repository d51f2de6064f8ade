// Where the running program lies. Not /proc/self/exe alone: the kit (docs/kit.md) starts programs through a loader of its own, and then that link names the
// loader.
#pragma once
#include <string>

namespace gongdun::base {

// Absolute path; empty where the system does not tell.
std::string own_program();

}  // namespace gongdun::base
