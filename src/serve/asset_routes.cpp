// Reading assets: list, counts, one with its evidence, its history, the export.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catalog/decision_store.h"
#include "catalog/finding_listing.h"
#include "catalog/report_model.h"
#include "serve/asset_json.h"

namespace gongdun::serve {

using access::Permission;
using base::Code;

namespace {

Answer list_assets(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const std::string sort = c.query("sort");
  const catalog::ListingRequest request{.filter = filter_of(c), .sort = sort.empty() ? "-grade" : sort, .cursor = *cursor, .limit = c.limit()};
  const access::Scope scope = c.scope(Permission::assets_read);
  auto listing = catalog::list_assets(c.db(), scope, request);
  if (!listing) return std::unexpected(std::move(listing).error());
  auto total = catalog::count_beside(c.db(), scope, request.filter);
  if (!total) return std::unexpected(std::move(total).error());
  Json items = Json::array();
  for (const auto& row : listing->rows) items.push_back(listed_json(row));
  Json page = page_json(std::move(items), listing->next, std::max<std::uint64_t>(total->count, listing->rows.size()));
  page["total_is_estimate"] = total->at_least;
  return json_answer(page);
}

Json facet_list(const std::map<std::string, std::uint64_t>& counts, const std::function<Json(const std::string&)>& name) {
  Json out = Json::array();
  for (const auto& [value, count] : counts) out.push_back({{"value", value}, {"name", name(value)}, {"count", count}});
  std::stable_sort(out.begin(), out.end(), [](const Json& a, const Json& b) { return a["count"] > b["count"]; });
  return out;
}

Answer asset_facets(Context& c) {
  const access::Scope scope = c.scope(Permission::assets_read);
  auto facets = catalog::asset_facets(c.db(), scope, filter_of(c));
  if (!facets) return std::unexpected(std::move(facets).error());
  auto sources = catalog::source_names(c.db(), scope);
  if (!sources) return std::unexpected(std::move(sources).error());
  const auto none = [](const std::string&) { return Json(nullptr); };
  const auto rule = [&](const std::string& id) { return id.empty() ? Json(nullptr) : bilingual_json(c.node.rules().name_of(id)); };
  const auto category = [&](const std::string& path) { return path.empty() ? Json(nullptr) : bilingual_json(c.node.rules().category_name(path)); };
  const auto source = [&](const std::string& id) {
    const auto found = sources->find(id);
    return found == sources->end() ? Json(nullptr) : bilingual_json({found->second, found->second});
  };
  return json_answer({{"total", facets->total},
                      {"grade", facet_list(facets->grades, none)},
                      {"state", facet_list(facets->states, none)},
                      {"sector", facet_list(facets->sectors, rule)},
                      {"category", facet_list(facets->categories, category)},
                      {"kind", facet_list(facets->kinds, none)},
                      {"source", facet_list(facets->sources, source)},
                      {"personal", facets->personal},
                      {"credentials", facets->credentials},
                      {"rows", facets->rows},
                      {"bytes", facets->bytes},
                      {"persons", facets->persons}});
}

// The row of an asset in the caller's reach; anything else is not there.
base::Result<catalog::ListedAsset> row_in_reach(Context& c, Permission permission) {
  const catalog::ListingRequest request{.filter = {.vanished = true, .ids = {c.path("id")}}, .cursor = {}, .limit = 1};
  auto listing = catalog::list_assets(c.db(), c.scope(permission), request);
  if (!listing) return std::unexpected(std::move(listing).error());
  if (listing->rows.empty()) return base::fail(Code::not_found, "没有这项数据资产，或不在您的范围内", "no such asset in your reach", c.path("id"));
  return std::move(listing->rows.front());
}

Answer get_asset(Context& c) {
  auto row = row_in_reach(c, Permission::assets_read);
  if (!row) return std::unexpected(std::move(row).error());
  auto asset = c.catalog().asset(row->id);
  if (!asset) return std::unexpected(std::move(asset).error());
  auto review = catalog::review_of(c.db(), row->id);
  if (!review) return std::unexpected(std::move(review).error());
  auto version = catalog::asset_version(c.db(), row->id);
  if (!version) return std::unexpected(std::move(version).error());
  GD_TRY(c.audit_alone("asset.read", row->id));
  return json_answer(asset_json(*row, *asset, *review, c.node)).set("ETag", fmt::format("\"{}\"", *version));
}

// Lists within one asset are paged by position.
std::size_t position(const std::string& cursor) {
  return cursor.empty() ? 0 : static_cast<std::size_t>(std::max(0LL, std::atoll(cursor.c_str())));
}

std::string next_position(std::size_t from, std::size_t got, std::uint64_t total) {
  return from + got < total ? std::to_string(from + got) : std::string();
}

Json column_json(const catalog::ListedColumn& column, const std::vector<std::string>& samples, const Node& node) {
  const auto& claim = column.claim;
  return {{"id", column.id},
          {"item", claim.item},
          {"table", text_or_null(claim.table)},
          {"name", text_or_null(claim.name)},
          {"index", claim.index},
          {"comment", text_or_null(claim.comment)},
          {"detector", claim.detector},
          {"detector_name", bilingual_json(node.rules().name_of(claim.detector))},
          {"share", claim.share},
          {"confidence", claim.confidence},
          {"matches", claim.matches},
          {"distinct", claim.distinct},
          {"masked", claim.masked},
          {"personal", catalog::is_personal(*node.tools().packs, claim.detector)},
          {"reasons", claim.reasons},
          {"samples", samples},
          {"dismissed",
           column.dismissed ? Json{{"reason", *column.dismissed}, {"by", column.dismissed_by}, {"at", base::iso8601(column.dismissed_at)}} : Json(nullptr)}};
}

std::vector<std::string> samples_of(const catalog::ListedColumn& column, const std::vector<catalog::FindingView>& findings) {
  constexpr std::size_t kSamples = 3;
  std::vector<std::string> out;
  for (const auto& view : findings) {
    const auto& finding = view.stored.finding;
    if (out.size() == kSamples) break;
    if (finding.item == column.claim.item && finding.table == column.claim.table && finding.detector == column.claim.detector &&
        finding.column_index == static_cast<std::int64_t>(column.claim.index) && std::ranges::find(out, finding.sample) == out.end())
      out.push_back(finding.sample);
  }
  return out;
}

Answer asset_columns(Context& c) {
  constexpr std::size_t kLookedAt = 2000;
  auto row = row_in_reach(c, Permission::assets_read);
  if (!row) return std::unexpected(std::move(row).error());
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const std::size_t from = position(*cursor);
  auto total = catalog::count_columns(c.db(), row->id);
  if (!total) return std::unexpected(std::move(total).error());
  auto columns = catalog::columns_of(c.db(), row->id, from, c.limit());
  if (!columns) return std::unexpected(std::move(columns).error());
  auto findings = c.catalog().findings_of(row->id, kLookedAt);
  if (!findings) return std::unexpected(std::move(findings).error());
  Json items = Json::array();
  for (const auto& column : *columns) items.push_back(column_json(column, samples_of(column, *findings), c.node));
  GD_TRY(c.audit_alone("asset.columns.read", row->id));
  return json_answer(page_json(std::move(items), next_position(from, columns->size(), *total), *total));
}

Answer asset_findings(Context& c) {
  constexpr std::size_t kMost = 5000;
  auto row = row_in_reach(c, Permission::assets_read);
  if (!row) return std::unexpected(std::move(row).error());
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  auto findings = c.catalog().findings_of(row->id, kMost);
  if (!findings) return std::unexpected(std::move(findings).error());
  Json items = Json::array();
  const std::size_t from = position(*cursor);
  for (std::size_t i = from; i < std::min(findings->size(), from + c.limit()); ++i) {
    const auto& view = (*findings)[i];
    const auto& finding = view.stored.finding;
    items.push_back({{"id", view.stored.id},
                     {"item", finding.item},
                     {"place", view.stored.place},
                     {"detector", finding.detector},
                     {"detector_name", bilingual_json(c.node.rules().name_of(finding.detector))},
                     {"confidence", finding.confidence},
                     {"sample", finding.sample},
                     {"validators", finding.validators},
                     {"context", finding.context},
                     {"dismissed", view.dismissed ? Json(*view.dismissed) : Json(nullptr)}});
  }
  GD_TRY(c.audit_alone("asset.findings.read", row->id));
  const std::size_t got = items.size();
  return json_answer(page_json(std::move(items), next_position(from, got, findings->size()), findings->size()));
}

Answer asset_carriers(Context& c) {
  auto row = row_in_reach(c, Permission::assets_read);
  if (!row) return std::unexpected(std::move(row).error());
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const std::size_t from = position(*cursor);
  auto total = catalog::count_carriers(c.db(), row->id);
  if (!total) return std::unexpected(std::move(total).error());
  auto carriers = catalog::carriers_of(c.db(), row->id, from, c.limit());
  if (!carriers) return std::unexpected(std::move(carriers).error());
  Json items = Json::array();
  for (const auto& carrier : *carriers)
    items.push_back({{"uri", carrier.uri},
                     {"format", carrier.format},
                     {"encoding", carrier.encoding},
                     {"bytes", carrier.bytes},
                     {"modified", time_json(carrier.modified)},
                     {"owner", carrier.owner}});
  return json_answer(page_json(std::move(items), next_position(from, carriers->size(), *total), *total));
}

const char* history_kind(catalog::DecisionKind kind) {
  return kind == catalog::DecisionKind::confirmed ? "confirmed" : kind == catalog::DecisionKind::withdrawn ? "withdrawn" : "decided";
}

Answer asset_history(Context& c) {
  auto row = row_in_reach(c, Permission::assets_read);
  if (!row) return std::unexpected(std::move(row).error());
  auto decisions = c.catalog().decisions(row->id);
  if (!decisions) return std::unexpected(std::move(decisions).error());
  auto reviews = catalog::review_history(c.db(), row->id);
  if (!reviews) return std::unexpected(std::move(reviews).error());
  Json items = Json::array();
  for (const auto& entry : *decisions)
    items.push_back({{"kind", history_kind(entry.kind)},
                     {"grade", grade::grade_code(entry.decision.grade)},
                     {"proposed", entry.proposed.empty() ? Json(nullptr) : Json(entry.proposed)},
                     {"reason", entry.decision.reason},
                     {"by", entry.decision.by},
                     {"at", base::iso8601(entry.decision.at)},
                     {"alone", entry.reach == catalog::Reach::alone}});
  for (const auto& entry : *reviews)
    items.push_back({{"kind", entry.rejected ? "rejected" : "review"},
                     {"grade", grade::grade_code(entry.review.decision.grade)},
                     {"proposed", nullptr},
                     {"reason", entry.rejected ? entry.closed_reason : entry.review.decision.reason},
                     {"by", entry.rejected ? entry.closed_by : entry.review.decision.by},
                     {"at", base::iso8601(entry.rejected ? entry.closed_at : entry.review.decision.at)},
                     {"alone", false}});
  std::stable_sort(items.begin(), items.end(), [](const Json& a, const Json& b) { return a["at"] > b["at"]; });
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

}  // namespace

void add_asset_routes(Handlers& to) {
  to.on("listAssets", list_assets)
      .on("assetFacets", asset_facets)
      .on("getAsset", get_asset)
      .on("assetColumns", asset_columns)
      .on("assetFindings", asset_findings)
      .on("assetCarriers", asset_carriers)
      .on("assetHistory", asset_history);
}

}  // namespace gongdun::serve
