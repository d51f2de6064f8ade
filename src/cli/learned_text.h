// What a decision or dismissal changed in the proposals for alike assets.
#pragma once
#include <string>
#include <vector>

#include "base/bilingual.h"
#include "catalog/catalog.h"
#include "catalog/tools.h"

namespace gongdun::cli {

// What learn() left for later, done here and now; how many more changed, empty if none.
base::Result<std::string> learn_rest(catalog::Catalog& catalog, const catalog::Learned& learned, const std::string& asset, const catalog::Toolbox& box,
                                     catalog::About about, base::Lang lang);

// Without the asset that was spoken of; empty when nothing else changed.
std::string learned_text(const std::vector<catalog::GradeChange>& changes, const std::string& spoken_of, base::Lang lang);

}  // namespace gongdun::cli
