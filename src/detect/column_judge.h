// Says what a column is, from all its values together. Values that prove themselves (check digits, a structure nothing else has) are decided by their
// share — and against them chance: one random 16-digit number in ten passes the Luhn check, so a column of order numbers must not become a column of
// cards. What proves nothing by itself (names, firms, addresses, telephone and account numbers) is decided by a trained model over all the evidence.
#pragma once
#include <string>
#include <vector>

#include "detect/column_features.h"
#include "detect/column_profile.h"
#include "detect/scan_plan.h"

namespace gongdun::detect {

struct Verdict {
  std::uint16_t detector = 0;
  double share = 0, confidence = 0;
  std::uint64_t matches = 0, distinct = 0;
  bool masked = false;
  std::vector<std::string> reasons;
};

// Strongest first; two claims stand together only when they are about different cells.
std::vector<Verdict> judge_column(const ScanPlan& plan, const ColumnState& column, const Neighbours& neighbours);

// In a column that is not claimed: do full matches of this detector stand on their own, or are they look-alikes among many of their make?
bool stands_alone(const ScanPlan& plan, const ColumnState& column, const Tally& tally);

// Values of the wanted shape for a header-only rule.
bool fits_shape(const ScanPlan& plan, std::uint16_t detector, const CellShape& shape, std::string_view value);

}  // namespace gongdun::detect
