#include "serve/job_work.h"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "catalog/asset_listing.h"
#include "catalog/finding_listing.h"
#include "catalog/report_model.h"
#include "catalog/scan_report.h"
#include "catalog/scan_store.h"
#include "catalog/source_store.h"
#include "crypto/sm3.h"
#include "serve/report_store.h"
#include "store/rows.h"

namespace gongdun::serve {

using base::Result;

Result<Job> queue_scan(store::Db& db, const std::string& source, const std::string& source_name, const std::string& organisation, const std::string& person,
                       const std::string& by) {
  auto waiting = store::text(db, "SELECT id FROM job WHERE kind = 'scan' AND source = ? AND state IN ('queued', 'running')", source);
  if (!waiting) return std::unexpected(std::move(waiting).error());
  if (*waiting) return base::fail(base::Code::conflict, "这个数据源正在扫描或已在排队", "this source is being scanned or waits for it", **waiting);
  Job job{.kind = "scan", .title = source_name, .person = person, .by = by, .organisation = organisation, .source = source, .request = "{}"};
  GD_TRY(insert_job(db, job));
  return job;
}

Result<JobOutcome> do_scan(Node& node, const Job& job, const base::StopFlag& stop, work::Progress& progress) {
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  auto source = catalog::load_source((*lease)->db(), access::Scope::all(), job.source);
  if (!source) return std::unexpected(std::move(source).error());
  const catalog::ScanRequest request{.paths = {source->address},
                                     .excludes = source->excludes,
                                     .sector = source->sector.empty() ? "auto" : source->sector,
                                     .git_history = source->git_history,
                                     .limits = {},
                                     .source = source->id,
                                     .organisation = source->organisation};
  if (std::error_code error; !std::filesystem::exists(source->address, error))
    return base::fail(base::Code::not_found, "数据源的路径不存在或无权访问", "the source's path does not exist or may not be read", source->address);
  auto outcome = catalog::run_scan(*(*lease)->catalog, node.tools().tools(), request, stop, progress);
  if (!outcome) return std::unexpected(std::move(outcome).error());
  return JobOutcome{Json{{"scan", outcome->record.id}, {"items", outcome->record.items}, {"unread", outcome->unread.size()}}.dump(), outcome->interrupted};
}

namespace {

// The present state of everything in reach, as the report's own input knows it.
Result<catalog::ScanOutcome> present_outcome(store::Db& db, catalog::Catalog& catalog, const access::Scope& scope) {
  catalog::ScanOutcome outcome;
  auto sources = catalog::load_sources(db, scope);
  if (!sources) return std::unexpected(std::move(sources).error());
  auto items = catalog::ItemStore::open(catalog.db());
  if (!items) return std::unexpected(std::move(items).error());
  for (const catalog::Source& source : *sources) {
    auto last = catalog::load_scans(db, source.id, 0, 1);
    if (!last) return std::unexpected(std::move(last).error());
    if (last->empty()) continue;
    const catalog::ScanRecord& record = last->front();
    outcome.record.roots.push_back(source.address);
    outcome.record.started = std::max(outcome.record.started, record.started);
    outcome.record.finished = std::max(outcome.record.finished, record.finished);
    outcome.record.items += record.items;
    outcome.record.bytes += record.bytes;
    outcome.record.packs_digest = record.packs_digest;
    outcome.interrupted = outcome.interrupted || record.state != "done";
    GD_TRY((*items)->each_unread(record.id, [&](const read::Unread& unread) { outcome.unread.push_back(unread); }));
  }
  if (outcome.record.roots.empty())
    return base::fail(base::Code::not_found, "还没有扫描过任何数据源，请先扫描", "no source has been scanned yet; scan one first");
  return outcome;
}

}  // namespace

Result<JobOutcome> do_report(Node& node, const Job& job) {
  auto lease = node.lease();
  if (!lease) return std::unexpected(std::move(lease).error());
  store::Db& db = (*lease)->db();
  catalog::Catalog& catalog = *(*lease)->catalog;
  const Json request = Json::parse(job.request, nullptr, false);
  auto rights = access::load_rights(db, job.person, base::now_us());
  if (!rights) return std::unexpected(std::move(rights).error());
  const access::Scope scope = rights->scope(access::Permission::reports_make);
  auto outcome = present_outcome(db, catalog, scope);
  if (!outcome) return std::unexpected(std::move(outcome).error());
  std::vector<std::string> ids;
  GD_TRY(catalog::each_listed(db, scope, {}, [&](const catalog::ListedAsset& row) { ids.push_back(row.id); }));
  std::vector<catalog::Asset> assets;
  for (const std::string& id : ids) {
    auto asset = catalog.asset(id);
    if (!asset) return std::unexpected(std::move(asset).error());
    assets.push_back(std::move(*asset));
  }
  const auto& packs = *node.tools().packs;
  auto credentials = catalog::findings_in_scope(db, scope, [&](std::string_view detector) { return catalog::is_secret(packs, detector); });
  if (!credentials) return std::unexpected(std::move(credentials).error());
  Report report{.id = "D-" + crypto::random_hex(6),
                .title = job.title,
                .lang = request.value("lang", "zh"),
                .person = job.person,
                .by = job.by,
                .organisation = job.organisation};
  report.reaches = scope.reaches();
  report.assets = assets.size();
  const std::string folder = report_folder(node.options().data, report.id);
  auto files = catalog::write_report_files(assets, *credentials, *outcome, packs, {folder, report.lang == "en" ? base::Lang::en : base::Lang::zh});
  if (!files) return std::unexpected(std::move(files).error());
  GD_TRY(describe_files(report, *files));
  GD_TRY(insert_report(db, report));
  return JobOutcome{Json{{"report", report.id}}.dump(), false};
}

}  // namespace gongdun::serve
