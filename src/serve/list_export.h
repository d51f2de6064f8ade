// The filtered list as a file: XLSX or CSV, with who exported what when in it (watermark), as many rows as the filter gives.
#pragma once
#include "catalog/asset_listing.h"
#include "serve/context.h"

namespace gongdun::serve {

Answer export_asset_list(Context& context, const access::Scope& scope, const catalog::ListingFilter& filter, bool csv, base::Lang lang);

}  // namespace gongdun::serve
