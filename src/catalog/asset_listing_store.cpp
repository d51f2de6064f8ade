#include <algorithm>

#include <fmt/format.h>

#include "base/split.h"
#include "catalog/asset_words.h"
#include "catalog/facts_json.h"
#include "catalog/listing_page.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;
using store::Sql;

namespace {

constexpr std::string_view kColumns =
    "SELECT asset.id, asset.name, asset.kind, asset.location, asset.source_id, coalesce(source.name, ''), asset.org_id, asset.category, asset.sector, "
    "asset.state, asset.class, "
    "asset.level, asset.grade_rank, asset.row_count, asset.byte_count, asset.person_count, asset.carrier_count, asset.formats, asset.personal, "
    "asset.credentials, "
    "coalesce(source.demo, 0), asset.vanished, asset.first_seen, asset.last_seen, ";

// Of the assessment the strongest reason alone: taking the whole apart costs more than the rest of the row.
Sql select_listed(store::Db& db) {
  const std::string reason = db.engine() == store::Engine::sqlite
                                 ? "CASE WHEN json_valid(asset.assessment) THEN json_extract(asset.assessment, '$.reasons[0].zh') END, "
                                   "CASE WHEN json_valid(asset.assessment) THEN json_extract(asset.assessment, '$.reasons[0].en') END"
                                 : "CAST(asset.assessment AS json) #>> '{reasons,0,zh}', CAST(asset.assessment AS json) #>> '{reasons,0,en}'";
  return Sql(std::string(kColumns) + reason + " FROM asset LEFT JOIN source ON source.id = asset.source_id WHERE ");
}

ListedAsset read_listed(store::Stmt& row) {
  const auto count = [&](int column) { return static_cast<std::uint64_t>(std::max<std::int64_t>(0, row.integer(column))); };
  ListedAsset out{.id = row.text(0),
                  .name = row.text(1),
                  .kind = row.text(2),
                  .location = row.text(3),
                  .source = row.text(4),
                  .source_name = row.text(5),
                  .organisation = row.text(6),
                  .category = row.text(7),
                  .sector = row.text(8),
                  .state = row.text(9),
                  .proposed = {static_cast<grade::Class>(row.integer(10)), static_cast<int>(row.integer(11))},
                  .rank = static_cast<int>(row.integer(12)),
                  .rows = count(13),
                  .bytes = count(14),
                  .persons = count(15),
                  .carriers = count(16),
                  .formats = base::split(row.text(17), ' '),
                  .personal = row.integer(18) != 0,
                  .credentials = row.integer(19) != 0,
                  .demo = row.integer(20) != 0,
                  .vanished = row.integer(21) != 0,
                  .headline = {},
                  .first_seen = row.integer(22),
                  .last_seen = row.integer(23)};
  if (!row.is_null(24)) out.headline = base::Bilingual{row.text(24), row.text(25)};
  return out;
}

constexpr std::string_view kGroupSums =
    "sum(asset_group.asset_count), sum(CASE WHEN asset_group.personal = 1 THEN asset_group.asset_count ELSE 0 END), "
    "sum(CASE WHEN asset_group.credentials = 1 THEN asset_group.asset_count ELSE 0 END), sum(asset_group.row_sum), sum(asset_group.byte_sum), "
    "sum(CASE WHEN asset_group.personal = 1 THEN asset_group.person_sum ELSE 0 END)";
constexpr std::string_view kAssetSums =
    "count(*), sum(asset.personal), sum(asset.credentials), sum(asset.row_count), sum(asset.byte_count), sum(CASE WHEN asset.personal = 1 THEN "
    "asset.person_count ELSE 0 END)";

// "key\nid" of the last row given out; a name may hold line breaks, an id does not.
Result<std::optional<PageEntry>> parse_cursor(const std::string& cursor) {
  if (cursor.empty()) return std::nullopt;
  const std::size_t mark = cursor.rfind('\n');
  if (mark == std::string::npos) return base::fail(Code::invalid_input, "翻页位置无效", "the cursor is not valid", "cursor");
  return PageEntry{cursor.substr(0, mark), cursor.substr(mark + 1)};
}

Result<std::map<std::string, ListedAsset>> rows_of(store::Db& db, const std::vector<PageEntry>& page) {
  std::map<std::string, ListedAsset> out;
  if (page.empty()) return out;
  Sql sql = select_listed(db);
  sql.add("asset.id IN (");
  for (std::size_t i = 0; i < page.size(); ++i) sql.add(i == 0 ? "?" : ",?", page[i].id);
  sql.add(")");
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.emplace(row.text(0), read_listed(row)); }));
  return out;
}

Result<std::uint64_t> number(store::Db& db, const Sql& sql) {
  std::uint64_t out = 0;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out = static_cast<std::uint64_t>(std::max<std::int64_t>(0, row.integer(0))); }));
  return out;
}

Sql counted_among(const access::Scope& scope, const ListingFilter& filter, const std::vector<std::string>& ids) {
  Sql sql("SELECT count(*) FROM asset WHERE asset.id IN (");
  for (std::size_t i = 0; i < ids.size(); ++i) sql.add(i == 0 ? "?" : ",?", ids[i]);
  return sql.add(") AND ").add(group_condition(scope, filter, "asset")).add(detail_condition(filter));
}

}  // namespace

// The page is found among narrow rows first; only what it shows is read whole.
Result<Listing> list_assets(store::Db& db, const access::Scope& scope, const ListingRequest& request) {
  auto sort = parse_sort(request.sort);
  if (!sort) return std::unexpected(std::move(sort).error());
  auto after = parse_cursor(request.cursor);
  if (!after) return std::unexpected(std::move(after).error());
  auto page = find_page(db, {.scope = scope, .filter = request.filter, .sort = *sort, .after = std::move(*after), .limit = request.limit + 1});
  if (!page) return std::unexpected(std::move(page).error());
  Listing out;
  if (page->size() > request.limit) {
    page->pop_back();
    out.next = page->back().key + "\n" + page->back().id;
  }
  auto rows = rows_of(db, *page);
  if (!rows) return std::unexpected(std::move(rows).error());
  for (const PageEntry& entry : *page)
    if (auto row = rows->extract(entry.id)) out.rows.push_back(std::move(row.mapped()));
  return out;
}

Result<std::uint64_t> count_assets(store::Db& db, const access::Scope& scope, const ListingFilter& filter) {
  if (has_details(filter)) return number(db, Sql("SELECT count(*) FROM asset WHERE ").add(whole_condition(db, scope, filter)));
  return number(db, Sql("SELECT sum(asset_group.asset_count) FROM asset_group WHERE ").add(group_condition(scope, filter, "asset_group")));
}

Result<ListedCount> count_beside(store::Db& db, const access::Scope& scope, const ListingFilter& filter) {
  const std::vector<SearchWord> words = index_words(filter);
  std::vector<std::string> first;
  if (!words.empty()) {
    auto few = first_with(db, words, kFew);
    if (!few) return std::unexpected(std::move(few).error());
    if (few->size() > kFew) first = std::move(*few);
  }
  if (words.empty() && has_details(filter) && filter.ids.empty()) return ListedCount{0, true};  // nothing but signs: only looking at every asset would tell
  auto count = first.empty() ? count_assets(db, scope, filter) : number(db, counted_among(scope, filter, first));
  if (!count) return std::unexpected(std::move(count).error());
  return ListedCount{*count, !first.empty()};
}

Status each_listed(store::Db& db, const access::Scope& scope, const ListingFilter& filter, const std::function<void(const ListedAsset&)>& visit) {
  Sql sql = select_listed(db);
  sql.add(whole_condition(db, scope, filter)).add(" ORDER BY asset.grade_rank DESC, asset.id DESC");
  return sql.rows(db, [&](store::Stmt& row) { visit(read_listed(row)); });
}

Result<bool> in_scope(store::Db& db, const access::Scope& scope, const std::string& asset) {
  auto count = count_assets(db, scope, {.vanished = true, .ids = {asset}});
  if (!count) return std::unexpected(std::move(count).error());
  return *count == 1;
}

Result<std::int64_t> asset_version(store::Db& db, const std::string& asset) {
  auto found = store::integer(db, "SELECT version FROM asset WHERE id = ?", asset);
  if (!found) return std::unexpected(std::move(found).error());
  return found->value_or(0);
}

Result<std::map<std::string, std::string>> source_names(store::Db& db, const access::Scope& scope) {
  Sql sql("SELECT id, name FROM source WHERE ");
  sql.add(scope.condition({"source.org_id", ""}));
  std::map<std::string, std::string> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out[row.text(0)] = row.text(1); }));
  return out;
}

// What groups are made of has few values; a filter that knows words has to look at assets.
Result<ListingFacets> asset_facets(store::Db& db, const access::Scope& scope, const ListingFilter& filter) {
  const bool by_asset = has_details(filter);
  const std::string table = by_asset ? "asset" : "asset_group";
  const std::string columns = fmt::format("{0}.grade_rank, {0}.state, {0}.sector, {0}.category, {0}.kind, {0}.source_id", table);
  Sql sql(fmt::format("SELECT {}, {} FROM {} WHERE ", columns, by_asset ? kAssetSums : kGroupSums, table));
  if (by_asset)
    sql.add(whole_condition(db, scope, filter));
  else
    sql.add("asset_group.asset_count > 0 AND ").add(group_condition(scope, filter, table));
  sql.add(" GROUP BY " + columns);
  ListingFacets out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) {
    const auto value = [&](int column) { return static_cast<std::uint64_t>(std::max<std::int64_t>(0, row.integer(column))); };
    const std::uint64_t count = value(6);
    out.grades[grade::grade_code(grade::grade_of_rank(static_cast<int>(row.integer(0))))] += count;
    out.states[row.text(1)] += count;
    out.sectors[row.text(2)] += count;
    out.categories[row.text(3)] += count;
    out.kinds[row.text(4)] += count;
    out.sources[row.text(5)] += count;
    out.total += count;
    out.personal += value(7);
    out.credentials += value(8);
    out.rows += value(9);
    out.bytes += value(10);
    out.persons += value(11);
  }));
  return out;
}

}  // namespace gongdun::catalog
