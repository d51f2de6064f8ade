// Facts and Assessments as the JSON text the store keeps. Reading is strict about types but tolerant about missing fields, so that a store
// written by an older version still opens.
#pragma once
#include <string>
#include <string_view>

#include "base/error.h"
#include "grade/grade.h"

namespace gongdun::catalog {

std::string facts_to_json(const grade::Facts& facts);
base::Result<grade::Facts> facts_from_json(std::string_view text);
std::string assessment_to_json(const grade::Assessment& assessment);
base::Result<grade::Assessment> assessment_from_json(std::string_view text);
std::string strings_to_json(const std::vector<std::string>& strings);
std::vector<std::string> strings_from_json(std::string_view text);

}  // namespace gongdun::catalog
