#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/split.h"
#include "base/utf8.h"
#include "catalog/asset_listing.h"
#include "catalog/facts_json.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;
using store::Sql;

namespace {

constexpr std::string_view kSelect =
    "SELECT asset.id, asset.name, asset.kind, asset.location, asset.source_id, coalesce(source.name, ''), asset.org_id, asset.category, asset.sector, "
    "asset.state, asset.class, "
    "asset.level, asset.grade_rank, asset.row_count, asset.byte_count, asset.person_count, asset.carrier_count, asset.formats, asset.personal, "
    "asset.credentials, "
    "coalesce(source.demo, 0), asset.vanished, asset.first_seen, asset.last_seen, asset.assessment FROM asset LEFT JOIN source ON source.id = asset.source_id "
    "WHERE ";

struct SortKey {
  std::string_view name, column;
  bool is_text = false;
};
constexpr std::array<SortKey, 7> kSorts{{{"grade", "asset.grade_rank"},
                                         {"name", "asset.name", true},
                                         {"rows", "asset.row_count"},
                                         {"bytes", "asset.byte_count"},
                                         {"persons", "asset.person_count"},
                                         {"first_seen", "asset.first_seen"},
                                         {"last_seen", "asset.last_seen"}}};

void add_words(Sql& sql, std::string_view text) {
  for (const std::string& word : base::split(base::ascii_lower(base::fold_width(text)), ' '))
    sql.add(" AND asset.search LIKE ? ESCAPE '\\'", store::containing(word));
}

void add_choice(Sql& sql, std::string_view column, const std::vector<std::string>& values) {
  if (values.empty()) return;
  sql.add(fmt::format(" AND {} IN (", column));
  for (std::size_t i = 0; i < values.size(); ++i) sql.add(i == 0 ? "?" : ",?", values[i]);
  sql.add(")");
}

void add_grades(Sql& sql, const std::vector<std::string>& codes) {
  if (codes.empty()) return;
  sql.add(" AND asset.grade_rank IN (-1");
  for (const std::string& code : codes)
    if (const auto parsed = grade::parse_grade(code)) sql.add(",?", grade::rank_of(*parsed));
  sql.add(")");
}

void add_categories(Sql& sql, const std::vector<std::string>& paths) {
  if (paths.empty()) return;
  sql.add(" AND (1 = 0");
  for (const std::string& path : paths) sql.add(" OR asset.category = ? OR asset.category LIKE ? ESCAPE '\\'", path, store::beginning_with(path + "/"));
  sql.add(")");
}

Sql condition(const access::Scope& scope, const ListingFilter& filter) {
  Sql sql = scope.condition({"asset.org_id", "asset.grade_rank"});
  if (!filter.vanished) sql.add(" AND asset.vanished = 0");
  add_words(sql, filter.text);
  add_grades(sql, filter.grades);
  add_choice(sql, "asset.state", filter.states);
  add_choice(sql, "asset.sector", filter.sectors);
  add_choice(sql, "asset.kind", filter.kinds);
  add_choice(sql, "asset.source_id", filter.sources);
  add_choice(sql, "asset.org_id", filter.organisations);
  add_choice(sql, "asset.id", filter.ids);
  add_categories(sql, filter.categories);
  if (!filter.format.empty()) sql.add(" AND asset.formats LIKE ? ESCAPE '\\'", store::containing(" " + filter.format + " "));
  if (!filter.detector.empty()) sql.add(" AND asset.facts LIKE ? ESCAPE '\\'", store::containing("\"id\":\"" + filter.detector + "\""));
  if (!filter.rule.empty()) sql.add(" AND asset.assessment LIKE ? ESCAPE '\\'", store::containing("\"" + filter.rule + "\""));
  if (filter.personal) sql.add(" AND asset.personal = ?", *filter.personal);
  if (filter.credentials) sql.add(" AND asset.credentials = ?", *filter.credentials);
  return sql;
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
  if (const auto assessment = assessment_from_json(row.text(24)); assessment && !assessment->reasons.empty()) out.headline = assessment->reasons.front().text;
  return out;
}

struct Sort {
  SortKey key;
  bool falling;
};

Result<Sort> parse_sort(std::string_view text) {
  const bool falling = text.starts_with('-');
  if (falling) text.remove_prefix(1);
  const auto found = std::ranges::find(kSorts, text, &SortKey::name);
  if (found == kSorts.end()) return base::fail(Code::invalid_input, "不能按这一项排序", "cannot sort by this", std::string(text));
  return Sort{*found, falling};
}

// "key\nid" of the last row given out.
Status add_cursor(Sql& sql, const Sort& sort, const std::string& cursor) {
  if (cursor.empty()) return {};
  const std::size_t mark = cursor.rfind('\n');
  if (mark == std::string::npos) return base::fail(Code::invalid_input, "翻页位置无效", "the cursor is not valid", "cursor");
  const std::string key = cursor.substr(0, mark), id = cursor.substr(mark + 1);
  const std::string text = fmt::format(" AND ({0} {1} ? OR ({0} = ? AND asset.id > ?))", sort.key.column, sort.falling ? "<" : ">");
  if (sort.key.is_text) {
    sql.add(text, key, key, id);
    return {};
  }
  std::int64_t number = 0;
  if (std::from_chars(key.data(), key.data() + key.size(), number).ptr != key.data() + key.size())
    return base::fail(Code::invalid_input, "翻页位置无效", "the cursor is not valid", "cursor");
  sql.add(text, number, number, id);
  return {};
}

std::string key_of(const ListedAsset& row, std::string_view sort) {
  if (sort == "name") return row.name;
  if (sort == "grade") return std::to_string(row.rank);
  if (sort == "rows") return std::to_string(row.rows);
  if (sort == "bytes") return std::to_string(row.bytes);
  if (sort == "persons") return std::to_string(row.persons);
  return std::to_string(sort == "first_seen" ? row.first_seen : row.last_seen);
}

}  // namespace

// The page is found among narrow rows first; only what it shows is read whole.
Result<Listing> list_assets(store::Db& db, const access::Scope& scope, const ListingRequest& request) {
  auto sort = parse_sort(request.sort);
  if (!sort) return std::unexpected(std::move(sort).error());
  const std::string order = fmt::format(" ORDER BY {} {}, asset.id", sort->key.column, sort->falling ? "DESC" : "ASC");
  Sql sql(kSelect);
  sql.add("asset.id IN (SELECT asset.id FROM asset WHERE ").add(condition(scope, request.filter));
  GD_TRY(add_cursor(sql, *sort, request.cursor));
  sql.add(order + " LIMIT ?)" + order, request.limit + 1);
  Listing out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.rows.push_back(read_listed(row)); }));
  if (out.rows.size() > request.limit) {
    out.rows.pop_back();
    out.next = key_of(out.rows.back(), sort->key.name) + "\n" + out.rows.back().id;
  }
  return out;
}

Result<std::uint64_t> count_assets_up_to(store::Db& db, const access::Scope& scope, const ListingFilter& filter, std::uint64_t most) {
  Sql sql("SELECT count(*) FROM (SELECT 1 FROM asset WHERE ");
  sql.add(condition(scope, filter)).add(" LIMIT ?) AS counted", most + 1);
  std::uint64_t out = 0;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out = static_cast<std::uint64_t>(row.integer(0)); }));
  return out;
}

Result<std::uint64_t> count_assets(store::Db& db, const access::Scope& scope, const ListingFilter& filter) {
  Sql sql("SELECT count(*) FROM asset WHERE ");
  sql.add(condition(scope, filter));
  std::uint64_t out = 0;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out = static_cast<std::uint64_t>(row.integer(0)); }));
  return out;
}

Status each_listed(store::Db& db, const access::Scope& scope, const ListingFilter& filter, const std::function<void(const ListedAsset&)>& visit) {
  Sql sql(kSelect);
  sql.add(condition(scope, filter)).add(" ORDER BY asset.grade_rank DESC, asset.id");
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

// One pass over the rows; what they are grouped by has few values.
Result<ListingFacets> asset_facets(store::Db& db, const access::Scope& scope, const ListingFilter& filter) {
  Sql sql(
      "SELECT asset.grade_rank, asset.state, asset.sector, asset.category, asset.kind, asset.source_id, count(*), sum(asset.personal), sum(asset.credentials), "
      "sum(asset.row_count), sum(asset.byte_count), sum(CASE WHEN asset.personal = 1 THEN asset.person_count ELSE 0 END) FROM asset WHERE ");
  sql.add(condition(scope, filter)).add(" GROUP BY asset.grade_rank, asset.state, asset.sector, asset.category, asset.kind, asset.source_id");
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
