// What a decision or dismissal changed in the proposals for alike assets.
#pragma once
#include <string>
#include <vector>

#include "base/bilingual.h"
#include "catalog/catalog.h"

namespace gongdun::cli {

// Without the asset that was spoken of; empty when nothing else changed.
std::string learned_text(const std::vector<catalog::GradeChange>& changes, const std::string& spoken_of, base::Lang lang);

}  // namespace gongdun::cli
