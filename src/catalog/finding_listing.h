// Findings and columns of assets as a server lists them, always within a scope.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/scope.h"
#include "catalog/catalog.h"

namespace gongdun::catalog {

struct ListedColumn {
  std::string id;
  detect::ColumnClaim claim;
  std::optional<std::string> dismissed;  // reason
  std::string dismissed_by;
  base::TimeUs dismissed_at = 0;
};
base::Result<std::vector<ListedColumn>> columns_of(store::Db& db, const std::string& asset, std::size_t from, std::size_t limit);
base::Result<std::uint64_t> count_columns(store::Db& db, const std::string& asset);

struct Carrier {
  std::string uri, format, encoding, owner;
  std::uint64_t bytes = 0;
  base::TimeUs modified = 0;
};
base::Result<std::vector<Carrier>> carriers_of(store::Db& db, const std::string& asset, std::size_t from, std::size_t limit);
base::Result<std::uint64_t> count_carriers(store::Db& db, const std::string& asset);

// Listed findings of the detectors wanted, in items of assets in scope; those people dismissed are left out.
base::Result<std::vector<StoredFinding>> findings_in_scope(store::Db& db, const access::Scope& scope, const std::function<bool(std::string_view)>& wanted);

struct PlacedFinding {
  StoredFinding stored;
  std::string asset;
};
// Pages of the same, in order of items; only of assets with credentials. `from`: row id of the item to go on after and how many of it were given.
struct CredentialPage {
  std::vector<PlacedFinding> rows;
  std::string next;
};
base::Result<CredentialPage> credentials_page(store::Db& db, const access::Scope& scope, const std::function<bool(std::string_view)>& wanted,
                                              const std::string& cursor, std::size_t limit);

}  // namespace gongdun::catalog
