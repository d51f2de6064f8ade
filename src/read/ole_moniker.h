// Where a hyperlink of a legacy document leads. Source: [MS-OSHARED] §2.3.7.1 (hyperlink object), §2.3.7.6 and §2.3.7.8 (monikers).
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongdun::read {

// Texts of a hyperlink object: display name, target, address or path, place inside. Empty ones are left out.
std::vector<std::string> hyperlink_texts(std::string_view object);

}  // namespace gongdun::read
