// A row of a list's answer as cells for people, in one language.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "serve/list_kind.h"

namespace gongdun::serve {

// The member a column shows; null where there is none.
const Json& member_of(const Json& row, std::string_view key);
std::string cell_of(const ListColumn& column, const Json& row, base::Lang lang);

}  // namespace gongdun::serve
