// The summary after a scan: a table a manager understands.
#pragma once
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/scan.h"
#include "pack/spec.h"

namespace gongdun::cli {

std::string scan_summary(const std::vector<catalog::Asset>& assets, const catalog::ScanOutcome& outcome, const pack::PackSet& packs, base::Lang lang);

}  // namespace gongdun::cli
