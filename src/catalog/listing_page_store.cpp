#include "catalog/listing_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "catalog/asset_words.h"

namespace gongdun::catalog {

using base::Code;
using base::Result;
using base::Status;
using store::Sql;

namespace {

using Entries = std::vector<PageEntry>;

struct SortName {
  std::string_view name, column;
  bool is_text = false;
};
// A name may be longer than what an index takes.
constexpr std::array<SortName, 7> kSorts{{{"grade", ""},
                                          {"name", "substr(asset.name, 1, 200)", true},
                                          {"rows", "asset.row_count"},
                                          {"bytes", "asset.byte_count"},
                                          {"persons", "asset.person_count"},
                                          {"first_seen", "asset.first_seen"},
                                          {"last_seen", "asset.last_seen"}}};

std::string column_of(const PageSort& sort) {
  return sort.column.empty() ? "asset.grade_rank" : sort.column;
}

// Rising or falling together, so that one index serves both ways.
std::string order_of(const PageSort& sort, const std::string& column) {
  return fmt::format(" ORDER BY {0} {1}, asset.id {1}", column, sort.falling ? "DESC" : "ASC");
}

Result<std::int64_t> number_of(const std::string& key) {
  std::int64_t number = 0;
  const auto end = key.data() + key.size();
  if (std::from_chars(key.data(), end, number).ptr != end) return base::fail(Code::invalid_input, "翻页位置无效", "the cursor is not valid", "cursor");
  return number;
}

// " AND (column, id) > (?, ?)" for what comes after the entry.
Status add_after(Sql& sql, const PageSort& sort, const std::string& column, const std::optional<PageEntry>& after) {
  if (!after) return {};
  const std::string text = fmt::format(" AND ({}, asset.id) {} (?, ?)", column, sort.falling ? "<" : ">");
  if (sort.is_text) {
    sql.add(text, after->key, after->id);
    return {};
  }
  auto number = number_of(after->key);
  if (!number) return std::unexpected(std::move(number).error());
  sql.add(text, *number, after->id);
  return {};
}

Result<Entries> entries(store::Db& db, const Sql& sql) {
  Entries out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back({row.text(0), row.text(1)}); }));
  return out;
}

// --- from groups

struct Head {
  std::int64_t group = 0;
  int rank = 0;
};

// Rows of a group after the place the page begins at: of each group of an outer query, or of one. Within a group the grade is the same: there the order is
// that of the ids.
Result<Sql> rows_of_group(const PageRequest& request, const std::optional<Head>& one) {
  Sql sql("FROM asset WHERE asset.group_no = ");
  one ? sql.add("?", one->group) : sql.add("asset_group.no");
  const PageSort& sort = request.sort;
  if (!sort.column.empty()) {
    GD_TRY(add_after(sql, sort, sort.column, request.after));
    sql.add(order_of(sort, sort.column));
    return sql;
  }
  if (request.after) {
    auto number = number_of(request.after->key);
    if (!number) return std::unexpected(std::move(number).error());
    sql.add(sort.falling ? " AND asset.id < CASE WHEN " : " AND asset.id > CASE WHEN ");
    one ? sql.add("?", one->rank) : sql.add("asset_group.grade_rank");
    sql.add(sort.falling ? " = ? THEN ? ELSE '~' END" : " = ? THEN ? ELSE '' END", *number, request.after->id);
  }
  sql.add(fmt::format(" ORDER BY asset.id {}", sort.falling ? "DESC" : "ASC"));
  return sql;
}

// The groups whose first row is among the first of all: no other group has a row on the page.
Result<std::vector<Head>> heads(store::Db& db, const PageRequest& request) {
  auto rows = rows_of_group(request, std::nullopt);
  if (!rows) return std::unexpected(std::move(rows).error());
  Sql sql("SELECT head.no, head.group_rank FROM (SELECT asset_group.no AS no, asset_group.grade_rank AS group_rank, (SELECT asset.id ");
  sql.add(*rows).add(" LIMIT 1) AS first_id FROM asset_group WHERE asset_group.asset_count > 0 AND ");
  sql.add(group_condition(request.scope, request.filter, "asset_group"));
  if (request.sort.column.empty() && request.after)
    sql.add(request.sort.falling ? " AND asset_group.grade_rank <= ?" : " AND asset_group.grade_rank >= ?", *number_of(request.after->key));
  sql.add(") AS head CROSS JOIN asset WHERE asset.id = head.first_id" + order_of(request.sort, column_of(request.sort)) + " LIMIT ?", request.limit);
  std::vector<Head> out;
  GD_TRY(sql.rows(db, [&](store::Stmt& row) { out.push_back({row.integer(0), static_cast<int>(row.integer(1))}); }));
  return out;
}

// The first rows of one group.
Result<Sql> first_rows(const PageRequest& request, const Head& head) {
  auto rows = rows_of_group(request, head);
  if (!rows) return std::unexpected(std::move(rows).error());
  Sql sql("SELECT ");
  request.sort.column.empty() ? sql.add("?", head.rank) : sql.add(request.sort.column);
  sql.add(" AS sort_key, asset.id AS id ").add(*rows).add(" LIMIT ?", request.limit);
  return sql;
}

// One query for all groups: a server is asked once, however far it is.
Result<Entries> merged_by_server(store::Db& db, const PageRequest& request, const std::vector<Head>& heads) {
  Sql sql("SELECT page.sort_key, page.id FROM (");
  for (std::size_t i = 0; i < heads.size(); ++i) {
    auto rows = first_rows(request, heads[i]);
    if (!rows) return std::unexpected(std::move(rows).error());
    sql.add(i == 0 ? "SELECT * FROM (" : " UNION ALL SELECT * FROM (").add(*rows).add(fmt::format(") AS part{}", i));
  }
  sql.add(fmt::format(") AS page ORDER BY page.sort_key {0}, page.id {0} LIMIT ?", request.sort.falling ? "DESC" : "ASC"), request.limit);
  return entries(db, sql);
}

// One short query a group, prepared once: SQLite would spend more on making a long one ready than on its rows.
Result<Entries> merged_here(store::Db& db, const PageRequest& request, const std::vector<Head>& heads) {
  struct Keyed {
    std::int64_t number = 0;
    PageEntry entry;
  };
  std::vector<Keyed> all;
  for (const Head& head : heads) {
    auto sql = first_rows(request, head);
    if (!sql) return std::unexpected(std::move(sql).error());
    GD_TRY(sql->rows(db, [&](store::Stmt& row) { all.push_back({request.sort.is_text ? 0 : row.integer(0), {row.text(0), row.text(1)}}); }));
  }
  const auto before = [&](const Keyed& a, const Keyed& b) {
    const auto key = [](const Keyed& one, bool text) {
      return std::tuple(one.number, text ? std::string_view(one.entry.key) : std::string_view(), std::string_view(one.entry.id));
    };
    return request.sort.falling ? key(b, request.sort.is_text) < key(a, request.sort.is_text) : key(a, request.sort.is_text) < key(b, request.sort.is_text);
  };
  const std::size_t kept = std::min(request.limit, all.size());
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept), before);
  Entries out;
  for (std::size_t i = 0; i < kept; ++i) out.push_back(std::move(all[i].entry));
  return out;
}

Result<Entries> page_of_groups(store::Db& db, const PageRequest& request) {
  auto first = heads(db, request);
  if (!first) return std::unexpected(std::move(first).error());
  if (first->empty()) return Entries{};
  return db.engine() == store::Engine::sqlite ? merged_here(db, request, *first) : merged_by_server(db, request, *first);
}

// --- among few

Result<Entries> page_among(store::Db& db, const PageRequest& request, const std::vector<std::string>& ids) {
  if (ids.empty()) return Entries{};
  const std::string column = column_of(request.sort);
  Sql sql("SELECT " + column + ", asset.id FROM asset WHERE asset.id IN (");
  for (std::size_t i = 0; i < ids.size(); ++i) sql.add(i == 0 ? "?" : ",?", ids[i]);
  sql.add(") AND ").add(group_condition(request.scope, request.filter, "asset")).add(detail_condition(request.filter));
  GD_TRY(add_after(sql, request.sort, column, request.after));
  sql.add(order_of(request.sort, column) + " LIMIT ?", request.limit);
  return entries(db, sql);
}

// --- walking

// Rows of the list's order after a place: all of them, unfiltered, as a table called asset.
Result<Sql> window(const PageRequest& request, const std::optional<PageEntry>& after, std::size_t rows) {
  const std::string column = column_of(request.sort);
  Sql sql("(SELECT " + column +
          " AS sort_key, asset.id AS id, asset.group_no AS group_no, asset.org_id AS org_id, asset.vanished AS vanished, asset.grade_rank AS grade_rank, "
          "asset.state AS state, asset.sector "
          "AS sector, asset.category AS category, asset.kind AS kind, asset.source_id AS source_id, asset.personal AS personal, asset.credentials AS "
          "credentials, asset.formats AS formats, asset.search AS search");
  if (!request.filter.detector.empty()) sql.add(", asset.facts AS facts");
  if (!request.filter.rule.empty()) sql.add(", asset.assessment AS assessment");
  sql.add(" FROM asset WHERE 1 = 1");
  GD_TRY(add_after(sql, request.sort, column, after));
  sql.add(order_of(request.sort, column) + " LIMIT ?) AS asset", rows);
  return sql;
}

Result<std::optional<PageEntry>> end_of_window(store::Db& db, const PageRequest& request, const std::optional<PageEntry>& after, std::size_t rows) {
  const std::string column = column_of(request.sort);
  Sql sql("SELECT " + column + ", asset.id FROM asset WHERE 1 = 1");
  GD_TRY(add_after(sql, request.sort, column, after));
  sql.add(order_of(request.sort, column) + " LIMIT 1 OFFSET ?", rows - 1);
  auto found = entries(db, sql);
  if (!found) return std::unexpected(std::move(found).error());
  return found->empty() ? std::nullopt : std::optional(found->front());
}

struct Walk {
  Entries found;
  bool ended = false;  // page full, or nothing left to walk over
};

Result<Walk> walk(store::Db& db, const PageRequest& request) {
  Walk out;
  std::optional<PageEntry> after = request.after;
  for (std::size_t rows = request.limits.first_window; rows <= request.limits.last_window; rows *= 4) {
    auto part = window(request, after, rows);
    if (!part) return std::unexpected(std::move(part).error());
    Sql sql("SELECT asset.sort_key, asset.id FROM ");
    sql.add(*part).add(" WHERE asset.group_no > 0 AND ").add(group_condition(request.scope, request.filter, "asset")).add(detail_condition(request.filter));
    sql.add(order_of(request.sort, "asset.sort_key") + " LIMIT ?", request.limit - out.found.size());
    auto found = entries(db, sql);
    if (!found) return std::unexpected(std::move(found).error());
    out.found.insert(out.found.end(), found->begin(), found->end());
    auto end = end_of_window(db, request, after, rows);
    if (!end) return std::unexpected(std::move(end).error());
    out.ended = out.found.size() == request.limit || !*end;
    if (out.ended) return out;
    after = *end;
  }
  return out;
}

// --- the way out when walking finds too little: all that pass, sorted

Result<Entries> sorted_page(store::Db& db, const PageRequest& request) {
  const std::string column = column_of(request.sort);
  Sql sql("SELECT " + column + ", asset.id FROM asset WHERE ");
  sql.add(whole_condition(db, request.scope, request.filter));
  GD_TRY(add_after(sql, request.sort, column, request.after));
  sql.add(order_of(request.sort, column) + " LIMIT ?", request.limit);
  return entries(db, sql);
}

Result<Entries> walk_or_sort(store::Db& db, const PageRequest& request) {
  auto walked = walk(db, request);
  if (!walked) return std::unexpected(std::move(walked).error());
  if (walked->ended || !request.limits.complete) return std::move(walked->found);
  return sorted_page(db, request);
}

}  // namespace

Result<PageSort> parse_sort(std::string_view text) {
  const bool falling = text.starts_with('-');
  if (falling) text.remove_prefix(1);
  const auto found = std::ranges::find(kSorts, text, &SortName::name);
  if (found == kSorts.end()) return base::fail(Code::invalid_input, "不能按这一项排序", "cannot sort by this", std::string(text));
  return PageSort{std::string(found->column), found->is_text, falling};
}

Result<std::vector<PageEntry>> find_page(store::Db& db, const PageRequest& request) {
  if (request.after && !request.sort.is_text)
    if (auto number = number_of(request.after->key); !number) return std::unexpected(std::move(number).error());
  if (!request.filter.ids.empty()) return page_among(db, request, request.filter.ids);
  const std::vector<SearchWord> words = index_words(request.filter);
  if (!words.empty()) {
    auto few = first_with(db, words, request.limits.few);
    if (!few) return std::unexpected(std::move(few).error());
    return few->size() <= request.limits.few ? page_among(db, request, *few) : walk_or_sort(db, request);
  }
  if (has_details(request.filter)) return walk_or_sort(db, request);
  Sql count("SELECT count(*) FROM asset_group WHERE asset_group.asset_count > 0 AND ");
  count.add(group_condition(request.scope, request.filter, "asset_group"));
  std::uint64_t groups = 0;
  GD_TRY(count.rows(db, [&](store::Stmt& row) { groups = static_cast<std::uint64_t>(row.integer(0)); }));
  return groups <= request.limits.groups ? page_of_groups(db, request) : walk_or_sort(db, request);
}

}  // namespace gongdun::catalog
