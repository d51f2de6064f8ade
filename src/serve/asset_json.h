// Assets as the API shows them (docs/api/openapi.json: AssetRow, Asset, Decision, Review).
#pragma once
#include "catalog/asset_listing.h"
#include "catalog/review_store.h"
#include "serve/answer.h"
#include "serve/context.h"
#include "serve/rule_book.h"

namespace gongdun::serve {

Json listed_json(const catalog::ListedAsset& row);
Json asset_json(const catalog::ListedAsset& row, const catalog::Asset& asset, const std::optional<catalog::Review>& review, const Node& node);
Json decision_json(const std::optional<catalog::Decision>& decision);
Json review_json(const catalog::Review& review);
Json changes_json(const std::vector<catalog::GradeChange>& changes, const std::string& except);

// The filter that the query parameters of listAssets describe.
catalog::ListingFilter filter_of(const Context& context);
// The same from a map of those parameters (batch decisions by filter).
catalog::ListingFilter filter_of(const Json& parameters);

}  // namespace gongdun::serve
