// Which elements of an XML document are its records, judged from its beginning.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace gongdun::read {

// Dotted paths of local names below the root ("Servers.Server"); empty when the document is a configuration or a text.
std::vector<std::string> plan_xml_records(std::span<const std::byte> head, bool whole);

}  // namespace gongdun::read
