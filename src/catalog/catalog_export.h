// The catalog as CSV, XLSX or JSON for other programs and for people's own lists.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "catalog/asset.h"

namespace gongdun::catalog {

// RFC 4180 with a UTF-8 byte-order mark, so that spreadsheets on Chinese desktops open it right; cells that a spreadsheet would take for a
// formula are prefixed with an apostrophe.
std::string catalog_csv(const std::vector<Asset>& assets, base::Lang lang);

// `format`: xlsx, csv, json. `path` "-" sends csv and json to `print`.
base::Status export_catalog(const std::vector<Asset>& assets, const std::string& format, const std::string& path, base::Lang lang,
                            const std::function<void(std::string_view)>& print);

}  // namespace gongdun::catalog
