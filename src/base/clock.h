// Time as the whole product keeps it: int64 microseconds since 1970-01-01 UTC.
#pragma once
#include <cstdint>
#include <string>

namespace gongdun::base {

using TimeUs = std::int64_t;

TimeUs now_us();                        // wall clock
double monotonic_seconds();             // for durations only
std::string iso8601(TimeUs time);       // 2026-03-01T08:30:00Z
std::string local_minute(TimeUs time);  // 2026-03-01 16:30 in the machine's time zone, for people

}  // namespace gongdun::base
