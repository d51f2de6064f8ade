// Names inside archives are labels, never paths: they are decoded, cleaned and kept from pointing anywhere.
#pragma once
#include <string>
#include <string_view>

namespace gongdun::read {

// Raw bytes of a name (any encoding) → UTF-8.
std::string decode_name(std::string_view raw);
// UTF-8 without control characters, leading slashes, drive letters, "." and ".." parts; never empty; at most 1024 bytes.
std::string safe_member_name(std::string_view raw);

}  // namespace gongdun::read
