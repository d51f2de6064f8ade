// The parts of `gongdun diagnose` for work on site and on paper.
#pragma once
#include <string>

#include "assess/assess_store.h"
#include "cli/arguments.h"

namespace gongdun::cli {

base::Result<int> write_paper(const DiagnoseOptions& options, store::Db& db, assess::AssessStore& store);
base::Result<int> enter_paper(const DiagnoseOptions& options, store::Db& db, assess::AssessStore& store);
base::Result<int> record_custody(const DiagnoseOptions& options, assess::AssessStore& store);
base::Result<int> write_summary(const DiagnoseOptions& options, assess::AssessStore& store);

}  // namespace gongdun::cli
