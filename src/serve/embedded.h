// Files that are part of the program: the API description and the console bundle (web/scripts/bundle.mjs).
#pragma once
#include <string_view>

namespace gongdun::serve {

std::string_view embedded_openapi();
std::string_view embedded_console();

}  // namespace gongdun::serve
