// Forms drawn as tables (登记表, 审批表): labels and values side by side, "姓名 | 张三 | 性别 | 女". They are key → value, not records.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "read/header_guess.h"

namespace gongdun::read {

using FormPairs = std::vector<std::pair<std::string, std::string>>;

// The pairs of a small table that is a form; nothing when it is records (or anything else).
std::optional<FormPairs> form_pairs(const SampleRows& rows);

}  // namespace gongdun::read
