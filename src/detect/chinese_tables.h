// Closed lists that validators need: area codes, plate provinces, family names.
#pragma once
#include <cstddef>
#include <string_view>

namespace gongdun::detect {

// Length of the area code a number written with its leading 0 begins with; 0 if there is none such.
std::size_t area_code_length(std::string_view digits);
// Do the six digits name a place down to its prefecture (GB/T 2260, past editions too), or the state registrar (100000)?
bool is_region_code(std::string_view digits);
bool is_plate_province(char32_t character);
// Bytes of the family name the text begins with; 0 if none.
std::size_t surname_length(std::string_view text);

}  // namespace gongdun::detect
