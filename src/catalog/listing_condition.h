// A listing filter as SQL. What assets are grouped by (catalog/asset_groups.h) is asked of the groups, the rest of the assets.
#pragma once
#include "catalog/asset_listing.h"
#include "catalog/search_terms.h"

namespace gongdun::catalog {

// Over the columns of `table`, which is asset_group or a table with the same columns: the scope, and all of the filter that groups know.
store::Sql group_condition(const access::Scope& scope, const ListingFilter& filter, const std::string& table);
// What they do not know, over `asset`; begins with " AND " or is empty.
store::Sql detail_condition(const ListingFilter& filter);
bool has_details(const ListingFilter& filter);
// The words of the index that every asset with these details has; empty: the index does not help.
std::vector<SearchWord> index_words(const ListingFilter& filter);

// All of it over `asset`, narrowed by the groups and by the index.
store::Sql whole_condition(store::Db& db, const access::Scope& scope, const ListingFilter& filter);

}  // namespace gongdun::catalog
