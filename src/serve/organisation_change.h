// Adding and changing organisations: one way for the form and for imported rows.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "access/organisation_store.h"
#include "serve/list_kind.h"

namespace gongdun::serve {

struct SavedOrganisation {
  std::string id;
  Did did = Did::unchanged;
};
// `body`: as addOrganisation describes it; `id` empty: a new one. Within the caller's transaction, the audit record included; unless `dry`, which only checks.
base::Result<SavedOrganisation> save_organisation(Context& context, const std::string& id, const Json& body, bool dry);

}  // namespace gongdun::serve
