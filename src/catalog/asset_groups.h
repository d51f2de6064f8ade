// Assets in groups: those that agree in organisation, source, grade, state, sector, category, kind and the other things lists filter by. Their numbers and
// sums are kept by triggers (schema_lists.cpp), so counts are sums over groups, and the page of a list is put together from the heads of its groups. An
// asset enters its group when it is first graded or given to a source.
#pragma once
#include <string>
#include <vector>

#include "store/db.h"

namespace gongdun::catalog {

// Before the organisation or the source of all assets of `source` changes in one statement: a trigger for each would take longer than all of them. After
// the change regroup() puts them where they belong. Both in the transaction of the change.
base::Status ungroup_source(store::Db& db, const std::string& source);
base::Status regroup(store::Db& db);

// What the command line scanned has no organisation until a node opens the store.
base::Status adopt_assets(store::Db& db, const std::string& organisation);

}  // namespace gongdun::catalog
