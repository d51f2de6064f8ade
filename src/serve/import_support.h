// What importers share: the body of the single operation made from a row, checked by its description; its errors named by the column they come from.
#pragma once
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "serve/list_kind.h"

namespace gongdun::serve {

// The body against the description of the operation, as a request of it would be.
std::expected<void, RowFault> check_row_body(std::string_view operation, const Json& body);
// An error of the single operation as a fault of the column its place names ("/address", "/parents/0/id"); `otherwise` where it names none.
RowFault fault_of(base::Error error, const ImportKind& kind, std::string otherwise);
// One organisation in reach, by number, credit code or name.
std::expected<std::string, RowFault> organisation_called(Context& context, const access::Scope& scope, const std::string& column, const std::string& text);
// 2027-12-31 (the end of that day, local time), 2027-12-31 18:00, or 2027-12-31T10:00:00Z; as the latter.
std::expected<std::string, RowFault> time_in(const std::string& column, const std::string& text);
// A time of the API as people write it, local; the inverse of the above.
std::string time_for_people(const std::string& iso);

}  // namespace gongdun::serve
