// Person names in English prose: after a form of address (Mr., Dr.), after "my name is" and "Name:", and a known first name with a word in capitals behind it.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "detect/prose_names.h"

namespace gongdun::detect {

// In order of place; `strong`: told by a form of address or a label. Linear in the text.
void english_names(std::string_view text, std::vector<Piece>& out);

}  // namespace gongdun::detect
