// Lists of assets as a server needs them: filtered, sorted, paged by cursor, counted — always within a scope. One filter serves list, counts, export and
// batch decisions, so that their numbers agree.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/scope.h"
#include "catalog/asset_row.h"

namespace gongdun::catalog {

struct ListingFilter {
  std::string text;                                                                     // words, all of which must be there
  std::vector<std::string> grades;                                                      // codes; effective grade
  std::vector<std::string> states, sectors, categories, kinds, sources, organisations;  // categories: paths or beginnings of them
  std::string format, detector, rule;
  std::optional<bool> personal, credentials;
  bool vanished = false;  // also those no carrier is left of
  std::vector<std::string> ids;
};

struct ListedAsset {
  std::string id, name, kind, location, source, source_name, organisation, category, sector, state;
  grade::Grade proposed;
  int rank = 0;  // effective
  std::uint64_t rows = 0, bytes = 0, persons = 0, carriers = 0;
  std::vector<std::string> formats;
  bool personal = false, credentials = false, demo = false, vanished = false;
  std::optional<base::Bilingual> headline;  // strongest reason
  base::TimeUs first_seen = 0, last_seen = 0;
};

struct ListingRequest {
  ListingFilter filter;
  std::string sort = "-grade";  // grade, name, rows, bytes, persons, first_seen, last_seen; '-' before it: falling
  std::string cursor;           // as given out before; another sort needs a new one
  std::size_t limit = 50;
};

struct Listing {
  std::vector<ListedAsset> rows;
  std::string next;  // empty: that was all
};

base::Result<Listing> list_assets(store::Db& db, const access::Scope& scope, const ListingRequest& request);
base::Result<std::uint64_t> count_assets(store::Db& db, const access::Scope& scope, const ListingFilter& filter);
// Beside a page, which must not wait for it: exact unless the filter has words, or asks for a detector or a rule, that very many assets have.
struct ListedCount {
  std::uint64_t count = 0;
  bool at_least = false;
};
base::Result<ListedCount> count_beside(store::Db& db, const access::Scope& scope, const ListingFilter& filter);
base::Status each_listed(store::Db& db, const access::Scope& scope, const ListingFilter& filter, const std::function<void(const ListedAsset&)>& visit);
// Whether the asset is in scope: the same predicate for detail, decision and file.
base::Result<bool> in_scope(store::Db& db, const access::Scope& scope, const std::string& asset);

// Rises with every change of the row: the ETag of an asset.
base::Result<std::int64_t> asset_version(store::Db& db, const std::string& asset);
base::Result<std::map<std::string, std::string>> source_names(store::Db& db, const access::Scope& scope);

struct ListingFacets {
  std::uint64_t total = 0, personal = 0, credentials = 0, rows = 0, bytes = 0, persons = 0;
  std::map<std::string, std::uint64_t> grades, states, sectors, categories, kinds, sources;
};
base::Result<ListingFacets> asset_facets(store::Db& db, const access::Scope& scope, const ListingFilter& filter);

}  // namespace gongdun::catalog
