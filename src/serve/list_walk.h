// All rows of a list for one person, as the list's own operation gives them: same filter, same scope, same masking, page by page.
#pragma once
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "serve/list_kind.h"

namespace gongdun::serve {

struct ListWalk {
  Node& node;
  const ListKind& kind;
  const Json& filter;  // {parameter: text}, path parameters among them
  access::Caller caller;
  std::string peer;
  // Stopped by the callback returning false. `total`: how many the list says there are, at least.
  base::Status each(const std::function<base::Result<bool>(Context& context, const Json& row, std::uint64_t total)>& visit) const;
  // The filter against the description of the operation; `where` is the parameter.
  base::Status check() const;
};

// What counts of a person's rights where a list leaves the node: of lists of data, only grants that carry exports.make.
access::Caller exporter(access::Caller caller, const ListKind& kind);

}  // namespace gongdun::serve
