// Cells that say "nothing here": people and exports fill gaps with a dash, 无 or NULL. They are no values, so they count neither for nor against a column.
#pragma once
#include <string_view>

namespace gongdun::detect {

// `value` is trimmed.
bool says_nothing(std::string_view value);

}  // namespace gongdun::detect
