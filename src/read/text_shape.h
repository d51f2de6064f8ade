// Is a text written for people? Pure; looks at the beginning only.
#pragma once
#include <string_view>

namespace gongdun::read {

// False for code, listings, number columns and machine records.
bool looks_like_prose(std::string_view utf8);

}  // namespace gongdun::read
