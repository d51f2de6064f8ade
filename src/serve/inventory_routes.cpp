// Views over all assets in reach: personal information, credentials, flows, the workbench, search.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "catalog/asset_search.h"
#include "catalog/facts_json.h"
#include "catalog/finding_listing.h"
#include "catalog/report_model.h"
#include "catalog/scan_store.h"
#include "catalog/source_store.h"
#include "serve/asset_json.h"
#include "serve/jobs.h"
#include "serve/scan_json.h"
#include "store/rows.h"

namespace gongdun::serve {

using access::Permission;
using store::Sql;

namespace {

const access::Scope::Columns kAssetColumns{"asset.org_id", "asset.grade_rank"};

struct PersonalSum {
  std::uint64_t assets = 0, columns = 0, values = 0;
  int highest = 1;
};

// Personal detectors of the facts of every asset in reach that holds personal information.
base::Result<std::map<std::string, PersonalSum>> personal_sums(Context& c) {
  std::map<std::string, PersonalSum> sums;
  Sql sql("SELECT asset.facts, asset.grade_rank FROM asset WHERE asset.vanished = 0 AND asset.personal = 1 AND ");
  sql.add(c.scope(Permission::assets_read).condition(kAssetColumns));
  GD_TRY(sql.rows(c.db(), [&](store::Stmt& row) {
    const auto facts = catalog::facts_from_json(row.text(0));
    if (!facts) return;
    for (const auto& fact : facts->detectors) {
      if (fact.found == 0 || !catalog::is_personal(*c.node.tools().packs, fact.detector)) continue;
      PersonalSum& sum = sums[fact.detector];
      sum.assets += 1;
      sum.values += fact.found;
      sum.highest = std::max(sum.highest, static_cast<int>(row.integer(1)));
    }
  }));
  Sql columns(
      "SELECT claim.detector, count(*) FROM claim JOIN part ON part.id = claim.part_id JOIN asset ON asset.id = part.asset_id WHERE asset.vanished = 0 AND "
      "asset.personal = 1 AND ");
  columns.add(c.scope(Permission::assets_read).condition(kAssetColumns)).add(" GROUP BY claim.detector");
  GD_TRY(columns.rows(c.db(), [&](store::Stmt& row) {
    if (const auto found = sums.find(row.text(0)); found != sums.end()) found->second.columns = static_cast<std::uint64_t>(row.integer(1));
  }));
  return sums;
}

bool is_sensitive(const pack::PackSet& packs, const std::string& detector) {
  return std::ranges::any_of(packs.detectors,
                             [&](const pack::Detector& one) { return one.meta.id == detector && one.data_class == pack::DataClass::personal_sensitive; });
}

Answer personal_inventory(Context& c) {
  auto sums = personal_sums(c);
  if (!sums) return std::unexpected(std::move(sums).error());
  Json items = Json::array();
  for (const auto& [detector, sum] : *sums) {
    const RuleEntry* rule = c.node.rules().find(detector);
    items.push_back({{"detector", detector},
                     {"name", bilingual_json(c.node.rules().name_of(detector))},
                     {"sensitive", is_sensitive(*c.node.tools().packs, detector)},
                     {"basis", rule == nullptr ? "" : rule->meta.basis},
                     {"assets", sum.assets},
                     {"columns", sum.columns},
                     {"values", sum.values},
                     {"highest", grade::grade_code(grade::grade_of_rank(sum.highest))}});
  }
  std::stable_sort(items.begin(), items.end(), [](const Json& a, const Json& b) { return a["assets"] > b["assets"]; });
  const std::size_t total = items.size();
  return json_answer(page_json(std::move(items), "", total));
}

Answer list_credentials(Context& c) {
  auto cursor = c.cursor();
  if (!cursor) return std::unexpected(std::move(cursor).error());
  const auto& packs = *c.node.tools().packs;
  auto page = catalog::credentials_page(
      c.db(), c.scope(Permission::assets_read), [&](std::string_view detector) { return catalog::is_secret(packs, detector); }, *cursor, c.limit());
  if (!page) return std::unexpected(std::move(page).error());
  Json items = Json::array();
  for (const auto& one : page->rows) {
    const auto& finding = one.stored.finding;
    items.push_back({{"id", one.stored.id},
                     {"detector", finding.detector},
                     {"name", bilingual_json(c.node.rules().name_of(finding.detector))},
                     {"item", finding.item},
                     {"place", one.stored.place},
                     {"sample", finding.sample},
                     {"confidence", finding.confidence},
                     {"asset", text_or_null(one.asset)}});
  }
  GD_TRY(c.audit_alone("credentials.read", "credentials"));
  Json out = page_json(std::move(items), page->next, page->rows.size());
  out["total_is_estimate"] = !page->next.empty() || !cursor->empty();
  return json_answer(out);
}

// Source → kind of carrier → top category → grade, by number and bytes of assets.
Answer get_flows(Context& c) {
  struct Weight {
    std::uint64_t assets = 0, bytes = 0;
  };
  std::map<std::string, std::pair<std::string, Weight>> nodes;  // id → kind, weight
  std::map<std::pair<std::string, std::string>, Weight> links;
  const auto add = [](Weight& weight, std::uint64_t assets, std::uint64_t bytes) {
    weight.assets += assets;
    weight.bytes += bytes;
  };
  auto names = catalog::source_names(c.db(), c.scope(Permission::assets_read));
  if (!names) return std::unexpected(std::move(names).error());
  Sql sql(
      "SELECT asset_group.source_id, asset_group.kind, asset_group.category, asset_group.grade_rank, sum(asset_group.asset_count), sum(asset_group.byte_sum) "
      "FROM asset_group WHERE asset_group.vanished = 0 AND asset_group.asset_count > 0 AND ");
  sql.add(c.scope(Permission::assets_read).condition({"asset_group.org_id", "asset_group.grade_rank"}));
  sql.add(" GROUP BY asset_group.source_id, asset_group.kind, asset_group.category, asset_group.grade_rank");
  GD_TRY(sql.rows(c.db(), [&](store::Stmt& row) {
    const std::string category = row.text(2);
    const std::string path[] = {"source:" + row.text(0), "carrier:" + row.text(1), "category:" + category.substr(0, category.find('/')),
                                "grade:" + grade::grade_code(grade::grade_of_rank(static_cast<int>(row.integer(3))))};
    const char* const kinds[] = {"source", "carrier", "category", "grade"};
    const auto assets = static_cast<std::uint64_t>(row.integer(4)), bytes = static_cast<std::uint64_t>(row.integer(5));
    for (std::size_t i = 0; i < std::size(path); ++i) {
      nodes[path[i]].first = kinds[i];
      add(nodes[path[i]].second, assets, bytes);
      if (i > 0) add(links[{path[i - 1], path[i]}], assets, bytes);
    }
  }));
  Json out{{"nodes", Json::array()}, {"links", Json::array()}};
  for (const auto& [id, node] : nodes) {
    std::string name = id.substr(id.find(':') + 1);
    if (const auto known = names->find(name); node.first == "source" && known != names->end()) name = known->second;
    out["nodes"].push_back({{"id", id}, {"kind", node.first}, {"name", name}, {"assets", node.second.assets}, {"bytes", node.second.bytes}});
  }
  for (const auto& [ends, weight] : links)
    out["links"].push_back({{"from", ends.first}, {"to", ends.second}, {"assets", weight.assets}, {"bytes", weight.bytes}});
  return json_answer(out);
}

base::Result<std::uint64_t> count_of(Context& c, const catalog::ListingFilter& filter) {
  return catalog::count_assets(c.db(), c.scope(Permission::assets_read), filter);
}

base::Status count_assets(Context& c, Json& out) {
  const std::vector<std::string> general{"general-1", "general-2", "general-3", "general-4"};
  const std::pair<const char*, catalog::ListingFilter> wanted[] = {
      {"pending", {.states = {"pending"}}},
      {"pending_important", {.grades = {"important"}, .states = {"pending"}}},
      {"pending_core", {.grades = {"core"}, .states = {"pending", "review"}}},
      {"disputed", {.states = {"disputed"}}},
      {"credentials", {.credentials = true}},
      {"assets", {}},
      {"core", {.grades = {"core"}}},
      {"important", {.grades = {"important"}}},
      {"general", {.grades = general}},
  };
  for (const auto& [name, filter] : wanted) {
    auto count = count_of(c, filter);
    if (!count) return std::unexpected(std::move(count).error());
    out[name] = *count;
  }
  constexpr base::TimeUs kWeek = 7LL * 86'400 * 1'000'000;
  Sql sql(
      "SELECT count(*) FROM asset WHERE asset.first_seen > ? AND asset.group_no IN (SELECT asset_group.no FROM asset_group WHERE asset_group.vanished = 0 AND "
      "asset_group.asset_count > 0 AND ",
      base::now_us() - kWeek);
  sql.add(c.scope(Permission::assets_read).condition({"asset_group.org_id", "asset_group.grade_rank"})).add(")");
  return sql.rows(c.db(), [&](store::Stmt& row) { out["added_7_days"] = row.integer(0); });
}

Answer workbench(Context& c) {
  Json out;
  GD_TRY(count_assets(c, out));
  auto reviews = catalog::load_reviews(c.db(), c.scope(Permission::assets_review));
  if (!reviews) return std::unexpected(std::move(reviews).error());
  out["reviews"] = std::ranges::count_if(*reviews, [&](const catalog::Review& one) { return one.person != c.caller.person; });
  auto sources = catalog::load_sources(c.db(), c.scope(Permission::assets_read));
  if (!sources) return std::unexpected(std::move(sources).error());
  std::uint64_t unread = 0, never = 0;
  std::vector<std::pair<std::int64_t, Json>> scans;
  for (const auto& source : *sources) {
    auto last = last_scan_json(c.db(), source);
    if (!last) return std::unexpected(std::move(last).error());
    if (last->is_null()) {
      ++never;
      continue;
    }
    unread += (*last)["unread"].get<std::uint64_t>();
    scans.emplace_back((*last)["id"].get<std::int64_t>(), std::move(*last));
  }
  std::ranges::sort(scans, std::greater{}, [](const auto& one) { return one.first; });
  out["unread"] = unread;
  out["sources"] = sources->size();
  out["sources_never_scanned"] = never;
  constexpr std::size_t kShown = 5;
  auto jobs = load_jobs(c.db(), {.kind = {}, .state = {}, .cursor = {}, .limit = kShown, .person = c.caller.person, .scope = c.scope(Permission::assets_read)});
  if (!jobs) return std::unexpected(std::move(jobs).error());
  out["jobs"] = Json::array();
  for (const auto& job : *jobs) out["jobs"].push_back(c.node.jobs().json_of(job));
  out["scans"] = Json::array();
  for (std::size_t i = 0; i < std::min(kShown, scans.size()); ++i) out["scans"].push_back(std::move(scans[i].second));
  out["clocks"] = Json::array();
  return json_answer(out);
}

Answer search(Context& c) {
  constexpr std::size_t kOfEach = 10;
  Json items = Json::array();
  const std::string text = c.query("q");
  if (text.empty()) return json_answer({{"items", items}});
  const access::Scope scope = c.scope(Permission::assets_read);
  const auto code = [](int rank) { return grade::grade_code(grade::grade_of_rank(rank)); };
  auto assets = catalog::search_assets(c.db(), scope, text, kOfEach);
  if (!assets) return std::unexpected(std::move(assets).error());
  for (const auto& hit : *assets)
    items.push_back({{"kind", "asset"}, {"id", hit.id}, {"title", hit.name}, {"text", hit.location + " · " + hit.category}, {"grade", code(hit.rank)}});
  auto fields = catalog::search_fields(c.db(), scope, text, kOfEach);
  if (!fields) return std::unexpected(std::move(fields).error());
  for (const auto& hit : *fields) {
    const std::string found = hit.detector.empty() ? "" : " · " + c.node.rules().name_of(hit.detector).zh;
    items.push_back({{"kind", "column"}, {"id", hit.asset}, {"title", hit.column}, {"text", hit.asset_name + found}, {"grade", code(hit.rank)}});
  }
  if (c.caller.may(Permission::packs_read)) {
    std::size_t rules = 0;
    for (const RuleEntry* rule : c.node.rules().search({.text = text, .pack = {}, .kind = {}, .basis = {}, .verified = {}})) {
      if (++rules > kOfEach) break;
      items.push_back({{"kind", "rule"}, {"id", rule->meta.id}, {"title", rule->meta.name.zh}, {"text", rule->meta.basis}, {"grade", nullptr}});
    }
    std::size_t clauses = 0;
    for (const auto& [clause, rules_of] : c.node.rules().clauses(text)) {
      if (++clauses > kOfEach) break;
      items.push_back({{"kind", "clause"}, {"id", clause}, {"title", clause}, {"text", rules_of}, {"grade", nullptr}});
    }
  }
  return json_answer({{"items", items}});
}

}  // namespace

void add_inventory_routes(Handlers& to) {
  to.on("personalInventory", personal_inventory)
      .on("listCredentials", list_credentials)
      .on("getFlows", get_flows)
      .on("workbench", workbench)
      .on("search", search);
}

}  // namespace gongdun::serve
