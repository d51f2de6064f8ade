// Which assets a page of a list shows, found without sorting the list. Three ways, each of a bounded number of rows: put together from the heads of the
// groups that pass the filter; among the few assets the word index leaves over; or, when what was asked for is common, by walking the order of the list.
#pragma once
#include <string>
#include <vector>

#include "catalog/listing_condition.h"

namespace gongdun::catalog {

struct PageSort {
  std::string column;  // of asset, with its table; "" for the grade, which is the same throughout a group
  bool is_text = false;
  bool falling = false;
};
base::Result<PageSort> parse_sort(std::string_view text);

struct PageEntry {
  std::string key, id;
};
// How far each way goes before another is taken.
struct PageLimits {
  std::size_t few = 3000;     // assets taken from the word index to be looked at one by one; with more, what was asked for is common
  std::size_t groups = 4000;  // beyond so many a page is sooner found by walking
  std::size_t first_window = 1000, last_window = 16'000;  // rows walked over at once, four times as many each time
  bool complete = true;                                   // false: when walking found too little, what it found will do
};
struct PageRequest {
  const access::Scope& scope;
  const ListingFilter& filter;
  const PageSort& sort;
  std::optional<PageEntry> after;
  std::size_t limit = 50;
  PageLimits limits{};
};
base::Result<std::vector<PageEntry>> find_page(store::Db& db, const PageRequest& request);

inline constexpr std::size_t kFew = PageLimits{}.few;

}  // namespace gongdun::catalog
