// A cell under a header that speaks of persons: one name or several, with the staff number, sex or post people write behind it.
#pragma once
#include <string_view>

#include "detect/prose_names.h"

namespace gongdun::detect {

// The verdict on the first name if the whole cell is names and such notes; an empty verdict otherwise.
NameVerdict judge_name_cell(std::string_view value);

}  // namespace gongdun::detect
