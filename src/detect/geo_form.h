// Positions written with signs of their own: 116°23′29″E, 北纬31度20分, 39.9042°N, POINT(121.8 39.8). The bare decimal number is left to its header.
#pragma once
#include <string_view>

namespace gongdun::detect {

// Is the whole value one position, or its latitude or longitude?
bool is_position(std::string_view value);

}  // namespace gongdun::detect
