// What this process occupies, for budgets on work whose memory a library allocates out of sight.
#pragma once
#include <cstdint>

namespace gongdun::base {

// Bytes resident now; 0 where the system does not tell. About two microseconds.
std::uint64_t resident_bytes();

}  // namespace gongdun::base
