#include <fmt/format.h>

#include "catalog/asset_words.h"
#include "catalog/listing_condition.h"

namespace gongdun::catalog {

using store::Sql;

namespace {

void add_choice(Sql& sql, const std::string& column, const std::vector<std::string>& values) {
  if (values.empty()) return;
  sql.add(" AND " + column + " IN (");
  for (std::size_t i = 0; i < values.size(); ++i) sql.add(i == 0 ? "?" : ",?", values[i]);
  sql.add(")");
}

void add_grades(Sql& sql, const std::string& column, const std::vector<std::string>& codes) {
  if (codes.empty()) return;
  sql.add(" AND " + column + " IN (-1");
  for (const std::string& code : codes)
    if (const auto parsed = grade::parse_grade(code)) sql.add(",?", grade::rank_of(*parsed));
  sql.add(")");
}

void add_categories(Sql& sql, const std::string& column, const std::vector<std::string>& paths) {
  if (paths.empty()) return;
  sql.add(" AND (1 = 0");
  for (const std::string& path : paths) sql.add(fmt::format(" OR {0} = ? OR {0} LIKE ? ESCAPE '\\'", column), path, store::beginning_with(path + "/"));
  sql.add(")");
}

}  // namespace

Sql group_condition(const access::Scope& scope, const ListingFilter& filter, const std::string& table) {
  Sql sql = scope.condition({table + ".org_id", table + ".grade_rank"});
  if (!filter.vanished) sql.add(" AND " + table + ".vanished = 0");
  add_grades(sql, table + ".grade_rank", filter.grades);
  add_choice(sql, table + ".state", filter.states);
  add_choice(sql, table + ".sector", filter.sectors);
  add_choice(sql, table + ".kind", filter.kinds);
  add_choice(sql, table + ".source_id", filter.sources);
  add_choice(sql, table + ".org_id", filter.organisations);
  add_categories(sql, table + ".category", filter.categories);
  if (!filter.format.empty()) sql.add(" AND " + table + ".formats LIKE ? ESCAPE '\\'", store::containing(" " + filter.format + " "));
  if (filter.personal) sql.add(" AND " + table + ".personal = ?", *filter.personal);
  if (filter.credentials) sql.add(" AND " + table + ".credentials = ?", *filter.credentials);
  return sql;
}

Sql detail_condition(const ListingFilter& filter) {
  Sql sql;
  for (const std::string& text : parse_search(filter.text).texts) sql.add(" AND asset.search LIKE ? ESCAPE '\\'", store::containing(text));
  add_choice(sql, "asset.id", filter.ids);
  if (!filter.detector.empty()) sql.add(" AND asset.facts LIKE ? ESCAPE '\\'", store::containing("\"id\":\"" + filter.detector + "\""));
  if (!filter.rule.empty()) sql.add(" AND asset.assessment LIKE ? ESCAPE '\\'", store::containing("\"" + filter.rule + "\""));
  return sql;
}

bool has_details(const ListingFilter& filter) {
  return !detail_condition(filter).text().empty();
}

std::vector<SearchWord> index_words(const ListingFilter& filter) {
  std::vector<SearchWord> out = parse_search(filter.text).words;
  const auto add = [&](char kind, const std::string& value) {
    if (!value.empty()) out.push_back({marked_word(kind, value), false});
  };
  add(mark::kDetector, filter.detector);
  add(mark::kRule, filter.rule);
  return out;
}

Sql whole_condition(store::Db& db, const access::Scope& scope, const ListingFilter& filter) {
  // One way in only: with both, SQLite would try every asset in every group.
  Sql sql;
  if (const auto words = index_words(filter); !words.empty() || !filter.ids.empty()) {
    sql.add("+asset.group_no > 0 AND ").add(group_condition(scope, filter, "asset"));
    if (filter.ids.empty()) sql.add(" AND asset.id IN (").add(assets_with(db, words)).add(")");
  } else {
    sql.add("asset.group_no IN (SELECT asset_group.no FROM asset_group WHERE asset_group.asset_count > 0 AND ");
    sql.add(group_condition(scope, filter, "asset_group")).add(")");
  }
  return sql.add(detail_condition(filter));
}

}  // namespace gongdun::catalog
