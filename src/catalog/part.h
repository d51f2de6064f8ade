// A Part is what one item contributes to one asset: a table of a workbook or dump, or the item as a whole (document, configuration, drawing).
// Parts carry facts only — counts, shares, terms, headers — so grades can be recomputed without reading data.
#pragma once
#include <string>
#include <vector>

#include "detect/item_scanner.h"
#include "grade/grade.h"

namespace gongdun::catalog {

struct Part {
  std::string name;        // table or sheet; empty for the item as a whole
  std::string title;       // what people would call it, if the content says so (table comment, title row)
  std::string kind;        // grade::Facts::kind
  std::string header_key;  // folded header, for series with the same columns; empty without a usable header
  grade::Facts facts;
  std::vector<detect::ColumnClaim> claims;  // `item` is left empty: the carrier may move
};

// `vocabulary` is Engine::vocabulary(): terms are kept as words because packs change.
std::vector<Part> split_into_parts(const detect::ScannedItem& scanned, const std::vector<std::string>& vocabulary);

// Facts of an asset from those of its parts.
void merge_facts(grade::Facts& into, const grade::Facts& more);

}  // namespace gongdun::catalog
