#pragma once
#include <memory>

#include "catalog/catalog.h"
#include "cli/arguments.h"

namespace gongdun::cli {

// The store named with --store, or the default one.
base::Result<std::unique_ptr<catalog::Catalog>> open_catalog(const Common& common);

}  // namespace gongdun::cli
