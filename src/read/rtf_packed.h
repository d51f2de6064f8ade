// The compressed form in which Outlook keeps rich text. Source: [MS-OXRTFCP].
#pragma once
#include <string>
#include <string_view>

namespace gongdun::read {

// The rich text, at most `most` bytes; empty for what is none. What comes before a break stands.
std::string unpack_rtf(std::string_view packed, std::size_t most);

}  // namespace gongdun::read
