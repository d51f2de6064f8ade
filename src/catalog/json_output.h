// The machine output of scan and catalog: the contract of docs/formats.md, held by docs/schema/*.json.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.h"
#include "catalog/catalog.h"
#include "catalog/scan.h"

namespace gongdun::catalog {

// One asset of `--format json`.
std::string asset_object(const Asset& asset, base::Lang lang);
// Writes the whole object of `--format json` in pieces.
void write_scan_object(const std::vector<Asset>& assets, const ScanOutcome& outcome, base::Lang lang, const std::function<void(std::string_view)>& write);

}  // namespace gongdun::catalog
