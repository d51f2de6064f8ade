#include "catalog/asset_search.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "catalog/asset_words.h"
#include "catalog/facts_json.h"
#include "catalog/listing_page.h"

namespace gongdun::catalog {

using base::Result;
using store::Sql;

namespace {

constexpr std::string_view kHit = "SELECT asset.id, asset.name, asset.location, asset.category, asset.grade_rank FROM asset WHERE ";
constexpr std::size_t kFieldPage = 100, kFieldPages = 3, kPartsLookedAt = 20, kLongestTyped = 90;

AssetHit read_hit(store::Stmt& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), static_cast<int>(row.integer(4))};
}

Result<std::vector<AssetHit>> hits(store::Db& db, const Sql& sql) {
  std::vector<AssetHit> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back(read_hit(row)); }));
  return out;
}

void add_list(Sql& sql, const std::vector<std::string>& ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) sql.add(i == 0 ? "?" : ",?", ids[i]);
}

// Stands at the beginning of asset.search, before the first line break, if the asset is called so.
std::string typed_name(const std::string& text) {
  return std::string(base::utf8_prefix(fold_for_search(base::trim(text)), kLongestTyped));
}

Result<std::vector<AssetHit>> best_among(store::Db& db, const access::Scope& scope, const ListingFilter& filter, const std::vector<std::string>& ids,
                                         std::size_t limit) {
  if (ids.empty()) return std::vector<AssetHit>{};
  const std::string name = typed_name(filter.text);
  const std::size_t length = base::count_code_points(name);
  Sql sql(kHit);
  sql.add("asset.id IN (");
  add_list(sql, ids);
  sql.add(") AND ").add(group_condition(scope, filter, "asset")).add(detail_condition(filter));
  sql.add(
      fmt::format(" ORDER BY CASE WHEN substr(asset.search, 1, {}) = ? THEN 0 WHEN substr(asset.search, 1, {}) = ? THEN 1 ELSE 2 END, ", length + 1, length),
      name + "\n", name);
  sql.add("asset.grade_rank DESC, asset.last_seen DESC, asset.id LIMIT ?", limit);
  return hits(db, sql);
}

Result<std::vector<PageEntry>> most_serious(store::Db& db, const access::Scope& scope, const ListingFilter& filter, std::optional<PageEntry> after,
                                            std::size_t limit) {
  return find_page(db, {.scope = scope,
                        .filter = filter,
                        .sort = {.column = "", .is_text = false, .falling = true},
                        .after = std::move(after),
                        .limit = limit,
                        .limits = {.complete = false}});
}

// Of words very many assets have: those called so or beginning so, by the order of names, and then the most serious.
Result<std::vector<AssetHit>> best_of_many(store::Db& db, const access::Scope& scope, const ListingFilter& filter, std::size_t limit) {
  const std::string name = typed_name(filter.text);
  Sql by_name(kHit);
  by_name.add("substr(asset.search, 1, 100) >= ? AND substr(asset.search, 1, 100) < ? AND ", name, name + "\xF4\x8F\xBF\xBF");
  by_name.add(group_condition(scope, filter, "asset")).add(detail_condition(filter)).add(" ORDER BY substr(asset.search, 1, 100), asset.id LIMIT ?", limit);
  auto out = hits(db, by_name);
  if (!out || out->size() == limit) return out;
  auto page = most_serious(db, scope, filter, std::nullopt, limit);
  if (!page) return std::unexpected(std::move(page).error());
  std::vector<std::string> ids;
  for (const PageEntry& entry : *page)
    if (std::ranges::find(*out, entry.id, &AssetHit::id) == out->end() && out->size() + ids.size() < limit) ids.push_back(entry.id);
  if (ids.empty()) return out;
  Sql rest(kHit);
  rest.add("asset.id IN (");
  add_list(rest, ids);
  auto more = hits(db, rest.add(") ORDER BY asset.grade_rank DESC, asset.last_seen DESC, asset.id"));
  if (!more) return more;
  std::ranges::move(*more, std::back_inserter(*out));
  return out;
}

Result<std::string> detector_of(store::Db& db, const std::string& asset, const std::string& column) {
  auto found =
      store::text(db,
                  "SELECT claim.detector FROM claim WHERE claim.part_id IN (SELECT part.id FROM part WHERE part.asset_id = ? ORDER BY part.id LIMIT ?) "
                  "AND claim.name = ? ORDER BY claim.confidence DESC, claim.detector LIMIT 1",
                  asset, kPartsLookedAt, column);
  if (!found) return std::unexpected(std::move(found).error());
  return found->value_or("");
}

base::Status add_fields(store::Db& db, const std::vector<PageEntry>& page, const std::string& wanted, std::size_t limit, std::vector<FieldHit>& to) {
  std::vector<std::string> ids;
  for (const PageEntry& entry : page) ids.push_back(entry.id);
  Sql sql("SELECT asset.id, asset.name, asset.grade_rank, asset.facts FROM asset WHERE asset.id IN (");
  add_list(sql, ids);
  sql.add(") ORDER BY asset.grade_rank DESC, asset.id DESC");
  GD_TRY(sql.rows(db, [&](store::Stmt& row) {
    if (to.size() >= limit) return;
    const auto facts = facts_from_json(row.text(3));
    if (!facts) return;
    for (const std::string& header : facts->headers)
      if (to.size() < limit && fold_for_search(header).find(wanted) != std::string::npos)
        to.push_back({row.text(0), row.text(1), header, "", static_cast<int>(row.integer(2))});
  }));
  return {};
}

}  // namespace

Result<std::vector<AssetHit>> search_assets(store::Db& db, const access::Scope& scope, const std::string& text, std::size_t limit) {
  const ListingFilter filter{.text = text};
  const std::vector<SearchWord> words = index_words(filter);
  if (words.empty()) return std::vector<AssetHit>{};
  auto few = first_with(db, words, kFew);
  if (!few) return std::unexpected(std::move(few).error());
  return few->size() <= kFew ? best_among(db, scope, filter, *few, limit) : best_of_many(db, scope, filter, limit);
}

Result<std::vector<FieldHit>> search_fields(store::Db& db, const access::Scope& scope, const std::string& text, std::size_t limit) {
  std::vector<FieldHit> out;
  const ListingFilter filter{.text = text};
  const std::string wanted = typed_name(text);
  if (index_words(filter).empty()) return out;
  std::optional<PageEntry> after;
  for (std::size_t pages = 0; pages < kFieldPages && out.size() < limit; ++pages) {
    auto page = most_serious(db, scope, filter, after, kFieldPage);
    if (!page) return std::unexpected(std::move(page).error());
    if (page->empty()) break;
    GD_TRY(add_fields(db, *page, wanted, limit, out));
    after = page->back();
  }
  for (FieldHit& hit : out) {
    auto detector = detector_of(db, hit.asset, hit.column);
    if (!detector) return std::unexpected(std::move(detector).error());
    hit.detector = std::move(*detector);
  }
  return out;
}

}  // namespace gongdun::catalog
