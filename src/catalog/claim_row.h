// A column claim as the store keeps it: one list of columns, one way to read them. Private to catalog.
#pragma once
#include "catalog/facts_json.h"
#include "detect/finding.h"
#include "store/db.h"

namespace gongdun::catalog {

// Of `claim` joined to its `part` and `item`.
#define GD_CLAIM_COLUMNS                                                                                                                  \
  "item.uri, claim.table_name, claim.name, claim.position, claim.comment, claim.detector, claim.share, claim.confidence, claim.matches, " \
  "claim.distinct_values, claim.masked, claim.reasons"

// `at`: where the first of them stands in the row.
inline detect::ColumnClaim read_claim(store::Stmt& row, int at) {
  return {.item = row.text(at),
          .table = row.text(at + 1),
          .name = row.text(at + 2),
          .index = static_cast<std::uint32_t>(row.integer(at + 3)),
          .comment = row.text(at + 4),
          .detector = row.text(at + 5),
          .share = row.real(at + 6),
          .confidence = row.real(at + 7),
          .matches = static_cast<std::uint64_t>(row.integer(at + 8)),
          .distinct = static_cast<std::uint64_t>(row.integer(at + 9)),
          .masked = row.integer(at + 10) != 0,
          .reasons = strings_from_json(row.text(at + 11))};
}

}  // namespace gongdun::catalog
