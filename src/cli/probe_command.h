// gongdun diagnose consent, gongdun diagnose probe.
#pragma once
#include "assess/assess_store.h"
#include "cli/arguments.h"

namespace gongdun::cli {

base::Result<int> record_consent(const DiagnoseOptions& options, assess::AssessStore& store);
base::Result<int> run_probes(const DiagnoseOptions& options, assess::AssessStore& store, store::Db& db);

}  // namespace gongdun::cli
