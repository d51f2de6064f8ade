// Firms and shops by their everyday name (鞍山宏远重工, 诚信建材商行): a trade or kind of shop at the end. Too little without a header that speaks of firms.
#pragma once
#include <string_view>

namespace gongdun::detect {

bool ends_like_a_firm(std::string_view value);

}  // namespace gongdun::detect
