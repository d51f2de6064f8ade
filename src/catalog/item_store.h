// Items, their parts, claims and findings in the store. One object per connection; statements are prepared once.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/part.h"
#include "detect/item_scanner.h"
#include "read/item.h"
#include "store/db.h"

namespace gongdun::catalog {

struct StoredFinding {
  std::string id;
  detect::Finding finding;
  std::string place;  // for the dismissal list
};

// `path!/member` → canonical file path and member part.
struct ItemPlace {
  std::string path, member;
};
ItemPlace place_of(const read::Item& item);

class ItemStore {
 public:
  static base::Result<std::unique_ptr<ItemStore>> open(store::Db& db);
  ~ItemStore();

  // Why an item cannot be kept: an index of PostgreSQL takes no path so long. Nothing is too long for SQLite.
  std::optional<base::Error> too_long(const ItemPlace& place) const;
  // The file and its members are now elsewhere.
  base::Status move(const std::string& from, const std::string& to, const std::string& uri);
  // Marks the file and its members as seen by this scan and gives them the URI as typed now.
  base::Status touch(const std::string& path, const std::string& uri, std::int64_t scan);
  // Replaces what is known of the item. Returns its row id.
  base::Result<std::int64_t> put_item(const detect::ScannedItem& scanned, const std::string& digest, std::int64_t scan);
  base::Status put_part(std::int64_t item, const std::string& asset, const Part& part);
  // `lines` as made by append_finding (catalog/finding_text.h).
  base::Status put_findings(std::int64_t item, const std::string& lines);
  base::Status put_too_long(const read::Item& item, base::Error reason, const std::string& digest, std::int64_t scan);
  base::Status put_unlisted(const read::Unread& unread, std::int64_t scan);
  // The asset that held the part of this name before, so that a changed file stays where it was.
  base::Result<std::map<std::string, std::string>> assets_of_item(const std::string& path, const std::string& member);
  // The assets that the file or its members belong to.
  base::Result<std::vector<std::string>> assets_of_file(const std::string& path);
  // Members of an archive that this reading no longer found.
  base::Status drop_stale_members(const std::string& path, std::int64_t scan);
  // Items under the roots that this scan did not see and that are gone from disk; their assets are to be summed again.
  base::Status mark_vanished(const std::vector<std::string>& roots, std::int64_t scan);
  // When much of what is stored is new.
  base::Status look_over();
  base::Status each_unread(std::int64_t scan, const std::function<void(const read::Unread&)>& visit);

 private:
  explicit ItemStore(store::Db& db);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Worth another try although the file did not change: the reason lay outside it (permission, input/output). `unread` as stored.
bool may_pass_next_time(const std::string& unread);

// Stable over rescans: made of place, detector and masked forms only. Findings that are alike in all of these are told apart by order.
class FindingIds {
 public:
  explicit FindingIds(const ItemPlace& place);
  std::string next(const detect::Finding& finding);

 private:
  std::uint64_t place_;
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;
};
std::string claim_id(const std::string& asset, const detect::ColumnClaim& claim);

}  // namespace gongdun::catalog
