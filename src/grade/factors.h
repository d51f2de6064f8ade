// What a proposal looked at, and which larger volume would change it: the last sentence of a reason chain.
// Source: GB/T 43697-2024 6.3 (elements), Annex J (re-grading).
#pragma once
#include "grade/rules.h"

namespace gongdun::grade {

// 领域（钢铁）、规模（1,200 行、1 个载体）、群体（约 300 人）、精度（成批坐标）、重要性（附录G G-f）
base::Bilingual factors_of(const Situation& situation);

// 行数达到 1,000,000 时级别上调一级 (element.volume); rules that hold but for a volume not reached.
base::Bilingual changes_of(const Situation& situation);

}  // namespace gongdun::grade
