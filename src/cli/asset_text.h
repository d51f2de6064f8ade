// One asset as text: facts, the reason chain from bytes to clause, columns, findings, decisions.
#pragma once
#include <string>

#include "catalog/catalog.h"

namespace gongdun::cli {

base::Result<std::string> asset_text(catalog::Catalog& catalog, const catalog::Asset& asset, base::Lang lang);

}  // namespace gongdun::cli
