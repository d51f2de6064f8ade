// How deep a JSON text nests, before any parser spends stack on it.
#pragma once
#include <cstddef>
#include <string_view>

namespace gongdun::base {

inline constexpr std::size_t kJsonDepth = 64;

bool is_too_deep(std::string_view json, std::size_t most = kJsonDepth);

}  // namespace gongdun::base
