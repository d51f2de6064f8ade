// Property sets of compound files: title, author, firm, keywords, comments and what people added themselves.
// Source: [MS-OLEPS]; the names of the properties in Office documents: [MS-OSHARED] §2.3.3.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdun::read {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// The texts of a stream "\5SummaryInformation" or "\5DocumentSummaryInformation", named as in Office Open XML. Who and what, not when and with which
// program. Never more than a hundred or so; what is broken is left out.
NamedTexts read_property_set(std::string_view stream);

}  // namespace gongdun::read
