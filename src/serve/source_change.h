// Adding and changing data sources: one way for the form and for imported rows.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "catalog/source_store.h"
#include "serve/list_kind.h"

namespace gongdun::serve {

// The source a body (SourceRequest) asks for, checked against rules and reach.
base::Result<catalog::Source> wanted_source(Context& context, const Json& body);

struct SavedSource {
  std::string id;
  Did did = Did::unchanged;
};
// Within the caller's transaction, the audit record included; `dry` only checks. `id` empty: a new one. `seen`: the version the caller saw; empty: any.
base::Result<SavedSource> save_source(Context& context, const std::string& id, const Json& body, std::string_view seen, bool dry);

}  // namespace gongdun::serve
