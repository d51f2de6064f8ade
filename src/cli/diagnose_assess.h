#pragma once
#include "assess/assess_store.h"
#include "catalog/catalog.h"
#include "cli/arguments.h"

namespace gongdun::cli {

// diagnose capability, plan and risk. The exit code.
base::Result<int> run_assessment(const DiagnoseOptions& options, assess::AssessStore& store, catalog::Catalog& catalog);

}  // namespace gongdun::cli
